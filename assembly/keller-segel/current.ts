// As shaders/keller-segel/current.wgsl: copies the current state out of its slot.

import { Clock, Parameters } from '../layout';
import { lineStart } from '../lib/threads';

export function current(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  u: usize,
  v: usize,
  stageU: usize,
  stageV: usize,
): void {
  const cells = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const from = <usize>4 * load<u32>(clock + Clock.slot) * cells;
  const first = <usize>4 * lineStart(cells, thread, threads);
  const bytes = <usize>4 * lineStart(cells, thread + 1, threads) - first;
  memory.copy(stageU + first, u + from + first, bytes);
  memory.copy(stageV + first, v + from + first, bytes);
}
