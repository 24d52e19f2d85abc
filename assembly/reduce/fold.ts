// As shaders/reduce/fold.wgsl: what is known of a set of cells' values. A summary is four numbers in memory, for the
// language has no structs on the stack: sum, lowest, highest, how many are not finite.

import { isFinite32 } from '../lib/finite';

const LARGEST: f32 = 3.4028234e38;
export const BLOCK: u32 = 16;

export function empty(summary: usize): void {
  store<f32>(summary, 0, 0);
  store<f32>(summary, LARGEST, 4);
  store<f32>(summary, -LARGEST, 8);
  store<f32>(summary, 0, 12);
}

/** Joins one value to a summary. */
@inline
export function joinValue(summary: usize, value: f32): void {
  if (!isFinite32(value)) {
    store<f32>(summary, load<f32>(summary, 12) + 1, 12);
    return;
  }
  store<f32>(summary, load<f32>(summary) + value);
  store<f32>(summary, min<f32>(load<f32>(summary, 4), value), 4);
  store<f32>(summary, max<f32>(load<f32>(summary, 8), value), 8);
}

/** Joins the second summary to the first. */
export function join(a: usize, b: usize): void {
  store<f32>(a, load<f32>(a) + load<f32>(b));
  store<f32>(a, min<f32>(load<f32>(a, 4), load<f32>(b, 4)), 4);
  store<f32>(a, max<f32>(load<f32>(a, 8), load<f32>(b, 8)), 8);
  store<f32>(a, load<f32>(a, 12) + load<f32>(b, 12), 12);
}
