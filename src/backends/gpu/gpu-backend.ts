// Runs the kernels' WGSL through WebGPU. One bind group a kernel, one compute pass a submit (submits.ts: how much goes into
// one): WebGPU makes each dispatch see what the earlier ones wrote. State stays on the device until somebody asks for it.

import type { ArraySpec, Backend, Dispatch, Fields, Program, Values } from '../../core/backend.ts';
import { InputError } from '../../core/problem.ts';
import { byteSize, packStruct, unpackStruct } from '../../core/struct.ts';
import type { GpuAccess } from './access.ts';
import { compiled } from './pipelines.ts';
import type { Costed } from './submits.ts';
import { createTiling } from './tiling.ts';
import { createSubmits, guessedSeconds } from './submits.ts';

export interface GpuBackend extends Backend {
  readonly device: GPUDevice;
  /** The buffer behind an array, for drawing straight from it. */
  buffer(name: string): GPUBuffer;
}

interface GpuProgram extends Program, Costed {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

/** The most that a kernel's workgroup has, unless the device is asked for more. */
const THREADS_A_WORKGROUP = 256;

const byteLength = (spec: ArraySpec): number =>
  spec.type.kind === 'struct' ? byteSize(spec.type.layout) : 4 * spec.type.length;

export function createGpuBackend(access: GpuAccess): GpuBackend {
  const { device } = access;
  const specs = new Map<string, ArraySpec>();
  const buffers = new Map<string, GPUBuffer>();
  const allocations: Promise<GPUError | null>[] = [];
  let disposed = false;

  const buffer = (name: string): GPUBuffer => {
    const found = buffers.get(name);
    if (!found) throw new Error(`no array named ${name}`);
    return found;
  };
  const layoutOf = (name: string) => {
    const type = specs.get(name)?.type;
    if (type?.kind !== 'struct') throw new TypeError(`${name} is not a record`);
    return type.layout;
  };

  /** Copies bytes to a fresh mappable buffer; submits at once, so later runs do not change what is read. */
  async function readBytes(name: string, offset: number, length: number): Promise<ArrayBuffer> {
    const staging = device.createBuffer({
      size: length,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    try {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(buffer(name), offset, staging, 0, length);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ);
      return staging.getMappedRange().slice(0);
    } finally {
      staging.destroy();
    }
  }

  function submit(programs: readonly GpuProgram[], repeat: number): void {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let k = 0; k < repeat; k += 1) {
      for (const program of programs) {
        pass.setPipeline(program.pipeline);
        pass.setBindGroup(0, program.bindGroup);
        pass.dispatchWorkgroups(...program.workgroups);
      }
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
  const done = (): Promise<unknown> => device.queue.onSubmittedWorkDone();
  const run = createSubmits<GpuProgram>({ submit, done, now: access.now });

  return {
    name: 'gpu',
    description: access.description,
    device,
    buffer,
    largestArray: largestArray(device),
    tiling: createTiling(access),
    lost: device.lost.then((info) =>
      disposed ? new Promise<string>(() => undefined) : info.message || info.reason || 'the device was lost',
    ),

    allocate(spec: ArraySpec): void {
      const size = byteLength(spec);
      device.pushErrorScope('out-of-memory');
      const usage =
        spec.usage === 'uniform' ? GPUBufferUsage.UNIFORM : GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
      specs.set(spec.name, spec);
      buffers.set(
        spec.name,
        device.createBuffer({
          label: spec.name,
          size: spec.usage === 'uniform' ? Math.ceil(size / 16) * 16 : size,
          usage: usage | GPUBufferUsage.COPY_DST,
        }),
      );
      allocations.push(device.popErrorScope());
    },

    async prepare(dispatch: Dispatch): Promise<GpuProgram> {
      await checkMemory(allocations.splice(0), access.description);
      const { pipeline, bindGroupLayout } = await compiled(device, dispatch);
      const bindGroup = device.createBindGroup({
        layout: bindGroupLayout,
        entries: dispatch.arrays.map(({ name }, binding) => ({
          binding,
          resource: { buffer: buffer(name) },
        })),
      });
      const { kernel, workgroups, work } = dispatch;
      const [x, y, z] = workgroups;
      const seconds = guessedSeconds(work ?? THREADS_A_WORKGROUP * x * y * z);
      return { kernel, pipeline, bindGroup, workgroups, seconds };
    },

    run(programs: readonly Program[], repeat: number): void {
      run(programs as readonly GpuProgram[], repeat);
    },

    async finished(): Promise<void> {
      await done();
    },
    write(name: string, values: Values, offset = 0): void {
      const words =
        specs.get(name)?.type.kind === 'u32' ? Uint32Array.from(values) : Float32Array.from(values);
      device.queue.writeBuffer(buffer(name), 4 * offset, words);
    },
    writeRecord(name: string, values: Fields): void {
      device.queue.writeBuffer(buffer(name), 0, packStruct(layoutOf(name), values));
    },
    async read(name: string, offset = 0, length?: number): Promise<Values> {
      const size = buffer(name).size;
      const bytes = await readBytes(name, 4 * offset, length === undefined ? size - 4 * offset : 4 * length);
      return specs.get(name)?.type.kind === 'u32' ? new Uint32Array(bytes) : new Float32Array(bytes);
    },
    async readRecord(name: string): Promise<Fields> {
      const layout = layoutOf(name);
      return unpackStruct(layout, await readBytes(name, 0, byteSize(layout)));
    },
    dispose(): void {
      disposed = true;
      for (const owned of buffers.values()) owned.destroy();
      buffers.clear();
    },
  };
}

function largestArray(device: GPUDevice): { bytes: number; limit: string } {
  const limit =
    device.limits.maxStorageBufferBindingSize < device.limits.maxBufferSize
      ? 'maxStorageBufferBindingSize'
      : 'maxBufferSize';
  return { bytes: device.limits[limit], limit };
}

async function checkMemory(allocations: Promise<GPUError | null>[], description: string): Promise<void> {
  const failed = (await Promise.all(allocations)).find((error) => error !== null);
  if (!failed) return;
  throw new InputError([
    {
      field: 'grid',
      value: 'this size',
      rule: `${description} has not enough memory for it`,
      remedy: 'Use a smaller grid, or close other programs that use the GPU',
    },
  ]);
}
