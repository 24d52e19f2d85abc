// As shaders/two-state/settle.wgsl: half of the cells at each place move each way at the start.

import { Parameters } from '../layout';
import { lineStart } from '../lib/threads';

export function settle(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  u: usize,
  movers: usize,
): void {
  const nx = load<u32>(parameters + Parameters.nx);
  const stop = lineStart(nx, thread + 1, threads);
  for (let i = lineStart(nx, thread, threads); i < stop; i += 1) {
    const half: f32 = 0.5 * load<f32>(u + 4 * i);
    store<f32>(movers + 4 * i, half);
    store<f32>(movers + 4 * (nx + i), half);
  }
}
