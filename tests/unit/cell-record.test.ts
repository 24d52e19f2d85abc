// How cells are counted on the grid, and where they are placed: no count may overflow, whatever cells there are.

import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/index.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import {
  cellRecord,
  cloudBits,
  cumulativeShares,
  replicaCount,
} from '../../src/models/run-and-tumble/record.ts';

function config(cells: number, nx: number, ny: number): RunAndTumbleConfig {
  const parsed = parseConfig({ model: 'run-and-tumble', cells, nx, ny });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config as RunAndTumbleConfig;
}

describe('counts', () => {
  test.each([
    [1, 3, 1],
    [5000, 200, 1],
    [100_000, 64, 64],
    [1_000_000, 512, 512],
    [10_000_000, 256, 256],
    [16_777_216, 16, 16],
    [16_777_216, 2048, 2048],
    [16_777_216, 8192, 8192],
  ])('%d cells on %d x %d cannot overflow although all share one point', (cells, nx, ny) => {
    const set = config(cells, nx, ny);
    const replicas = replicaCount(set);
    const bits = cloudBits(set);
    expect(Math.ceil(cells / replicas) * 4 ** bits).toBeLessThan(2 ** 32);
    expect(bits).toBeGreaterThanOrEqual(3);
    expect(Math.log2(replicas) % 1).toBe(0);
    expect(replicas).toBeLessThanOrEqual(32);
    // 64 MiB of counters, or one a grid cell
    expect(replicas * nx * ny).toBeLessThanOrEqual(Math.max(2 ** 24, nx * ny));
    expect(replicas).toBeLessThanOrEqual(Math.max(1, (4 * cells) / (nx * ny)));
  });

  test('the density of all cells integrates to their number times their weight', () => {
    const set = { ...config(1000, 50, 40), weight: 3 };
    const { count_density: whole, cloud_density: part, cloud_bits: bits } = cellRecord(set);
    const area = (set.width / 50) * (set.height / 40);
    expect(1000 * whole * area).toBeCloseTo(3000, 8);
    expect(1000 * 4 ** bits * part * area).toBeCloseTo(3000, 8);
  });

  test('large seeds keep all their bits', () => {
    const { seed_low: low, seed_high: high } = cellRecord({
      ...config(10, 3, 1),
      seed: Number.MAX_SAFE_INTEGER,
    });
    expect(high * 2 ** 32 + low).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('places', () => {
  test('shares grow to all, and an empty cell has none', () => {
    const shares = cumulativeShares([1, 0, 2, 1]);
    expect([...shares]).toEqual([2 ** 30, 2 ** 30, 3 * 2 ** 30, 2 ** 32 - 1]);
  });
});
