// As shaders/run-and-tumble/inner-range.wgsl: the smallest and the largest of the means on the grid, first pass.

import { EMPTY, Parameters, SPAN_THREADS } from '../layout';
import { bandStart } from '../lib/threads';
import { emptySpan, joinSpan } from './inner-span';

export function innerRange(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  mean: usize,
  partials: usize,
): void {
  const grid = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const stop = bandStart(SPAN_THREADS, thread + 1, threads);
  for (let k = bandStart(SPAN_THREADS, thread, threads); k < stop; k += 1) {
    const at = partials + 8 * k;
    emptySpan(at);
    for (let g = k; g < grid; g += SPAN_THREADS) {
      const value = load<f32>(mean + 4 * g);
      if (value > EMPTY) joinSpan(at, value, value);
    }
  }
}
