// Twin of shaders/run-and-tumble/inner-total.wgsl: joins what the threads of the first pass left.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { NO_SPAN, SPAN_THREADS } from './layout.ts';

const THREADS = 64;

export const innerTotal: Twin = (arrays) => {
  const partials = numbers(arrays[0]);
  const innerSpan = record(arrays[1]);
  let [least, most] = NO_SPAN;
  for (let thread = 0; thread < THREADS; thread += 1) {
    let [low, high] = NO_SPAN;
    for (let k = thread; k < SPAN_THREADS; k += THREADS) {
      low = Math.min(low, partials[2 * k]);
      high = Math.max(high, partials[2 * k + 1]);
    }
    partials[2 * thread] = low;
    partials[2 * thread + 1] = high;
    least = Math.min(least, low);
    most = Math.max(most, high);
  }
  Object.assign(innerSpan, { least, most });
};
