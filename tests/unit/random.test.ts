// Philox against the published known answers (Random123's kat_vectors), the distributions against theory, and the numbers
// as the cells use them: uniform, and independent of those of any other cell, step, event, purpose, seed or word.

import { describe, expect, test } from 'vitest';
import { exponential, normal, normals, philox, uniform, unit, type Block } from '../../src/core/random.ts';
import { PURPOSE } from '../../src/kernels/run-and-tumble/layout.ts';
import { chiSquared, chiSquaredRange } from '../../src/validation/statistics.ts';

const hex = (words: readonly number[]): string =>
  words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('philox4x32-10', () => {
  test.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      '408f276d 41c83b0e a20bc7c6 6d5451fd',
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    ],
  ] as const)('known answer %#', (counter, key, wanted) => expect(hex(philox(counter, key))).toBe(wanted));
});

describe('uniform and normal', () => {
  const COUNT = 100_000;
  const moments = (draw: (cell: number) => number) => {
    const values = Array.from({ length: COUNT }, (_, cell) => draw(cell));
    const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
    const central = (power: number) =>
      values.reduce((sum, value) => sum + (value - mean) ** power, 0) / COUNT;
    return {
      mean,
      variance: central(2),
      fourth: central(4),
      min: Math.min(...values),
      max: Math.max(...values),
    };
  };

  test('uniform lies in [0, 1) and has mean 1/2 and variance 1/12', () => {
    const { mean, variance, min, max } = moments((cell) => uniform(7, 1, cell, 0));
    // Standard errors: sqrt(1/12/N) = 9.1e-4 and sqrt((1/80 - 1/144)/N) = 2.4e-4; four of each.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * 9.1e-4);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * 2.4e-4);
    expect(min).toBeGreaterThanOrEqual(0);
    expect(max).toBeLessThan(1);
  });

  test('normal has mean 0, variance 1 and fourth moment 3', () => {
    const { mean, variance, fourth, max } = moments((cell) => normal(7, 1, cell, 0));
    // Standard errors: 1/sqrt(N), sqrt(2/N), sqrt(96/N); four of each.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(COUNT));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / COUNT));
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / COUNT));
    // sqrt(-2 ln 2^-24) = 5.77 is the furthest a 24-bit draw can go.
    expect(max).toBeLessThan(5.78);
  });

  test('neighbouring cells, streams, steps and seeds are uncorrelated', () => {
    const base = (cell: number) => uniform(1, 0, cell, 0) - 0.5;
    const others = [
      (cell: number) => uniform(1, 0, cell + 1, 0) - 0.5,
      (cell: number) => uniform(1, 1, cell, 0) - 0.5,
      (cell: number) => uniform(1, 0, cell, 1) - 0.5,
      (cell: number) => uniform(2, 0, cell, 0) - 0.5,
      (cell: number) => uniform(1 + 2 ** 32, 0, cell, 0) - 0.5,
    ];
    for (const other of others) {
      let sum = 0;
      for (let cell = 0; cell < COUNT; cell++) sum += base(cell) * other(cell);
      // A mean of N independent products of variance 1/144: standard error 2.6e-4; five, for five tries.
      expect(Math.abs(sum / COUNT)).toBeLessThan(5 * 2.6e-4);
    }
  });

  test('large seeds keep all their 53 bits', () => {
    const seeds = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 2 ** 32, 0];
    expect(new Set(seeds.map((seed) => uniform(seed, 0, 0, 0))).size).toBe(seeds.length);
  });

  test('a number is its arguments alone, whatever was drawn before', () => {
    const forwards = [0, 1, 2, 3].map((cell) => uniform(3, 2, cell, 1));
    const backwards = [3, 2, 1, 0].map((cell) => uniform(3, 2, cell, 1)).reverse();
    expect(backwards).toEqual(forwards);
  });
});

