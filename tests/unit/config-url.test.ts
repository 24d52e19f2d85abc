// Links: what is written reads back to the same configuration, and foreign text is refused or harmless.

import { describe, expect, test } from 'vitest';
import { configToHash, hashToSettings, parseConfig } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { PRESETS } from '../../src/presets/index.ts';

function parsed(raw: unknown): Config {
  const result = parseConfig(raw);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function read(hash: string): Config {
  const result = hashToSettings(hash);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return parsed(result.raw);
}

describe('round trip', () => {
  test.each(PRESETS.map((preset) => preset.name))('%s is its own name', (name) => {
    const config = parsed({ preset: name });
    expect(configToHash(config)).toBe(`preset=${name}`);
    expect(read(`#preset=${name}`)).toEqual(config);
  });

  test.each([
    {},
    { nx: 64, boundaryX: 'no-flux', seed: 2 ** 53 - 1, width: 1 / 3, timeStep: 1e-5 },
    { preset: 'saturated', parameters: { c: 5.5, a: 1e-3 }, view: { colormap: 'magma', low: -1.5, high: 2 } },
    { preset: 'collapse', view: { low: null, high: null } },
    { preset: 'spots', growth: 'r*u*(1 - u/capacity) + 1e-4*(1 - u)', ny: 1 },
    {
      sensitivity: 'q*u & 1'.replace('& 1', '+ 0*u'),
      parameters: { q: -3e-30 },
      initialU: '1 + 0.1*sin(2*pi*x/width)',
    },
    { growth: 'u > 1 ? -u : (u == 0 ? 0 : u)', production: 'u*100/(1+v)' },
  ])('%j', (raw) => {
    const config = parsed(raw);
    const hash = configToHash(config);
    expect(read(hash)).toEqual(config);
    expect(read(`#${hash}`)).toEqual(config);
    // Nothing that a browser or a chat program would cut a link at.
    expect(hash).toMatch(/^[\w.%&=+*~-]*$/);
  });

  test('a file is left out of the link', () => {
    expect(configToHash(parsed({ initialU: 'bump.npy', nx: 64 }))).toBe('nx=64');
  });
});

describe('foreign links', () => {
  test.each([
    'initialU=/etc/start.npy',
    'initialV={"file":"a.png"}',
    'x'.repeat(30_000),
    '__proto__=1',
    'a.b.c=1',
  ])('refused: %s', (hash) => expect(hashToSettings(hash)).toHaveProperty('problems'));

  test.each([
    'nx',
    'nx=-5',
    'growth=alert(1)',
    'constructor=1',
    'preset=__proto__',
    'view.low=%00',
    '%E0%A4%A',
    'parameters=1',
  ])('%s never becomes a configuration', (hash) => {
    const result = hashToSettings(hash);
    if ('raw' in result) expect(parseConfig(result.raw)).toHaveProperty('problems');
    else expect(result.problems.length).toBeGreaterThan(0);
  });

  test('an empty link is the default', () => expect(read('#')).toEqual(parsed({})));
});
