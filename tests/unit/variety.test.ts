// A cell's own parameters: log-normal about the medians, independent of each other and from cell to cell, always the same.

import { describe, expect, test } from 'vitest';
import { createVariety } from '../../src/kernels/run-and-tumble/variety.ts';
import { findRule, parametersOf } from '../../src/sensing/index.ts';
import { spreadName, varietyGroups } from '../../src/sensing/variety.ts';
import { average, varianceOf } from '../../src/validation/statistics.ts';
import { statistical } from '../../src/validation/verdict.ts';

/** -1 to 1. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [one, two] = [average(a), average(b)];
  const products = a.map((value, i) => (value - one.mean) * (b[i] - two.mean));
  return average(products).mean / Math.sqrt(one.variance * two.variance);
}

const CELLS = 20_000;
const rule = findRule('e-coli')!;
const NAMES = varietyGroups(rule).flat();
const medians = Object.fromEntries(parametersOf(rule).map(({ name, default: value }) => [name, value]));
const spreadOf = (name: string): number => 0.1 + 0.02 * NAMES.indexOf(name);

/** ln(own/median) of every cell, by parameter. */
function logarithms(seed: readonly [number, number], spreads: Readonly<Record<string, number>>) {
  const variety = createVariety(rule);
  const values = { ...medians, ...spreads };
  variety.update({ seed_low: seed[0], seed_high: seed[1] }, values);
  const found = Object.fromEntries(NAMES.map((name) => [name, new Float64Array(CELLS)]));
  for (let i = 0; i < CELLS; i += 1) {
    const own = variety.ownValues(i);
    for (const name of NAMES) found[name][i] = Math.log(own[name] / values[name]);
  }
  return found;
}

const ALL = Object.fromEntries(NAMES.map((name) => [spreadName(name), spreadOf(name)]));

describe('log-normal factors', () => {
  const found = logarithms([7, 1], ALL);

  test.each(NAMES)('%s: median unchanged, standard deviation as asked for', (name) => {
    expect(statistical('mean', '1', average(found[name]), 0)).toMatchObject({ pass: true });
    expect(statistical('variance', '1', varianceOf(found[name]), spreadOf(name) ** 2)).toMatchObject({
      pass: true,
    });
    const below = found[name].filter((value) => value < 0).length / CELLS;
    expect(Math.abs(below - 0.5)).toBeLessThan(2 / Math.sqrt(CELLS)); // 4 standard errors of 1/2
    // Normal: the fourth power is three times the square of the variance (error of 4 standard ones, sqrt(96/n)).
    const { mean, variance } = average(found[name]);
    const fourth = average(found[name].map((value) => (value - mean) ** 4)).mean / variance ** 2;
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / CELLS));
  });

  test('parameters are independent of each other, and cells of their neighbours', () => {
    const limit = 4 / Math.sqrt(CELLS);
    for (const [k, a] of NAMES.entries()) {
      for (const b of NAMES.slice(k + 1))
        expect(Math.abs(correlation(found[a], found[b])), `${a}, ${b}`).toBeLessThan(limit);
      expect(Math.abs(correlation(found[a].slice(1), found[a].slice(0, -1))), a).toBeLessThan(limit);
    }
  });

  test('are the same each time, other ones with another seed', () => {
    expect(logarithms([7, 1], ALL)).toEqual(found);
    for (const seed of [
      [8, 1],
      [7, 2],
    ] as const)
      // prettier-ignore
      expect(Math.abs(correlation(logarithms(seed, ALL)['kR'], found['kR']))).toBeLessThan(4 / Math.sqrt(CELLS));
  });
});

test('one spread alone leaves the others at their medians, and draws as it does among others', () => {
  const found = logarithms([7, 1], { kRSpread: spreadOf('kR') });
  for (const name of NAMES)
    expect(
      found[name].every((value) => value === 0),
      name,
    ).toBe(name !== 'kR');
  expect(found['kR']).toEqual(logarithms([7, 1], ALL)['kR']);
});
