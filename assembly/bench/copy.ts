// As shaders/bench/copy.wgsl: the most bytes a second that these threads can move.

import { lineStart } from '../lib/threads';

export function copy(
  thread: u32,
  threads: u32,
  _formulas: u32,
  source: usize,
  destination: usize,
  length: u32,
): void {
  const first = <usize>4 * lineStart(length, thread, threads);
  const bytes = <usize>4 * lineStart(length, thread + 1, threads) - first;
  memory.copy(destination + first, source + first, bytes);
}
