// Headings: unit vectors, conversion from angles, and the turning angle's distribution.

import { describe, expect, test } from 'vitest';
import { direction, headingOf, turn } from '../../src/core/angle.ts';
import { philox } from '../../src/core/random.ts';
import { PURPOSE } from '../../src/kernels/run-and-tumble/layout.ts';
import { chiSquared, chiSquaredRange } from '../../src/validation/statistics.ts';

const TURN = 2 ** 32;
const COUNT = 40_000;
const WORDS = Array.from({ length: COUNT }, (_, cell) => philox([cell, 0, 0, PURPOSE.tumble], [11, 0])[0]);
const radians = (heading: number): number => (2 * Math.PI * heading) / TURN;
const apart = (a: number, b: number): number => Math.abs((a - b) | 0);

test('direction is the unit vector of the heading, exact at quarter turns', () => {
  const out = new Float64Array(2);
  let error = 0;
  for (const word of WORDS) {
    direction(word, out);
    error = Math.max(
      error,
      Math.abs(out[0] - Math.cos(radians(word))),
      Math.abs(out[1] - Math.sin(radians(word))),
    );
  }
  // The angle, up to 2 pi, is rounded by 4.4e-16 at most; sine and cosine by 1.1e-16.
  expect(error).toBeLessThan(1e-15);
  const quarters = [0, 1, 2, 3].map((quarter) => {
    direction(quarter * 2 ** 30, out);
    return [out[0] + 0, out[1] + 0];
  });
  expect(quarters).toEqual([
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ]);
});

test('headingOf undoes radians, for any number of turns', () => {
  for (const word of WORDS.slice(0, 1000)) {
    for (const turns of [0, -1, 1, 12, -12]) {
      // 80 radians are rounded to 7e-15, in units of 2 pi/2^32 less than 1e-5; halves round either way.
      expect(apart(headingOf(radians(word) + 2 * Math.PI * turns), word)).toBeLessThanOrEqual(1);
    }
  }
  expect([0, Math.PI, -Math.PI, -Math.PI / 2, 2 * Math.PI].map(headingOf)).toEqual([
    0,
    2 ** 31,
    2 ** 31,
    3 * 2 ** 30,
    0,
  ]);
});

describe('turn', () => {
  const persistences = [-0.8, -0.33, 0, 0.33, 0.8, 0.98];

  test.each(persistences)('mean cosine is the persistence, %d', (persistence) => {
    let cosine = 0;
    let sine = 0;
    for (const word of WORDS) {
      const angle = radians(turn(word, persistence));
      cosine += Math.cos(angle) / COUNT;
      sine += Math.sin(angle) / COUNT;
    }
    // Wrapped Cauchy: <cos 2a> = r^2, so cosine and sine have variance (1 - r^2)/2 each.
    const error = Math.sqrt((1 - persistence ** 2) / 2 / COUNT);
    expect(Math.abs(cosine - persistence)).toBeLessThan(4 * error);
    expect(Math.abs(sine)).toBeLessThan(4 * error);
  });

  test.each(persistences)('density is wrapped Cauchy, %d', (persistence) => {
    const BINS = 32;
    const found = new Float64Array(BINS);
    for (const word of WORDS) found[Math.floor((turn(word, persistence) / TURN) * BINS)] += 1;
    const density = (angle: number): number =>
      (1 - persistence ** 2) / (2 * Math.PI * (1 + persistence ** 2 - 2 * persistence * Math.cos(angle)));
    // Simpson's rule with 200 intervals a bin.
    const expected = Array.from({ length: BINS }, (_, bin) => {
      const width = (2 * Math.PI) / BINS / 200;
      let integral = 0;
      for (let k = 0; k <= 200; k += 1) {
        const share = k === 0 || k === 200 ? 1 : k % 2 === 1 ? 4 : 2;
        integral += (share * width * density((2 * Math.PI * bin) / BINS + k * width)) / 3;
      }
      return integral * COUNT;
    });
    expect(Math.min(...expected)).toBeGreaterThan(10);
    // 31 degrees of freedom: 9.7 to 69.3 with probability 1 - 2e-4.
    const { low, high } = chiSquaredRange(BINS - 1);
    const statistic = chiSquared(found, expected);
    expect(statistic).toBeGreaterThan(low);
    expect(statistic).toBeLessThan(high);
  });

  test('persistence 1 goes straight on, -1 turns back, 0 is uniform', () => {
    // Words 0 and 1, whose half angle is 0, stay where they are whatever the persistence.
    for (const word of [...WORDS.slice(0, 1000), 2, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, TURN - 1]) {
      expect(turn(word, 1)).toBe(0);
      expect(turn(word, -1)).toBe(2 ** 31);
      // The half angle has one bit less than the word.
      expect(apart(turn(word, 0), word)).toBeLessThanOrEqual(2);
    }
  });
});
