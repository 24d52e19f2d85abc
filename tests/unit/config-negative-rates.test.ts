// Where tumbling rates fall below zero: the edges that are said are those of the formulas, solved by hand.

import { describe, expect, test } from 'vitest';
import { negativeRates, parseConfig } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { formatProblem } from '../../src/core/problem.ts';

function cells(raw: Record<string, unknown>): Config {
  const parsed = parseConfig({ model: 'run-and-tumble', ...raw });
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.config;
}

const said = (raw: Record<string, unknown>): readonly string[] => negativeRates(cells(raw));
const line = (raw: Record<string, unknown>): readonly string[] => said({ ny: 1, ...raw });
const RIGHT = 'the tumbling rate of cells running towards larger x is below zero';
const LEFT = 'the tumbling rate of cells running towards smaller x is below zero';
const END = 'and counts as zero there';

describe('on a line', () => {
  test("the lecture's rates: 1 +- 2 tanh(4 z/L) is 0 at z = -+ L artanh(1/2)/4 = -+ 27.465 from the centre", () => {
    const rates = (sign: string) => `tumbleRate*(1 ${sign} 2*tanh(4*(x - width/2)/width))`;
    expect(line({ sensing: 'rates', ratePlus: rates('+'), rateMinus: rates('-') })).toEqual([
      `ratePlus is below zero for x < 72.53 ${END}`,
      `rateMinus is below zero for x > 127.5 ${END}`,
    ]);
  });

  test('several stretches, and too many', () => {
    expect(line({ sensing: 'rates', ratePlus: '(x - 10)*(x - 20)*(x - 150)' })).toEqual([
      `ratePlus is below zero for x < 10 and for 20 < x < 150 ${END}`,
    ]);
    // cos(2 pi k x/width) is below zero in k stretches.
    const [text] = line({ sensing: 'rates', rateMinus: 'cos(2*pi*10*x/width)' });
    expect(text).toMatch(/for 5 < x < 15 and for 25 < x < 35 and .* and in 6 more stretches and counts/);
    expect(line({ sensing: 'rates', ratePlus: '-1' })).toEqual([`ratePlus is below zero everywhere ${END}`]);
  });

  test('nothing where a rate only touches zero', () => {
    expect(line({ sensing: 'rates', ratePlus: '(x - 100)^2', rateMinus: '0' })).toEqual([]);
    // s = chi v g = 1 with numbers that are no binary fractions.
    const edge = { attractant: '0.1*x/2.3', parameters: { speed: 2.3, chi: 10 } };
    expect(line(edge)).toEqual([]);
    expect(line({ ...edge, parameters: { speed: 2.3, chi: 10.001 } })).toEqual([
      `${RIGHT} everywhere ${END}`,
    ]);
  });

  test("the linear law: 1 - chi v c' with c = x^2/4000, v = 20 is below zero for x > 100", () => {
    expect(line({ attractant: 'x^2/4000' })).toEqual([`${RIGHT} for x > 100 ${END}`]);
    expect(line({ attractant: '-x^2/4000' })).toEqual([`${LEFT} for x > 100 ${END}`]);
  });

  test('fold changes: 1 - v/x for c = x is below zero for x < v; a background takes that away', () => {
    const near = { sensing: 'logarithmic', attractant: 'x + 1' };
    expect(line(near)).toEqual([`${RIGHT} for x < 19 ${END}`]);
    expect(line({ ...near, attractant: 'x + 21' })).toEqual([]);
  });

  test('two cues add: slopes of .03 each at v = 20 are 1.2 together', () => {
    const both = { sensing: 'two-cues', attractant: '0.03*x', secondCue: '0.03*x' };
    expect(line(both)).toEqual([`${RIGHT} everywhere ${END}`]);
    expect(line({ ...both, parameters: { psi: 0.5 } })).toEqual([]);
  });

  test('a cue that rises in time counts for both headings, at the times that are looked at', () => {
    expect(line({ attractant: 't^2/100', until: 100 })).toEqual([
      `${RIGHT} everywhere at t = 100 ${END}`,
      `${LEFT} everywhere at t = 100 ${END}`,
    ]);
  });
});

describe('in the plane', () => {
  test('the linear law depends on the length of the gradient, whatever its direction', () => {
    // |grad c| = g sqrt 2: chi v g sqrt 2 = 1 at g = .035355.
    expect(said({ attractant: '0.0353*(x + y)' })).toEqual([]);
    expect(said({ attractant: '0.0354*(x - y)' })).toEqual([
      `the tumbling rate of some headings is below zero everywhere ${END}`,
    ]);
  });

  test('the share of the domain, and a place in it', () => {
    // c = x^2/4000 as on the line: right half, 32 of 65 columns.
    const [text] = said({ attractant: 'x^2/4000' });
    expect(text).toMatch(/ on 49% of the domain, e\.g\. at x = \d+/);
    expect(Number(/x = ([\d.]+)/.exec(text!)![1])).toBeGreaterThan(100);
    expect(said({ sensing: 'rates', rateMinus: 'y - 2' })[0]).toContain(' on 2% of the domain');
  });
});

test('nothing is said of fields, of cells that crawl, and of a chemical that is still to come', () => {
  const parsed = parseConfig({});
  expect('config' in parsed && negativeRates(parsed.config)).toEqual([]);
  expect(said({ sensing: 'landscape', attractant: '100*x' })).toEqual([]);
  expect(said({ chemical: 'live', initialV: '100*x' })).toEqual([]);
  expect(said({ chemical: 'live', sensing: 'rates', ratePlus: '-1' })).toHaveLength(1);
});
