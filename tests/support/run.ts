// Small things every test of a simulation needs: fields from functions, a run on either backend.

import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Config } from '../../src/core/config.ts';
import type { Checkpoint, Measurement, Simulation, Snapshot } from '../../src/core/simulation.ts';
import type { InitialFields } from '../../src/simulation/index.ts';
import { createSimulation } from '../../src/simulation/index.ts';

export { field, fields, relativeDifference, type PlaceFunction } from '../../src/validation/field-runs.ts';

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
