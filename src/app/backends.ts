// Which backend an experiment gets, and the device behind it. A hardware GPU: always. Where there is none, the CPU backend
// takes the models whose kernels it has. For the others, a software adapter computes on the processor like the reference
// does, and a measurement of the same steps on the same cells tells which is quicker; without an adapter, the reference.
// `?backend=gpu`, `cpu` or `reference` in the address decides instead.

import { isAbsent } from '../backends/gpu/access.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import type { CpuAccess } from '../backends/cpu/threads.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { parseConfig } from '../config/index.ts';
import type { Backend } from '../core/backend.ts';
import { isWalk, type Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { hasWasm } from '../models/index.ts';
import { createSimulation } from '../simulation/index.ts';
import { fitted } from './fewer-cells.ts';

export type BackendWish = 'auto' | 'gpu' | 'cpu' | 'reference';

/** What runs: a GPU, or the threads of the processor. */
export type Device = GpuAccess | CpuAccess;

export interface Chosen {
  /** Null: the reference. */
  readonly access: Device | null;
  /** Why there is less than a GPU, the beginning of a sentence; null where there is one. */
  readonly why: string | null;
  /** What the reader can do about it, a sentence, or null. */
  readonly remedy: string | null;
}

/** What runs an experiment. May measure first, once for each kind. */
export type Choose = (config: Config) => Promise<Chosen>;

export function backendFor(access: Device | null): Backend {
  if (access === null) return createReferenceBackend();
  return 'threads' in access ? createCpuBackend(access) : createGpuBackend(access);
}

/** An experiment of few grid points that both backends can be timed on. */
const SAMPLE = { nx: 96, ny: 96 };

/** What the page's edge opens. */
export interface Devices {
  openGpu(): Promise<GpuAccess | GpuAbsence>;
  openCpu(): Promise<CpuAccess>;
}

/** Opens what `wish` asks for; `now` in seconds. */
export async function openBackend(wish: BackendWish, devices: Devices, now: () => number): Promise<Choose> {
  const always = (chosen: Chosen) => () => Promise.resolve(chosen);
  if (wish === 'reference') {
    return always({ access: null, why: 'Plain TypeScript computes, as asked for', remedy: null });
  }
  if (wish === 'cpu') {
    const access = await devices.openCpu();
    return always({ access, why: 'The processor computes, as asked for', remedy: null });
  }
  const gpu = await devices.openGpu();
  const absent = isAbsent(gpu);
  if (!absent && !gpu.software) return always({ access: gpu, why: null, remedy: null });
  const without: Chosen = absent
    ? { access: null, why: gpu.reason, remedy: `${gpu.remedy}.` }
    : { access: gpu, why: 'This machine has no GPU', remedy: null };
  if (wish === 'gpu') return always(without);
  let threads: Promise<CpuAccess | null> | null = null;
  const measured = new Map<string, Promise<boolean>>();
  return async (config) => {
    if (hasWasm(config)) {
      // A page that may start no threads still has the rest.
      const cpu = await (threads ??= devices.openCpu().catch(() => null));
      if (cpu) return { ...without, access: cpu };
    }
    if (absent) return without;
    const kind = kindOf(config);
    const faster = measured.get(kind) ?? adapterIsFaster(config, gpu, now);
    measured.set(kind, faster);
    return (await faster) ? without : { ...without, access: null };
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
