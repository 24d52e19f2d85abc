// Which backend the page uses, and the device behind it. A hardware GPU: always. A software adapter (it computes on
// the processor): unless a measurement of the same steps shows plain TypeScript to be faster. None: the reference, on
// a small grid. `?backend=gpu` or `?backend=reference` in the address decides instead.

import { isAbsent } from '../backends/gpu/access.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { parseConfig } from '../config/index.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import { createSimulation } from '../simulation/index.ts';
import { REFERENCE_SIDE } from './reference-domain.ts';

export type BackendWish = 'auto' | 'gpu' | 'reference';

export interface Opened {
  /** Null: the reference. */
  readonly access: GpuAccess | null;
  /** What to tell the reader about this choice, or null when it needs no word. */
  readonly notice: string | null;
}

export const backendFor = (access: GpuAccess | null): Backend =>
  access === null ? createReferenceBackend() : createGpuBackend(access);

/** An experiment of few grid cells that both backends can be timed on. */
const SAMPLE = { nx: 96, ny: 96 };

/** Opens what `wish` asks for; `now` in seconds. Throws the absence when a GPU is insisted on and there is none. */
export async function openBackend(
  wish: BackendWish,
  openGpu: () => Promise<GpuAccess | GpuAbsence>,
  now: () => number,
): Promise<Opened> {
  if (wish === 'reference') {
    return { access: null, notice: `Running in plain TypeScript, as asked for: ${smallGrids}` };
  }
  const access = await openGpu();
  if (isAbsent(access)) {
    return { access: null, notice: `${access.reason}. ${access.remedy}. Until then: ${smallGrids}` };
  }
  if (wish === 'gpu' || !access.software) return { access, notice: null };
  const parsed = parseConfig(SAMPLE);
  if ('problems' in parsed) throw new InputError(parsed.problems);
  const sample = parsed.config;
  const onGpu = await secondsPerStep(sample, createGpuBackend(access), now);
  const onReference = await secondsPerStep(sample, createReferenceBackend(), now);
  if (onGpu <= onReference) {
    return { access, notice: `No hardware GPU was found; ${access.description} computes on the processor.` };
  }
  access.close();
  return {
    access: null,
    notice:
      `No hardware GPU was found, and plain TypeScript is ${(onGpu / onReference).toFixed(1)} times faster than ` +
      `${access.description}: ${smallGrids}`,
  };
}

/** Why the device went, if it did before this turn ends. */
export const lossOf = (backend: Backend): Promise<string | null> =>
  Promise.race([backend.lost, new Promise<null>((resolve) => setTimeout(resolve, 0, null))]);

const smallGrids = `it runs on one processor thread, on grids of at most ${REFERENCE_SIDE} \u00d7 ${REFERENCE_SIDE}.`;

const WARM_UP = 3;
const TIMED = 12;

async function secondsPerStep(config: Config, backend: Backend, now: () => number): Promise<number> {
  const u = new Float64Array(config.nx * config.ny).fill(1);
  try {
    const simulation = await createSimulation(config, backend, { u, v: u });
    simulation.run(WARM_UP, Infinity);
    await backend.finished();
    const begun = now();
    simulation.run(TIMED, Infinity);
    await backend.finished();
    return (now() - begun) / TIMED;
  } finally {
    backend.dispose();
  }
}
