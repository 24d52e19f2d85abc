// Small things every test of a simulation needs: fields from functions, a run on any backend.

import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import type { CpuAccess } from '../../src/backends/cpu/threads.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend } from '../../src/core/backend.ts';
import type { Config } from '../../src/core/config.ts';
import type { Checkpoint, Measurement, Simulation, Snapshot } from '../../src/core/simulation.ts';
import type { InitialFields } from '../../src/simulation/index.ts';
import { createSimulation } from '../../src/simulation/index.ts';

export { field, fields, relativeDifference, type PlaceFunction } from '../../src/validation/field-runs.ts';

export type Device = GpuAccess | CpuAccess;

/** A backend on a GPU or on the CPU's threads, or the reference. */
export const backendOn = (device?: Device): Backend =>
  device === undefined
    ? createReferenceBackend()
    : 'threads' in device
      ? createCpuBackend(device)
      : createGpuBackend(device);

/** A simulation on the reference, or on the device that is handed in. */
export const simulate = (
  config: Config,
  initial: InitialFields | Checkpoint,
  device?: Device,
): Promise<Simulation> => createSimulation(config, backendOn(device), initial);

/** Runs to `until`; the state is read from the backend in its own precision on the reference. */
export async function runTo(
  until: number,
  config: Config,
  initial: InitialFields,
  device?: Device,
): Promise<{ measurement: Measurement; snapshot: Snapshot }> {
  const simulation = await simulate(config, initial, device);
  const measurement = await simulation.advance(until);
  const snapshot = await simulation.snapshot();
  simulation.dispose();
  return { measurement, snapshot };
}
