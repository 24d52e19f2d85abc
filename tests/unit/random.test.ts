// Philox against the published known answers (Random123's kat_vectors), and the two distributions against theory.

import { describe, expect, test } from 'vitest';
import { normal, philox, uniform } from '../../src/core/random.ts';

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
