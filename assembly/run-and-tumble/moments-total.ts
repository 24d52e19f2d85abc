// As shaders/run-and-tumble/moments-total.wgsl: joins what the first pass left, in the same order. One thread.

import { MOMENTS_COUNT, MOMENTS_THREADS } from '../layout';

const THREADS: u32 = 64;
const RECORD: usize = 4 * MOMENTS_COUNT;

export function momentsTotal(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  _parameters: usize,
  partials: usize,
  moments: usize,
): void {
  if (thread != 0) return;
  for (let field: usize = 0; field < RECORD; field += 4) {
    let total: f32 = 0;
    for (let row: u32 = 0; row < THREADS; row += 1) {
      const at = partials + field + RECORD * row;
      let sum = load<f32>(at);
      for (let k = row + THREADS; k < MOMENTS_THREADS; k += THREADS) sum += load<f32>(partials + field + RECORD * k);
      store<f32>(at, sum);
      total = row == 0 ? sum : total + sum;
    }
    store<f32>(moments + field, total);
  }
}
