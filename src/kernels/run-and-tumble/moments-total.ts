// Twin of shaders/run-and-tumble/moments-total.wgsl: joins what the threads of the first pass left.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { MOMENTS, MOMENTS_COUNT, MOMENTS_THREADS } from './layout.ts';

const THREADS = 64;

export const momentsTotal: Twin = (arrays) => {
  const partials = numbers(arrays[1]);
  const moments = record(arrays[2]);
  MOMENTS.fields.forEach(({ name }, field) => {
    let total = 0;
    for (let thread = 0; thread < THREADS; thread += 1) {
      let sum = 0;
      for (let k = thread; k < MOMENTS_THREADS; k += THREADS) sum += partials[MOMENTS_COUNT * k + field];
      partials[MOMENTS_COUNT * thread + field] = sum;
      total += sum;
    }
    moments[name] = total;
  });
};
