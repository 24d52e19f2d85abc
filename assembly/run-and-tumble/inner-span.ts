// As shaders/run-and-tumble/inner-span.wgsl: the smallest and the largest value that the shown internal variable has in any
// cell, first pass. What the shader's threads find each by itself are here lanes of a tile.

import { CELL_STRIDE, CELL_TILE, End, Shown, SPAN_THREADS, Way } from '../layout';
import { isFinite32 } from '../lib/finite';
import { lineStart } from '../lib/threads';
import { inner, innerSize } from '../sensing/law';
import { look, setInside } from './inside';
import { cells, end, met, tile } from './setting';
import { vectorsOf } from './tile';

const LARGEST: f32 = 3.4028234e38;

/** Row of the shown variable of cells that were looked at; the law fills it. */
export function shownRow(shown: usize, count: u32): usize {
  for (let at: usize = 0; at < <usize>vectorsOf(count) << 4; at += 16)
    inner(met + at, tile + at + Way.own0, tile + at + Way.state0, end + at + End.inner0);
  return end + End.inner0 + CELL_STRIDE * min<usize>(load<u32>(shown + Shown.variable), innerSize() - 1);
}

export function emptySpan(at: usize): void {
  store<f32>(at, LARGEST);
  store<f32>(at, -LARGEST, 4);
}

@inline
export function joinSpan(at: usize, least: f32, most: f32): void {
  store<f32>(at, min<f32>(load<f32>(at), least));
  store<f32>(at, max<f32>(load<f32>(at, 4), most), 4);
}

export function innerSpan(
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
  partials: usize,
  made: u32,
  own: u32,
): void {
  setInside(thread, functions, parameters, clock, v, made, own);
  const stop = lineStart(SPAN_THREADS, thread + 1, threads);
  for (let first = lineStart(SPAN_THREADS, thread, threads); first < stop; first += CELL_TILE) {
    const lanes = min(CELL_TILE, stop - first);
    for (let k: u32 = 0; k < lanes; k += 1) emptySpan(partials + 8 * (first + k));
    for (let i = first; i < cells; i += SPAN_THREADS) {
      const count = min(lanes, cells - i);
      look(position, heading, memory, i, count);
      const row = shownRow(shown, count);
      for (let k: u32 = 0; k < count; k += 1) {
        const value = load<f32>(row + 4 * k);
        if (isFinite32(value)) joinSpan(partials + 8 * (first + k), value, value);
      }
    }
  }
}
