// Twin of shaders/run-and-tumble/inner-range.wgsl: smallest and largest of the means on the grid.

import type { Twin } from '../../core/backend.ts';
import { EMPTY } from '../view/heat-map-layout.ts';
import { numbers, record } from '../arrays.ts';
import { NO_SPAN, SPAN_THREADS } from './layout.ts';

export const innerRange: Twin = (arrays) => {
  const { nx, ny } = record(arrays[0]);
  const mean = numbers(arrays[1]);
  const partials = numbers(arrays[2]);
  for (let k = 0; k < 2 * SPAN_THREADS; k += 1) partials[k] = NO_SPAN[k % 2];
  for (let g = 0; g < nx * ny; g += 1) {
    const value = mean[g];
    if (!(value > EMPTY)) continue;
    const at = 2 * (g % SPAN_THREADS);
    partials[at] = Math.min(partials[at], value);
    partials[at + 1] = Math.max(partials[at + 1], value);
  }
};
