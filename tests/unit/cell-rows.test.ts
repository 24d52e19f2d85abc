// What the WebAssembly of the cells' kernels is told of the sensing rules (kernels/run-and-tumble/rows.ts) is what the rules
// say: the build cannot import them.

import { describe, expect, it } from 'vitest';
import { LAW_PARAMETERS, LAWS, MOST_MEMORY, MOST_OWN, OWN } from '../../src/kernels/run-and-tumble/rows.ts';
import { parametersOf, SENSING_RULES } from '../../src/sensing/index.ts';
import { spreadNames, varietyGroups } from '../../src/sensing/variety.ts';

it('laws are all rules, those that answer at once before those that remember, tumbling ones before the others', () => {
  expect([...LAWS].sort()).toEqual(SENSING_RULES.map(({ name }) => name).sort());
  const remembers = LAWS.map((law) => SENSING_RULES.find(({ name }) => name === law)!.memory.length > 0);
  expect(remembers).toEqual([...remembers].sort());
  const motions = LAWS.map((law) => SENSING_RULES.find(({ name }) => name === law)!.motion);
  expect(motions.slice(-2)).toEqual(['steering', 'crawling']);
  expect(new Set(motions.slice(0, -2))).toEqual(new Set(['tumbling']));
});

describe.each(SENSING_RULES)('$name', (rule) => {
  const own = varietyGroups(rule).flat();
  it('has the parameters that vary, in their order', () => {
    expect(OWN[rule.name as keyof typeof OWN] ?? []).toEqual(own);
    expect(own.length).toBeLessThanOrEqual(MOST_OWN);
    expect(rule.memory.length).toBeLessThanOrEqual(MOST_MEMORY);
    expect(rule.inner.length).toBeLessThanOrEqual(3); // rows inner0 to inner2
  });

  it('has its other parameters among those that laws read', () => {
    const others = parametersOf(rule)
      .map(({ name }) => name)
      .filter((name) => !own.includes(name) && !spreadNames(rule).includes(name));
    expect(others.filter((name) => !(LAW_PARAMETERS as readonly string[]).includes(name))).toEqual([]);
  });
});
