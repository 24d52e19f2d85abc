// Which backend a run gets. `auto` takes a hardware GPU, or else the CPU's threads: a software adapter computes on the processor,
// too, at about the speed of the reference, and WebAssembly does so a hundred times faster (`tumble bench`).

import { createCpuBackend } from '../backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { isAbsent } from '../backends/gpu/access.ts';
import { InputError } from '../core/problem.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import type { Backend } from '../core/backend.ts';
import type { Host } from './host.ts';

export const BACKENDS = ['auto', 'gpu', 'cpu', 'reference'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

export interface OpenBackend {
  readonly backend: Backend;
  /** One more on the same device. */
  another(): Backend;
  /** One sentence: why this one. */
  readonly why: string;
  /** Frees the device. Must be called, also after errors. */
  close(): void;
}

/** What `auto` does with that adapter, and why. */
export function automatic(gpu: GpuAccess | GpuAbsence): {
  readonly name: 'gpu' | 'cpu';
  readonly why: string;
} {
  if (isAbsent(gpu)) return { name: 'cpu', why: `no GPU: ${gpu.reason}` };
  return gpu.software
    ? { name: 'cpu', why: `${gpu.description} computes on the CPU, and WebAssembly does so faster` }
    : { name: 'gpu', why: `${gpu.description} is a hardware GPU` };
}

/** A device on which any number of runs is made, one backend each. */
export interface OpenBackends {
  readonly name: Backend['name'];
  /** For people: adapter or runtime. */
  readonly description: string;
  /** One sentence: why this one. */
  readonly why: string;
  /** A fresh backend, to be disposed of by the caller. */
  create(): Backend;
  /** Frees the device. Must be called, also after errors. */
  close(): void;
}

/** @throws InputError for `gpu` where there is none at all. */
export async function openBackends(
  host: Pick<Host, 'openGpu' | 'openCpu'>,
  choice: BackendChoice,
): Promise<OpenBackends> {
  if (choice === 'reference') return references('asked for');
  if (choice === 'cpu') return threads(host, 'asked for');
  const gpu = await host.openGpu();
  if (isAbsent(gpu) && choice === 'gpu') {
    throw new InputError([{ field: 'backend', value: 'gpu', rule: gpu.reason, remedy: gpu.remedy }]);
  }
  const { name, why } = choice === 'gpu' ? { name: 'gpu', why: 'asked for' } : automatic(gpu);
  if (name === 'gpu' && !isAbsent(gpu)) {
    const create = () => createGpuBackend(gpu);
    return { name, description: gpu.description, why, create, close: () => gpu.close() };
  }
  if (!isAbsent(gpu)) gpu.close();
  return threads(host, why);
}

async function threads(host: Pick<Host, 'openCpu'>, why: string): Promise<OpenBackends> {
  const cpu = await host.openCpu();
  const create = () => createCpuBackend(cpu);
  return { name: 'cpu', description: cpu.description, why, create, close: () => cpu.close() };
}

function references(why: string): OpenBackends {
  const probe = createReferenceBackend();
  const { name, description } = probe;
  probe.dispose();
  return { name, description, why, create: createReferenceBackend, close: () => undefined };
}

/** One backend, for one run. @throws InputError for `gpu` where there is none at all. */
export async function openBackend(
  host: Pick<Host, 'openGpu' | 'openCpu'>,
  choice: BackendChoice,
): Promise<OpenBackend> {
  const { why, create, close } = await openBackends(host, choice);
  const backend = create();
  return {
    backend,
    another: create,
    why,
    close() {
      backend.dispose();
      close();
    },
  };
}