describe('the numbers of tumbling cells, by chi-squared', () => {
  const CELLS = 2048;
  const STEPS = 64;
  const COUNT = CELLS * STEPS;
  const draw = (cell: number, step: number, event = 0, purpose: number = PURPOSE.tumble, seed = 9): Block =>
    philox([cell, step, event, purpose], [seed, 0]);
  const blocks = Array.from({ length: COUNT }, (_, k) => draw(k % CELLS, Math.floor(k / CELLS)));
  const at = (cell: number, step: number): Block => blocks[step * CELLS + cell];

  // All tables have 256 equally likely bins, 512 expected in each; 255 degrees of freedom: a statistic outside 179.4 to
  // 347.7 has probability 2e-4, one among the 17 here 0.3 %. The seeds are fixed, so they pass for good.
  function expectUniform(bins: Float64Array, count: number): void {
    const statistic = chiSquared(bins, count / bins.length);
    const { low, high } = chiSquaredRange(bins.length - 1);
    expect(statistic).toBeGreaterThan(low);
    expect(statistic).toBeLessThan(high);
  }

  describe.each([0, 1])('word %d', (word) => {
    test.each([
      ['upper', 0],
      ['middle', 8],
      ['lower', 16],
    ])('its %s 8 of 24 bits are uniform', (_, shift) => {
      const bins = new Float64Array(256);
      for (const block of blocks) bins[Math.floor(unit(block[word]) * 2 ** (8 + shift)) % 256] += 1;
      expectUniform(bins, COUNT);
    });
  });

  type Pair = (cell: number, step: number) => readonly [number, number];
  const pairs: readonly (readonly [string, Pair])[] = [
    ['its two words', (i, n) => [at(i, n)[0], at(i, n)[1]]],
    ['neighbouring cells', (i, n) => [at(i, n)[0], at((i + 1) % CELLS, n)[0]]],
    ['cells far apart', (i, n) => [at(i, n)[0], draw(i + 2 ** 20, n)[0]]],
    ['consecutive steps', (i, n) => [at(i, n)[0], at(i, (n + 1) % STEPS)[0]]],
    ['one word and the next step of the other', (i, n) => [at(i, n)[0], at(i, (n + 1) % STEPS)[1]]],
    ['consecutive events', (i, n) => [at(i, n)[0], draw(i, n, 1)[0]]],
    ['steps and events exchanged', (i, n) => [draw(i, n, n + 1)[0], draw(i, n + 1, n)[0]]],
    ['cells and steps exchanged', (i, n) => [draw(i, n + CELLS)[0], draw(n + CELLS, i)[0]]],
    ['tumbles and rotational diffusion', (i, n) => [at(i, n)[0], draw(i, n, 0, PURPOSE.diffusion)[0]]],
    ['tumbles and places', (i, n) => [at(i, n)[0], draw(i, n, 0, PURPOSE.place)[0]]],
    ['consecutive seeds', (i, n) => [at(i, n)[0], draw(i, n, 0, PURPOSE.tumble, 10)[0]]],
  ];
  test.each(pairs)('independent: %s', (_, pair) => {
    const bins = new Float64Array(256);
    for (let step = 0; step < STEPS; step += 1) {
      for (let cell = 0; cell < CELLS; cell += 1) {
        const [first, second] = pair(cell, step);
        bins[16 * Math.floor(16 * unit(first)) + Math.floor(16 * unit(second))] += 1;
      }
    }
    expectUniform(bins, COUNT);
  });

  test('the test tells numbers that depend on one another', () => {
    const bins = new Float64Array(256);
    // One pair in twenty the same: chi-squared grows by about N 0.05^2 (16 - 1) = 4900.
    blocks.forEach((block, k) => {
      const second = k % 20 === 0 ? block[0] : block[1];
      bins[16 * Math.floor(16 * unit(block[0])) + Math.floor(16 * unit(second))] += 1;
    });
    expect(chiSquared(bins, COUNT / 256)).toBeGreaterThan(chiSquaredRange(255).high);
  });

  test('exponential has the mean, the second moment and the tail it should', () => {
    const values = blocks.map((block) => exponential(block[1]));
    const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
    const square = values.reduce((sum, value) => sum + value * value, 0) / COUNT;
    const tail = values.filter((value) => value > 5).length / COUNT;
    // Variances of E, E^2 and of being beyond 5: 1, 24 - 4 and p (1 - p); four standard errors.
    expect(Math.abs(mean - 1)).toBeLessThan(4 / Math.sqrt(COUNT));
    expect(Math.abs(square - 2)).toBeLessThan(4 * Math.sqrt(20 / COUNT));
    const p = Math.exp(-5);
    expect(Math.abs(tail - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / COUNT));
    // 24 bits: never infinite, never negative.
    expect([exponential(0), exponential(0xffffffff)]).toEqual([24 * Math.LN2, 0]);
  });

  test('normals have mean 0, variance 1, fourth moment 3, and no correlation', () => {
    const out = new Float64Array(2);
    const sums = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const block of blocks) {
      normals(block[0], block[1], out);
      const [a, b] = out;
      [a, b, a * a, b * b, a ** 4, b ** 4, a * b, a * a * b * b].forEach(
        (term, k) => (sums[k] += term / COUNT),
      );
    }
    const wanted = [0, 0, 1, 1, 3, 3, 0, 1];
    // Variances of each term: <x^2>, <x^4> - 1, <x^8> - 9, 1, 9 - 1; four standard errors.
    const variances = [1, 1, 2, 2, 96, 96, 1, 8];
    sums.forEach((sum, k) =>
      expect(Math.abs(sum - wanted[k]), `moment ${k}`).toBeLessThan(4 * Math.sqrt(variances[k] / COUNT)),
    );
  });
});
