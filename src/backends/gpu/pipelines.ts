// Compiled kernels, kept for as long as their device: runs that follow one another on it (a parameter's new start, the
// next preset, a test's next case) share most of their kernels, and a software adapter needs a third of a second for each.
// The key is all that a pipeline depends on: the text, and how each array is bound. Beyond `MOST` the one that was asked
// for longest ago goes, so that a page where formulas are edited all day does not keep them all.

import type { Dispatch } from '../../core/backend.ts';

export interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroupLayout: GPUBindGroupLayout;
}

const MOST = 200;
const kept = new WeakMap<GPUDevice, Map<string, Promise<Compiled>>>();

/** The kernel's pipeline, made once for a device. One that does not compile is tried again when it is asked for again. */
export function compiled(device: GPUDevice, dispatch: Dispatch): Promise<Compiled> {
  const pipelines = kept.get(device) ?? new Map<string, Promise<Compiled>>();
  kept.set(device, pipelines);
  const key = `${dispatch.arrays.map(({ access }) => access).join()}\n${dispatch.wgsl}`;
  const found = pipelines.get(key) ?? compile(device, dispatch);
  pipelines.delete(key);
  pipelines.set(key, found);
  found.catch(() => pipelines.delete(key));
  for (const oldest of pipelines.keys()) {
    if (pipelines.size <= MOST) break;
    pipelines.delete(oldest);
  }
  return found;
}

async function compile(device: GPUDevice, dispatch: Dispatch): Promise<Compiled> {
  const module = device.createShaderModule({ label: dispatch.kernel, code: dispatch.wgsl });
  const types = { read: 'read-only-storage', write: 'storage', uniform: 'uniform' } as const;
  const bindGroupLayout = device.createBindGroupLayout({
    entries: dispatch.arrays.map(({ access }, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: types[access] },
    })),
  });
  const pipeline = await device.createComputePipelineAsync({
    label: dispatch.kernel,
    layout: device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] }),
    compute: { module, entryPoint: 'main' },
  });
  return { pipeline, bindGroupLayout };
}
