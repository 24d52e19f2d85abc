// Cells divided among the nearest grid cells (the density that feeds a live chemical) at the edges of what can happen: none
// is lost. The noise of counts is a check (src/validation/counting.ts).

import { describe, expect, it } from 'vitest';
import type { CellRun } from '../support/cells.ts';
import { startCells } from '../support/cells.ts';

const side = 128;
const cells = 200_000;
const weight = 2.5;
const plane = {
  ...{ nx: side, ny: side, width: 256, height: 256, boundaryX: 'periodic', boundaryY: 'periodic' },
  ...{ cells, weight, chemical: 'live', diffusionV: '10', production: 'u - v', initialV: '1' },
  ...{ parameters: { chi: 0.1 }, timeStep: 0.05, seed: 101 },
} as const;

/** Densities that the last step of a live chemical was fed with, and the chemical after it. */
async function oneStep({ simulation, config }: CellRun): Promise<{ u: Float64Array; v: Float64Array }> {
  simulation.run(1, config.until);
  const { slot, taken } = await simulation.backend.readRecord('clock');
  expect(taken).toBeGreaterThan(0);
  const grid = config.nx * config.ny;
  const [u, v] = await Promise.all(
    ['u', 'v'].map((name) => simulation.backend.read(name, slot * grid, grid)),
  );
  return { u: Float64Array.from(u), v: Float64Array.from(v) };
}

const total = (values: ArrayLike<number>): number =>
  Array.prototype.reduce.call(values, (a, b) => (a as number) + (b as number), 0) as number;

describe('between walls', () => {
  it('no part of a cell is lost', async () => {
    const settings = {
      ...plane,
      boundaryX: 'no-flux',
      boundaryY: 'no-flux',
      initialU: '(x < 4) + (y > 253)',
    };
    const run = await startCells({ ...settings, cells: 20_000 });
    const { u } = await oneStep(run);
    run.dispose();
    expect(Math.abs((4 * total(u)) / (20_000 * weight) - 1)).toBeLessThan(1e-12);
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
  });

  it('all cells on one spot are counted', async () => {
    const run = await startCells({ ...plane, boundaryX: 'no-flux' });
    run.simulation.backend.write('position', new Uint32Array(2 * cells).fill(0x12345678));
    const { u } = await oneStep(run);
    run.dispose();
    expect(Math.abs((4 * total(u)) / (cells * weight) - 1)).toBeLessThan(1e-12);
    expect(u.filter((value) => value > 0).length).toBeLessThanOrEqual(4);
  });
});
