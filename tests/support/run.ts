// Small things every test of a simulation needs: fields from functions, a run on either backend, norms.

import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Config } from '../../src/core/config.ts';
import type { Grid } from '../../src/core/grid.ts';
import { cellCount, cellX, cellY } from '../../src/core/grid.ts';
import type { Checkpoint, Measurement, Simulation, Snapshot } from '../../src/core/simulation.ts';
import type { InitialFields } from '../../src/simulation/index.ts';
import { createSimulation } from '../../src/simulation/index.ts';

export type PlaceFunction = (x: number, y: number) => number;

/** Values at the cell centres, rounded to f32 so that both backends start from the same numbers. */
export function field(grid: Grid, value: PlaceFunction): Float64Array {
  const result = new Float64Array(cellCount(grid));
  for (let i = 0; i < result.length; i += 1) {
    result[i] = Math.fround(value(cellX(grid, i % grid.nx), cellY(grid, Math.floor(i / grid.nx))));
  }
  return result;
}

export const fields = (grid: Grid, u: PlaceFunction, v: PlaceFunction): InitialFields => ({
  u: field(grid, u),
  v: field(grid, v),
});

/** A simulation on the reference, or on the GPU where one is handed in. */
export const simulate = (
  config: Config,
  initial: InitialFields | Checkpoint,
  gpu?: GpuAccess,
): Promise<Simulation> =>
  createSimulation(config, gpu ? createGpuBackend(gpu) : createReferenceBackend(), initial);

/** Runs to `until`; the state is read from the backend in its own precision on the reference. */
export async function runTo(
  until: number,
  config: Config,
  initial: InitialFields,
  gpu?: GpuAccess,
): Promise<{ measurement: Measurement; snapshot: Snapshot }> {
  const simulation = await simulate(config, initial, gpu);
  const measurement = await simulation.advance(until);
  const snapshot = await simulation.snapshot();
  simulation.dispose();
  return { measurement, snapshot };
}

/** Largest |a - b| over the largest |b|. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < b.length; i += 1) {
    largest = Math.max(largest, Math.abs(b[i]));
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    if (Number.isNaN(a[i]) !== Number.isNaN(b[i])) return Number.POSITIVE_INFINITY;
  }
  return largest === 0 ? difference : difference / largest;
}

/** Slope of ln y against ln x by least squares: a measured order of convergence. */
export function slope(x: readonly number[], y: readonly number[]): number {
  const lx = x.map(Math.log);
  const ly = y.map(Math.log);
  const mx = lx.reduce((a, b) => a + b) / lx.length;
  const my = ly.reduce((a, b) => a + b) / ly.length;
  const top = lx.reduce((sum, value, k) => sum + (value - mx) * (ly[k] - my), 0);
  return top / lx.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}
