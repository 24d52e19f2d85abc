// Twin of shaders/keller-segel/current.wgsl: copies the current state out of its slot.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';

export const current: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const clock = record(arrays[1]);
  const cells = parameters.nx * parameters.ny;
  const from = clock.slot * cells;
  numbers(arrays[4]).set(numbers(arrays[2]).subarray(from, from + cells));
  numbers(arrays[5]).set(numbers(arrays[3]).subarray(from, from + cells));
};
