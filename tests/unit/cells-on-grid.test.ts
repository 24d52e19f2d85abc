// Placing cells and counting them on the grid, against what must come out: the density they are drawn from, and counts that
// keep number and centre of mass.

import { describe, expect, test } from 'vitest';
import type { Fields } from '../../src/core/backend.ts';
import type { Grid } from '../../src/core/grid.ts';
import { createDensity } from '../../src/kernels/run-and-tumble/density.ts';
import { createDeposit } from '../../src/kernels/run-and-tumble/deposit.ts';
import { ORIGIN } from '../../src/kernels/run-and-tumble/layout.ts';
import { createPlace } from '../../src/kernels/run-and-tumble/place.ts';
import { cumulativeShares } from '../../src/models/run-and-tumble/record.ts';
import { chiSquared, chiSquaredRange } from '../../src/validation/statistics.ts';

const CELLS = 40_000;
const TURN = 2 ** 32;
const BITS = 8;

const gridOf = (nx: number, ny: number, boundary: Grid['boundaryX']): Grid => ({
  ...{ nx, ny, width: 100, height: 50, boundaryX: boundary, boundaryY: boundary },
});
const parametersOf = (grid: Grid, cells: number): Fields => ({
  ...{ nx: grid.nx, ny: grid.ny, cells, tracers: 10, seed_low: 3, seed_high: 0 },
  ...{ cloud_bits: BITS, replicas: 4, cloud_density: 4 ** -BITS, count_density: 1 },
});
const CLOCK = { busy: 1, slot: 0 };

function place(grid: Grid, share: readonly number[]) {
  const cumulative = cumulativeShares(share);
  const position = new Uint32Array(2 * CELLS);
  const heading = new Uint32Array(CELLS);
  const hazard = new Float64Array(CELLS);
  const rounds = new Uint32Array(CELLS).fill(9);
  const origin = new Uint32Array(ORIGIN * 10);
  const parameters = parametersOf(grid, CELLS);
  createPlace(grid)([parameters, cumulative, position, heading, hazard, rounds, origin]);
  return { position, heading, hazard, rounds, origin };
}

/** Cells counted in each grid cell, whole or divided. */
function count(grid: Grid, position: Uint32Array, cloud: boolean): Float64Array {
  const kind = { cloud, always: false };
  const counts = new Uint32Array(4 * grid.nx * grid.ny);
  const u = new Float64Array(2 * grid.nx * grid.ny);
  const parameters = parametersOf(grid, position.length / 2);
  createDeposit(grid, kind)([parameters, CLOCK, position, counts]);
  createDensity(kind)([parameters, CLOCK, counts, u]);
  return u.slice(0, grid.nx * grid.ny);
}

const GRIDS = [
  ['1D periodic', gridOf(32, 1, 'periodic')],
  ['1D walls', gridOf(31, 1, 'no-flux')],
  ['2D periodic', gridOf(8, 4, 'periodic')],
  ['2D walls', gridOf(7, 5, 'no-flux')],
] as const;

