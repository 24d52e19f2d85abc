// Fixed-point positions: products, wrapping and reflection over many periods.

import { describe, expect, test } from 'vitest';
import { mirrored, multiply, shifted } from '../../src/core/fixed.ts';
import { uniform } from '../../src/core/random.ts';

const TURN = 2 ** 32;
const word = (stream: number, i: number): number => Math.floor(uniform(3, stream, i, 0) * TURN);

test('multiply is the 64-bit product', () => {
  const edges = [0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];
  const pairs = edges.flatMap((a) => edges.map((b) => [a, b]));
  for (let i = 0; i < 1000; i += 1) pairs.push([word(0, i), word(1, i)]);
  for (const [a, b] of pairs) {
    const [low, high] = multiply(a, b);
    expect(BigInt(low) + (BigInt(high) << 32n)).toBe(BigInt(a) * BigInt(b));
  }
});

describe('shifted', () => {
  test('passing the edge counts a round, there and back', () => {
    expect(shifted(TURN - 1, 1 / TURN, 1)).toEqual({ position: 0, rounds: 1 });
    expect(shifted(0, -1 / TURN, 1)).toEqual({ position: TURN - 1, rounds: -1 });
    expect(shifted(5, 0, 1)).toEqual({ position: 5, rounds: 0 });
    expect(shifted(5, 3, 1)).toEqual({ position: 5, rounds: 3 });
    expect(shifted(5, -3, 1)).toEqual({ position: 5, rounds: -3 });
    expect(shifted(2 ** 31, -1, 2)).toEqual({ position: 0, rounds: 0 });
    expect(shifted(2 ** 31, 1, 2)).toEqual({ position: 0, rounds: 1 });
  });

  test('a distance just short of a period does not lose its round', () => {
    const almost = 1 - 2 ** -53;
    expect(shifted(7, almost, 1)).toEqual({ position: 7, rounds: 1 });
    expect(shifted(7, -almost, 1)).toEqual({ position: 7, rounds: -1 });
  });

  test('position and rounds together are the unwrapped position, over up to 1000 periods', () => {
    for (let i = 0; i < 2000; i += 1) {
      const period = 200;
      const distance = (uniform(3, 2, i, 0) - 0.5) * 2 * period * 10 ** (3 * uniform(3, 3, i, 0));
      const start = word(4, i);
      const { position, rounds } = shifted(start, distance, period);
      expect(position).toBe(position >>> 0);
      const unwrapped = position + rounds * TURN;
      // Rounded to a unit; 1000 turns in float64 are good to 1e-13 of a turn, 5e-4 units.
      expect(Math.abs(unwrapped - (start + (distance / period) * TURN))).toBeLessThan(0.501);
      // The same way back ends where it began.
      const back = shifted(position, -distance, period);
      expect(back.position).toBe(start);
      expect(back.rounds).toBe(0 - rounds);
    }
  });
});

describe('reflection', () => {
  test('mirrored maps the circle onto its lower half, unit by unit', () => {
    expect([0, 1, 2 ** 31 - 1, 2 ** 31, TURN - 1].map(mirrored)).toEqual([0, 1, 2 ** 31 - 1, 2 ** 31 - 1, 0]);
  });

  test('a way of many widths ends where its reflections at both walls put it, and its direction is theirs', () => {
    const width = 100;
    const unit = (2 * width) / TURN;
    for (let i = 0; i < 2000; i += 1) {
      const start = word(0, i) >>> 1;
      const distance = (uniform(5, 1, i, 0) - 0.5) * width * 10 ** (3 * uniform(5, 2, i, 0));
      // Wall by wall, in lengths.
      let x = (start + 0.5) * unit + distance;
      let reflections = 0;
      while (x < 0 || x > width) {
        x = x < 0 ? -x : 2 * width - x;
        reflections += 1;
      }
      const { position } = shifted(start, distance, 2 * width);
      const end = mirrored(position);
      expect(end).toBeLessThan(2 ** 31);
      // One unit: half of one by rounding; 1000 reflections in float64 sum to less than 1e-10, 0.003 units.
      expect(Math.abs((end + 0.5) * unit - x)).toBeLessThan(unit);
      // Within half a unit of a wall the rounding may decide whether it was met.
      if (Math.min(x, width - x) > unit) expect(end !== position).toBe(reflections % 2 === 1);
    }
  });
});
