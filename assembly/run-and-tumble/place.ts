// As shaders/run-and-tumble/place.wgsl: places the cells at the start, in exact integers. Four random words at a time, the
// rest cell by cell: it is done once.

import { ORIGIN, Parameters, Purpose } from '../layout';
import { exponential, philox } from '../lib/random';
import { lineStart } from '../lib/threads';
import { cells, keyHigh, keyLow, periodicX, periodicY, setDomain, twoDimensional, words } from './setting';
import { indices } from './tile';

// The first grid cell whose cumulative share lies above the word. The very last word counts as the one before.
function chosen(word: u32, cumulative: usize, count: u32): u32 {
  const wanted = min<u32>(word, 0xfffffffe);
  let low: u32 = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) / 2;
    if (load<u32>(cumulative + 4 * middle) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

// First unit of column i of n: 2^32 i/n rounded up (2^32 itself is 0).
function edge(i: u32, n: u32): u32 {
  return <u32>((((<u64>i) << 32) + n - 1) / n);
}

// A point in column i of n, uniform from one random word.
function within(word: u32, i: u32, n: u32): u32 {
  const first = edge(i, n);
  return first + <u32>((<u64>word * <u64>(edge(i + 1, n) - first)) >> 32);
}

export function place(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  cumulative: usize,
  position: usize,
  heading: usize,
  hazard: usize,
  rounds: usize,
  origin: usize,
  made: u32,
): void {
  setDomain(thread, parameters, made);
  const nx = load<u32>(parameters + Parameters.nx);
  const ny = load<u32>(parameters + Parameters.ny);
  const tracers = load<u32>(parameters + Parameters.tracers);
  const stop = lineStart(cells, thread + 1, threads);
  for (let first = lineStart(cells, thread, threads); first < stop; first += 4) {
    const four = indices(first, 0, 4);
    philox(words, four, 0, 0, Purpose.place, keyLow, keyHigh);
    philox(words + 64, four, 0, 1, Purpose.place, keyLow, keyHigh);
    v128.store(words + 64, exponential(v128.load(words + 64)));
    for (let i = first; i < min(first + 4, stop); i += 1) {
      const word = words + 4 * (i - first);
      const g = chosen(load<u32>(word), cumulative, nx * ny);
      // Between walls a position uses the lower half of the range.
      const x = within(load<u32>(word, 16), g % nx, nx) >> (periodicX ? 0 : 1);
      let y: u32 = 0;
      let facing = load<u32>(word, 48) & 0x80000000;
      if (twoDimensional) {
        y = within(load<u32>(word, 32), g / nx, ny) >> (periodicY ? 0 : 1);
        facing = load<u32>(word, 48);
      }
      store<u32>(position + 8 * i, x);
      store<u32>(position + 8 * i, y, 4);
      store<u32>(heading + 4 * i, facing);
      store<u32>(hazard + 4 * i, load<u32>(word, 64));
      store<u32>(rounds + 4 * i, 0);
      if (i < tracers) {
        store<u32>(origin + 4 * ORIGIN * i, x);
        store<u32>(origin + 4 * ORIGIN * i, y, 4);
        store<u32>(origin + 4 * ORIGIN * i, facing, 8);
      }
    }
  }
}
