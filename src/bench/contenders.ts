// Who takes turns in a benchmark: backends, and for fields the yardstick in C (bench/native) where there is a compiler.

import { isAbsent } from '../backends/gpu/access.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import type { Backend } from '../core/backend.ts';
import { createTimer } from './measure.ts';
import type { Timer, Workload } from './measure.ts';

export interface Contender {
  readonly name: Backend['name'] | 'native';
  /** What computed, for people. */
  readonly adapter: string;
  readonly driver: string | null;
  /** @param seconds Least duration of one timed batch. */
  timer(work: Workload, now: () => number, seconds: number): Promise<Timer>;
}

/** What one run of the yardstick in C found. */
export interface NativeTiming {
  readonly secondsPerStep: number;
  /** Read plus written, of a copy of as many bytes as the step works on. */
  readonly copyBytesPerSecond: number;
  /** Steps taken in all, the time they reached, and the state there: sum and largest of u, to be compared. */
  readonly steps: number;
  readonly time: number;
  readonly sum: number;
  readonly largest: number;
}

/** The step of `saturated` in C, compiled for this machine. */
export interface NativeYardstick {
  readonly description: string;
  /** @param seconds Least duration of what is timed. */
  measure(size: number, scheme: string, threads: number, seconds: number): Promise<NativeTiming>;
  dispose(): Promise<void>;
}

/** @param create A fresh backend each time it is called. */
export function backendContender(
  create: () => Backend,
  gpu: GpuAccess | GpuAbsence | null = null,
): Contender {
  const probe = create();
  const { name, description } = probe;
  probe.dispose();
  return {
    name,
    adapter: description,
    driver:
      name === 'gpu' && gpu !== null && !isAbsent(gpu) ? gpu.device.adapterInfo.description || null : null,
    timer: (work, now, seconds) => createTimer(create, work, now, seconds),
  };
}

/** It sets the same equation up by itself, from a wavy start: the work of a step does not depend on the state. */
export const nativeContender = (native: NativeYardstick, scheme: string, threads: number): Contender => ({
  name: 'native',
  adapter: `${native.description}, ${threads} threads`,
  driver: null,
  timer: ({ config }, _now, seconds) => {
    // One run gives both.
    let last: Promise<NativeTiming> | null = null;
    const measure = (): Promise<NativeTiming> => (last = native.measure(config.nx, scheme, threads, seconds));
    return Promise.resolve({
      tile: null,
      step: async () => (await measure()).secondsPerStep,
      copy: async () => (await (last ?? measure())).copyBytesPerSecond,
      dispose: () => undefined,
    });
  },
});
