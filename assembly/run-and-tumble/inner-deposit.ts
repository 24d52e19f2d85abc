// As shaders/run-and-tumble/inner-deposit.wgsl: adds the shown internal variable up over the cells of each grid cell, in whole
// units of its span (counters.ts).

import { CELL_TILE, Parameters, Shown, Span, Way } from '../layout';
import { isFinite32 } from '../lib/finite';
import { addAt, firstOf, setCopy, setCounters } from './counters';
import { shownRow } from './inner-span';
import { look, setInside } from './inside';
import { periodicX, periodicY, tile } from './setting';

// The grid cell along one axis that a position lies in.
@inline
function gridIndex(units: u32, n: u32, periodic: bool): u32 {
  return <u32>((<u64>(periodic ? units : units << 1) * n) >> 32);
}

export function innerDeposit(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  shown: usize,
  clock: usize,
  position: usize,
  heading: usize,
  memory: usize,
  v: usize,
  span: usize,
  counts: usize,
  made: u32,
  own: u32,
): void {
  setInside(thread, functions, parameters, clock, v, made, own);
  setCounters(counts, threads);
  const nx = load<u32>(parameters + Parameters.nx);
  const ny = load<u32>(parameters + Parameters.ny);
  const least = load<f32>(span + Span.least);
  const width = load<f32>(span + Span.most) - least;
  if (!(width > 0)) return;
  const units = <f32>((1 << load<u32>(shown + Shown.inner_bits)) - 1);
  const stop = firstOf(thread + 1, threads);
  let first = firstOf(thread, threads);
  while (first < stop) {
    const count = min(CELL_TILE, setCopy(first, stop) - first);
    look(position, heading, memory, first, count);
    const row = shownRow(shown, count);
    for (let k: u32 = 0; k < count; k += 1) {
      const value = load<f32>(row + 4 * k);
      if (!isFinite32(value)) continue;
      const place = max<f32>(0, min<f32>(1, (value - least) / width));
      const ix = gridIndex(load<u32>(tile + 4 * k, Way.x), nx, periodicX);
      const iy = gridIndex(load<u32>(tile + 4 * k, Way.y), ny, periodicY);
      addAt(iy * nx + ix, <u32>nearest<f32>(place * units));
    }
    first += count;
  }
}
