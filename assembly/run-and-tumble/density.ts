// As shaders/run-and-tumble/density.wgsl: adds the counters of each grid cell up to its density and clears them. Sums of 32
// counters at most are exact in float64; four grid cells at a time.

import { Clock, Parameters } from '../layout';
import { lineStart } from '../lib/threads';
import { taken } from './counters';

export function density(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  counts: usize,
  u: usize,
  cloud: bool,
  always: bool,
): void {
  if (!always && load<u32>(clock + Clock.busy) == 0) return;
  const cells = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const replicas = load<u32>(parameters + Parameters.replicas);
  const factor = load<f32>(parameters + (cloud ? Parameters.cloud_density : Parameters.count_density));
  const current = u + <usize>4 * load<u32>(clock + Clock.slot) * cells;
  const stop = lineStart(cells, thread + 1, threads);
  let g = lineStart(cells, thread, threads);
  for (; g + 4 <= stop; g += 4) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let at = counts + 4 * <usize>g;
    for (let replica: u32 = 0; replica < replicas; replica += 1) {
      const four = v128.load(at);
      low = f64x2.add(low, f64x2.convert_low_i32x4_u(four));
      high = f64x2.add(high, f64x2.convert_low_i32x4_u(v128.shuffle<u64>(four, four, 1, 0)));
      v128.store(at, i32x4.splat(0));
      at += <usize>4 * cells;
    }
    const sums = v128.shuffle<u64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
    v128.store(current + 4 * <usize>g, f32x4.mul(sums, f32x4.splat(factor)));
  }
  for (; g < stop; g += 1) {
    const sum = <f32>taken(counts, g, replicas, cells);
    store<f32>(current + 4 * <usize>g, sum * factor);
  }
}
