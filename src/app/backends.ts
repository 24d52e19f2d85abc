// Which backend the page computes with, and the device behind it: a hardware GPU, or else the processor's threads in WebAssembly
// (a software adapter computes on the processor, too, a hundred times as slowly); where no threads are to be had, the software
// adapter or the reference. `?backend=gpu`, `cpu` or `reference` in the address decides instead.

import { isAbsent } from '../backends/gpu/access.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import type { CpuAccess } from '../backends/cpu/threads.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import type { Backend } from '../core/backend.ts';

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

export function backendFor(access: Device | null): Backend {
  if (access === null) return createReferenceBackend();
  return 'threads' in access ? createCpuBackend(access) : createGpuBackend(access);
}

/** What the page's edge opens. */
export interface Devices {
  openGpu(): Promise<GpuAccess | GpuAbsence>;
  openCpu(): Promise<CpuAccess>;
}

/** Opens what `wish` asks for. */
export async function openBackend(wish: BackendWish, devices: Devices): Promise<Chosen> {
  if (wish === 'reference')
    return { access: null, why: 'Plain TypeScript computes, as asked for', remedy: null };
  if (wish === 'cpu')
    return { access: await devices.openCpu(), why: 'The processor computes, as asked for', remedy: null };
  const gpu = await devices.openGpu();
  if (!isAbsent(gpu) && !gpu.software) return { access: gpu, why: null, remedy: null };
  const without: Chosen = isAbsent(gpu)
    ? { access: null, why: gpu.reason, remedy: `${gpu.remedy}.` }
    : { access: gpu, why: 'This machine has no GPU', remedy: null };
  if (wish === 'gpu') return without;
  // A page that may start no threads still has the rest.
  const cpu = await devices.openCpu().catch(() => null);
  if (cpu && !isAbsent(gpu)) gpu.close();
  return cpu ? { ...without, access: cpu } : without;
}

/** Why the device went, if it did before this turn ends. */
export const lossOf = (backend: Backend): Promise<string | null> =>
  Promise.race([backend.lost, new Promise<null>((resolve) => setTimeout(resolve, 0, null))]);
