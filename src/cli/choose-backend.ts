// Which backend a run gets. `auto` takes a hardware GPU and otherwise the reference: a software adapter runs the
// shaders on the same processor, measured at 0.8 to 1.1 times the reference's speed on two cores (`tumble bench`), and
// in single precision.

import { createGpuBackend } from '../backends/gpu/gpu-backend.ts';
import { createReferenceBackend } from '../backends/reference/reference-backend.ts';
import { isAbsent } from '../backends/gpu/access.ts';
import { InputError } from '../core/problem.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import type { Backend } from '../core/backend.ts';
import type { Host } from './host.ts';

export const BACKENDS = ['auto', 'gpu', 'reference'] as const;
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
  readonly name: 'gpu' | 'reference';
  readonly why: string;
} {
  if (isAbsent(gpu)) return { name: 'reference', why: `no GPU: ${gpu.reason}` };
  return gpu.software
    ? { name: 'reference', why: `${gpu.description} computes on the CPU, and no faster than the reference` }
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
export async function openBackends(host: Host, choice: BackendChoice): Promise<OpenBackends> {
  if (choice === 'reference') return references('asked for');
  const gpu = await host.openGpu();
  if (isAbsent(gpu)) {
    if (choice === 'auto') return references(automatic(gpu).why);
    throw new InputError([{ field: 'backend', value: 'gpu', rule: gpu.reason, remedy: gpu.remedy }]);
  }
  const chosen = choice === 'gpu' ? { name: 'gpu', why: 'asked for' } : automatic(gpu);
  if (chosen.name === 'reference') {
    gpu.close();
    return references(chosen.why);
  }
  return {
    ...{ name: 'gpu', description: gpu.description, why: chosen.why },
    create: () => createGpuBackend(gpu),
    close: () => gpu.close(),
  };
}

function references(why: string): OpenBackends {
  const probe = createReferenceBackend();
  const { name, description } = probe;
  probe.dispose();
  return { name, description, why, create: createReferenceBackend, close: () => undefined };
}

/** One backend, for one run. @throws InputError for `gpu` where there is none at all. */
export async function openBackend(host: Host, choice: BackendChoice): Promise<OpenBackend> {
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
