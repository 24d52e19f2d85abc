// Cells counted on the grid: every cell once, in any order; noise as counts of independent cells have it. A cell that is
// divided among the nearest grid cells (the density that feeds a live chemical) leaves less noise, spread over neighbours.

import { describe, expect, it } from 'vitest';
import type { CellRun } from '../support/cells.ts';
import { startCells } from '../support/cells.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();

const side = 128;
const cells = 200_000;
const weight = 2.5;
const plane = {
  ...{ nx: side, ny: side, width: 256, height: 256, boundaryX: 'periodic', boundaryY: 'periodic' },
  ...{ cells, weight, chemical: 'live', diffusionV: '10', production: 'u - v', initialV: '1' },
  ...{ parameters: { chi: 0.1 }, timeStep: 0.05, seed: 101 },
} as const;
/** Density of one cell in a grid cell of 2 x 2. */
const one = weight / 4;

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

/** Variance of the counts over their mean, and their covariances with the neighbour to the right, above and aslant. */
function noise(u: ArrayLike<number>): {
  mean: number;
  variance: number;
  right: number;
  above: number;
  aslant: number;
} {
  const counts = Float64Array.from(u, (value) => value / one);
  const mean = total(counts) / counts.length;
  const at = (ix: number, iy: number): number => counts[(iy % side) * side + (ix % side)] - mean;
  const covariance = (dx: number, dy: number): number => {
    let sum = 0;
    for (let iy = 0; iy < side; iy += 1)
      for (let ix = 0; ix < side; ix += 1) sum += at(ix, iy) * at(ix + dx, iy + dy);
    return sum / counts.length / mean;
  };
  return {
    mean,
    variance: covariance(0, 0),
    right: covariance(1, 0),
    above: covariance(0, 1),
    aslant: covariance(1, 1),
  };
}

/**
 * Standard error of a covariance of n counts, over their mean: sqrt(2 sum(rho^2) + 1/mean) times the variance over sqrt(n)
 * at most (Bartlett 1946); the sum over all neighbours is (3/2)^2/2 + ... = 81/64 for divided cells, 1 for whole ones.
 */
const fourErrors = (variance: number, squares: number, mean: number): number =>
  4 * variance * Math.sqrt((2 * squares + 1 / mean) / side ** 2);

describe.each(['reference', 'gpu'] as const)('cells on the grid, on %s', (backend) => {
  const start = (settings: Record<string, unknown> = {}): Promise<CellRun> =>
    startCells({ ...plane, ...settings }, backend === 'gpu' ? gpu.access : undefined);

  it('are all counted, whatever their order, with the noise of independent cells', async () => {
    const run = await start();
    const { backend: machine } = run.simulation;
    const position = new Uint32Array(await machine.read('position'));

    const whole = (await run.simulation.snapshot()).u;
    expect(Math.abs((4 * total(whole)) / (cells * weight) - 1)).toBeLessThan(1e-6);
    const counted = noise(whole);
    const error = fourErrors(1, 1, counted.mean);
    expect(Math.abs(counted.variance - 1)).toBeLessThan(error);
    for (const other of [counted.right, counted.above, counted.aslant])
      expect(Math.abs(other)).toBeLessThan(error);

    const divided = await oneStep(run);
    run.dispose();
    expect(Math.abs((4 * total(divided.u)) / (cells * weight) - 1)).toBeLessThan(1e-6);
    const cloud = noise(divided.u);
    // a cell leaves 2/3 of its variance along each axis, and 1/6 with each of the two neighbours
    const error2 = fourErrors(4 / 9, 81 / 64, cloud.mean);
    expect(Math.abs(cloud.variance - 4 / 9)).toBeLessThan(error2);
    expect(Math.abs(cloud.right - 1 / 9)).toBeLessThan(error2);
    expect(Math.abs(cloud.above - 1 / 9)).toBeLessThan(error2);
    expect(Math.abs(cloud.aslant - 1 / 36)).toBeLessThan(error2);

    // The last cell first: the same densities and the same chemical, bit for bit.
    const other = await start();
    const reversed = new Uint32Array(position.length);
    for (let i = 0; i < cells; i += 1) reversed.set(position.subarray(2 * i, 2 * i + 2), 2 * (cells - 1 - i));
    other.simulation.backend.write('position', reversed);
    const again = await oneStep(other);
    other.dispose();
    expect(again.u).toEqual(divided.u);
    expect(again.v).toEqual(divided.v);
  });
});

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
