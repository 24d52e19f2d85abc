// Runs of single cells for tests: those of src/validation on the reference, or on the GPU where one is handed in, and
// expectations of averages and densities with the tolerances of the checks.

import { expect } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import * as runs from '../../src/validation/cell-runs.ts';
import type { CellRun, CellState } from '../../src/validation/cell-runs.ts';
import type { CheckContext, Settings } from '../../src/validation/check.ts';
import type { Average } from '../../src/validation/statistics.ts';
import { follows, statistical } from '../../src/validation/verdict.ts';

export { cellConfig, LINE, PLANE, type CellRun, type CellState } from '../../src/validation/cell-runs.ts';
export {
  average,
  expectedCounts,
  histogram,
  integral,
  scaled,
  varianceOf,
  type Average,
} from '../../src/validation/statistics.ts';

export type CellSettings = Settings;

const on = (gpu: GpuAccess | undefined): CheckContext => ({
  backend: gpu ? 'gpu' : 'reference',
  createBackend: () => (gpu ? createGpuBackend(gpu) : createReferenceBackend()),
  progress: () => undefined,
});

export const startCells = (settings: CellSettings, gpu?: GpuAccess): Promise<CellRun> =>
  runs.startCells(on(gpu), settings);

/** One moment of a run that is not needed any longer. */
export const cellsAt = (time: number, settings: CellSettings, gpu?: GpuAccess): Promise<CellState> =>
  runs.cellsAt(on(gpu), time, settings);

/** Within four standard errors of the exact value, and `bias`. */
export function expectExact(found: Average, exact: number, bias = 0): void {
  const verdict = statistical('average', '1', found, exact, { most: bias, from: 'a bias' });
  expect(verdict.pass, `${found.mean} +- ${found.error}, exact ${exact}`).toBe(true);
}

/** Values between `low` and `high` follow a density, up to a factor. */
export function expectDensity(
  values: Float64Array,
  density: (x: number) => number,
  low: number,
  high: number,
  bins: number,
): void {
  const verdict = follows('density', values, { density, low, high, bins });
  expect(verdict.pass, `${verdict.quantity}: ${verdict.measured}`).toBe(true);
}
