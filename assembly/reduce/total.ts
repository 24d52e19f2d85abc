// As shaders/reduce/total.wgsl: joins what the first pass left, in the same order. One thread.

import { CHUNK, PARTIAL, Parameters, THREADS } from '../layout';
import { scratch } from '../lib/scratch';
import { BLOCK, empty, join } from './fold';

export function total(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  parameters: usize,
  partials: usize,
  statistics: usize,
): void {
  if (thread != 0) return;
  const cells = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const chunks = (cells + CHUNK - 1) / CHUNK;
  const ofBlock = scratch(thread);
  const all = ofBlock + 16;
  const left = min(THREADS, chunks);
  for (let field: usize = 0; field < 2; field += 1) {
    const at = partials + 16 * field;
    for (let row: u32 = 0; row < left; row += 1) {
      empty(all);
      for (let first = row; first < chunks; first += BLOCK * THREADS) {
        empty(ofBlock);
        for (let k: u32 = 0; k < BLOCK; k += 1) {
          const chunk = first + k * THREADS;
          if (chunk < chunks) join(ofBlock, at + <usize>4 * PARTIAL * chunk);
        }
        join(all, ofBlock);
      }
      memory.copy(at + <usize>4 * PARTIAL * row, all, 16);
    }
    empty(all);
    for (let first: u32 = 0; first < left; first += BLOCK) {
      empty(ofBlock);
      for (let k = first; k < min(first + BLOCK, left); k += 1) join(ofBlock, at + <usize>4 * PARTIAL * k);
      join(all, ofBlock);
    }
    memory.copy(statistics + 16 * field, all, 16);
  }
}
