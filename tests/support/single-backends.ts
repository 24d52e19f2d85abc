// The backends of single precision, which the reference judges: the GPU of the tests, and WebAssembly on three threads.

import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import type { Backend } from '../../src/core/backend.ts';
import { testCpu } from './cpu.ts';
import { testGpu } from './gpu.ts';

export interface SingleBackend {
  readonly name: 'gpu' | 'cpu';
  /** A fresh one, open while tests run. */
  readonly create: () => Backend;
}

/** For all tests of a file: `describe.each(singleBackends())('on the $name', ({ create }) => ...)`. */
export function singleBackends(): readonly SingleBackend[] {
  const gpu = testGpu();
  const cpu = testCpu();
  return [
    { name: 'gpu', create: () => createGpuBackend(gpu.access) },
    { name: 'cpu', create: () => createCpuBackend(cpu.access) },
  ];
}
