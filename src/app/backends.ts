// Which backend an experiment gets, and the device behind it. A hardware GPU: always. A software adapter computes on the
// processor like the reference does, and a measurement of the same steps tells which is quicker: on the same cells, and of
// fields, whose cost is alike, on a small sample. Without an adapter: the reference. `?backend=gpu` or `?backend=reference`
// in the address decides instead.

import { isAbsent } from '../backends/gpu/access.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { parseConfig } from '../config/index.ts';
import type { Backend } from '../core/backend.ts';
import { isWalk, type Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { createSimulation } from '../simulation/index.ts';
import { fitted } from './fewer-cells.ts';

export type BackendWish = 'auto' | 'gpu' | 'reference';

export interface Chosen {
  /** Null: the reference. */
  readonly access: GpuAccess | null;
  /** Why there is less than a GPU, the beginning of a sentence; null where there is one. */
  readonly why: string | null;
  /** What the reader can do about it, a sentence, or null. */
  readonly remedy: string | null;
}

/** What runs an experiment. May measure first, once for each kind. */
export type Choose = (config: Config) => Promise<Chosen>;

export const backendFor = (access: GpuAccess | null): Backend =>
  access === null ? createReferenceBackend() : createGpuBackend(access);

/** An experiment of few grid points that both backends can be timed on. */
const SAMPLE = { nx: 96, ny: 96 };

/** Opens what `wish` asks for; `now` in seconds. */
export async function openBackend(
  wish: BackendWish,
  openGpu: () => Promise<GpuAccess | GpuAbsence>,
  now: () => number,
): Promise<Choose> {
  const always = (chosen: Chosen) => () => Promise.resolve(chosen);
  if (wish === 'reference') {
    return always({ access: null, why: 'Plain TypeScript computes, as asked for', remedy: null });
  }
  const access = await openGpu();
  if (isAbsent(access)) return always({ access: null, why: access.reason, remedy: `${access.remedy}.` });
  if (!access.software) return always({ access, why: null, remedy: null });
  const software: Chosen = { access, why: 'This machine has no GPU', remedy: null };
  if (wish === 'gpu') return always(software);
  const measured = new Map<string, Promise<boolean>>();
  return async (config) => {
    const kind = kindOf(config);
    const faster = measured.get(kind) ?? adapterIsFaster(config, access, now);
    measured.set(kind, faster);
    return (await faster) ? software : { ...software, access: null };
  };
}

/** Experiments of one kind cost much the same a step. */
const kindOf = (config: Config): string =>
  isWalk(config)
    ? [config.model, config.preset, config.sensing, config.chemical, dimension(config)].join()
    : config.model;

/** So much faster that its drawing, which takes as long as several steps, does not matter. */
const CLEARLY = 3;

async function adapterIsFaster(wish: Config, access: GpuAccess, now: () => number): Promise<boolean> {
  const parsed = parseConfig(SAMPLE);
  if ('problems' in parsed) throw new InputError(parsed.problems);
  const config = isWalk(wish) ? fitted(wish, access) : parsed.config;
  try {
    const onReference = await secondsPerStep(config, createReferenceBackend(), now);
    const margin = isWalk(wish) ? CLEARLY : 1;
    return margin * (await secondsPerStep(config, createGpuBackend(access), now)) <= onReference;
  } catch {
    // What is wrong with it will be said when it is opened.
    return false;
  }
}

/** Why the device went, if it did before this turn ends. */
export const lossOf = (backend: Backend): Promise<string | null> =>
  Promise.race([backend.lost, new Promise<null>((resolve) => setTimeout(resolve, 0, null))]);

const WARM_UP = 2;
const TIMED = 6;

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
