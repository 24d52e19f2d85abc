// Copies one array to the other: the yardstick of the benchmark. Twin of shaders/bench/copy.wgsl.

import copyWgsl from '../../../shaders/bench/copy.wgsl?raw';
import type { ArraySpec, Dispatch } from '../../core/backend.ts';
import { numbers } from '../arrays.ts';

/** Two arrays of `length` numbers (a multiple of 4) and the kernel that copies the first to the second. */
export function copyProgram(length: number): {
  readonly arrays: readonly ArraySpec[];
  readonly copy: Dispatch;
} {
  const groups = Math.ceil(length / 4 / 256);
  // WebGPU allows 65535 workgroups a dimension.
  const width = Math.min(groups, 32768);
  const array = (name: string): ArraySpec => ({ name, type: { kind: 'f32', length }, usage: 'storage' });
  return {
    arrays: [array('source'), array('destination')],
    copy: {
      kernel: 'bench/copy',
      wgsl: copyWgsl,
      workgroups: [width, Math.ceil(groups / width), 1],
      arrays: [
        { name: 'source', access: 'read' },
        { name: 'destination', access: 'write' },
      ],
      twin: () => (arrays) => numbers(arrays[1]).set(numbers(arrays[0])),
      wasm: { work: length, constants: [length] },
    },
  };
}