describe.each(GRIDS)('place, %s', (_, grid) => {
  const size = grid.nx * grid.ny;
  // Grid cells with a share of 1 to 4, and empty ones at both ends and in between.
  const share = Array.from({ length: size }, (__, g) =>
    g === 0 || g === size - 1 || g === 9 ? 0 : 1 + (g % 4),
  );
  const placed = place(grid, share);

  test('as many cells in each grid cell as its share asks for', () => {
    const counts = count(grid, placed.position, false);
    const total = share.reduce((a, b) => a + b);
    const full = share.flatMap((value, g) => (value > 0 ? [g] : []));
    const { low, high } = chiSquaredRange(full.length - 1);
    const statistic = chiSquared(
      full.map((g) => counts[g]),
      full.map((g) => (CELLS * share[g]) / total),
    );
    expect(statistic).toBeGreaterThan(low);
    expect(statistic).toBeLessThan(high);
    share.forEach((value, g) => value === 0 && expect(counts[g]).toBe(0));
  });

  test('uniform within the grid cells, inside the walls, facing all ways', () => {
    const periodic = grid.boundaryX === 'periodic';
    const scale = periodic ? TURN : TURN / 2;
    const bins = [new Float64Array(32), new Float64Array(32), new Float64Array(32)];
    for (let i = 0; i < CELLS; i += 1) {
      const x = placed.position[2 * i] / scale;
      const y = placed.position[2 * i + 1] / scale;
      expect(x < 1 && y < 1).toBe(true);
      bins[0][Math.floor(((x * grid.nx) % 1) * 32)] += 1;
      bins[1][Math.floor(((y * grid.ny) % 1) * 32)] += 1;
      bins[2][placed.heading[i] >>> 27] += 1;
    }
    const { low, high } = chiSquaredRange(31);
    const line = grid.ny === 1;
    for (const found of line ? [bins[0]] : bins) {
      expect(chiSquared(found, CELLS / 32)).toBeGreaterThan(low);
      expect(chiSquared(found, CELLS / 32)).toBeLessThan(high);
    }
    if (line) {
      expect(bins[1][0]).toBe(CELLS);
      expect(bins[2][0] + bins[2][16]).toBe(CELLS);
      // Binomial: standard deviation sqrt(N)/2; four of them.
      expect(Math.abs(bins[2][0] - CELLS / 2)).toBeLessThan(2 * Math.sqrt(CELLS));
    }
  });

  test('hazards are exponential, rounds 0, tracers know where they began', () => {
    const mean = placed.hazard.reduce((a, b) => a + b) / CELLS;
    expect(Math.abs(mean - 1)).toBeLessThan(4 / Math.sqrt(CELLS));
    expect(placed.rounds.every((value) => value === 0)).toBe(true);
    for (let i = 0; i < 10; i += 1) {
      const first = [placed.position[2 * i], placed.position[2 * i + 1], placed.heading[i]];
      expect([...placed.origin.slice(3 * i, 3 * i + 3)]).toEqual(first);
    }
  });
});

test('a single grid cell with a share takes all cells', () => {
  const grid = gridOf(5, 1, 'periodic');
  for (const only of [0, 2, 4]) {
    const share = Array.from({ length: 5 }, (_, g) => (g === only ? 1 : 0));
    expect(count(grid, place(grid, share).position, false)[only]).toBe(CELLS);
  }
});

describe('deposit', () => {
  test.each(GRIDS)('keeps the number of cells, %s', (_, grid) => {
    const { position } = place(grid, new Array(grid.nx * grid.ny).fill(1));
    for (const cloud of [false, true]) {
      expect(count(grid, position, cloud).reduce((a, b) => a + b)).toBe(CELLS);
    }
  });

  test('a divided cell has its centre of mass where it is, within half a unit of its division', () => {
    const grid = gridOf(8, 4, 'periodic');
    for (let i = 0; i < 200; i += 1) {
      // Away from the edges, where the other side would pull.
      const x = 0.1 + (0.8 * ((i * 37) % 200)) / 200;
      const y = 0.2 + (0.6 * ((i * 61) % 200)) / 200;
      const counts = count(grid, Uint32Array.of(x * TURN, y * TURN), true);
      let meanX = 0;
      let meanY = 0;
      counts.forEach((share, g) => {
        meanX += share * ((g % 8) + 0.5);
        meanY += share * (Math.floor(g / 8) + 0.5);
      });
      expect(Math.abs(meanX - 8 * x)).toBeLessThan(0.5001 * 2 ** -BITS);
      expect(Math.abs(meanY - 4 * y)).toBeLessThan(0.5001 * 2 ** -BITS);
    }
  });

  test('at an edge it is divided across it where that is periodic, and kept inside a wall', () => {
    const at = (units: number): Uint32Array => Uint32Array.of(units, 0);
    const periodic = gridOf(4, 1, 'periodic');
    expect([...count(periodic, at(0), true)]).toEqual([0.5, 0, 0, 0.5]);
    expect([...count(periodic, at(TURN / 8), true)]).toEqual([1, 0, 0, 0]);
    expect([...count(periodic, at(TURN - 1), true)]).toEqual([0.5, 0, 0, 0.5]);
    const walls = gridOf(4, 1, 'no-flux');
    expect([...count(walls, at(0), true)]).toEqual([1, 0, 0, 0]);
    expect([...count(walls, at(TURN / 2 - 1), true)]).toEqual([0, 0, 0, 1]);
    expect([...count(walls, at(TURN / 8), true)]).toEqual([0.5, 0.5, 0, 0]);
  });
});
