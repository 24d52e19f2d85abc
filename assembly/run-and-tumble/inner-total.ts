// As shaders/run-and-tumble/inner-total.wgsl: joins what inner-span or inner-range left, in the same order. One thread.

import { SPAN_THREADS } from '../layout';
import { joinSpan } from './inner-span';

const THREADS: u32 = 64;

export function innerTotal(thread: u32, _threads: u32, _formulas: u32, partials: usize, span: usize): void {
  if (thread != 0) return;
  for (let row: u32 = 0; row < THREADS; row += 1) {
    const at = partials + 8 * row;
    for (let k = row + THREADS; k < SPAN_THREADS; k += THREADS)
      joinSpan(at, load<f32>(partials + 8 * k), load<f32>(partials + 8 * k, 4));
  }
  memory.copy(span, partials, 8);
  for (let row: u32 = 1; row < THREADS; row += 1)
    joinSpan(span, load<f32>(partials + 8 * row), load<f32>(partials + 8 * row, 4));
}
