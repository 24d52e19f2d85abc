// As shaders/reduce/partial.wgsl: reduces shares of the cells of both fields, in the same order, so that sums do not
// depend on the number of threads.

import { CHUNK, Clock, PARTIAL, Parameters } from '../layout';
import { scratch } from '../lib/scratch';
import { bandStart } from '../lib/threads';
import { BLOCK, empty, join, joinValue } from './fold';

/** One share of one field: every `shares`-th cell from cell `share` on. */
function share(field: usize, share: u32, shares: u32, cells: u32, result: usize, ofBlock: usize): void {
  empty(result);
  for (let block: u32 = 0; block < CHUNK / BLOCK; block += 1) {
    empty(ofBlock);
    for (let k: u32 = 0; k < BLOCK; k += 1) {
      const i = (block * BLOCK + k) * shares + share;
      if (i < cells) joinValue(ofBlock, load<f32>(field + 4 * i));
    }
    join(result, ofBlock);
  }
}

export function partial(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  u: usize,
  v: usize,
  partials: usize,
): void {
  const cells = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const current = <usize>4 * load<u32>(clock + Clock.slot) * cells;
  const shares = (cells + CHUNK - 1) / CHUNK;
  const last = bandStart(shares, thread + 1, threads);
  for (let chunk = bandStart(shares, thread, threads); chunk < last; chunk += 1) {
    const at = partials + <usize>4 * PARTIAL * chunk;
    share(u + current, chunk, shares, cells, at, scratch(thread));
    share(v + current, chunk, shares, cells, at + 16, scratch(thread));
  }
}
