// The kernel of src/validation/random-numbers.ts: a block of Philox for each of `count` inputs of six words, the counter, then
// the key. Four at a time, as the kernels of cells draw them. One thread.

import { block } from '../lib/random';
import { scratch } from '../lib/scratch';

const INPUT: usize = 24;

export function philox(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  inputs: usize,
  results: usize,
  count: u32,
): void {
  if (thread != 0) return;
  const rows = scratch(thread);
  const words = rows + 96;
  for (let first: u32 = 0; first < count; first += 4) {
    for (let lane: u32 = 0; lane < 4; lane += 1) {
      const from = inputs + INPUT * min(first + lane, count - 1);
      for (let word: usize = 0; word < 6; word += 1) store<u32>(rows + 16 * word + 4 * lane, load<u32>(from + 4 * word));
    }
    block(
      words,
      v128.load(rows),
      v128.load(rows, 16),
      v128.load(rows, 32),
      v128.load(rows, 48),
      v128.load(rows, 64),
      v128.load(rows, 80),
    );
    for (let lane: u32 = 0; lane < min<u32>(4, count - first); lane += 1)
      for (let word: usize = 0; word < 4; word += 1)
        store<u32>(results + 16 * <usize>(first + lane) + 4 * word, load<u32>(words + 16 * word + 4 * lane));
  }
}
