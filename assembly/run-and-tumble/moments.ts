// As shaders/run-and-tumble/moments.wgsl: sums over the tracers, first pass. What the shader's threads add up each by itself
// are here lanes: a tile is a row of neighbouring threads of it, so every sum has the same terms in the same order.

import {
  CELL_STRIDE,
  CELL_TILE,
  End,
  Moments,
  MOMENTS_COUNT,
  MOMENTS_THREADS,
  ORIGIN,
  Parameters,
  Sensed,
  Way,
} from '../layout';
import { direction } from '../lib/angle';
import { finiteLanes } from '../lib/finite';
import { UNIT } from '../lib/fixed';
import { lineStart } from '../lib/threads';
import { crawling, inner, innerSize, rateOf, tumbling } from '../sensing/law';
import { look, setInside } from './inside';
import { end, met, periodicX, periodicY, periodX, periodY, tile, twoDimensional, words } from './setting';
import { loadWords, vectorsOf } from './tile';

/** Internal variables of the first cell. */
let firstX: v128 = i32x4.splat(0);
let firstY: v128 = i32x4.splat(0);
let inner0: f32 = 0;
let inner1: f32 = 0;
let inner2: f32 = 0;

// Distance from the first cell, not round the edge.
function fromFirst(units: v128, first: v128, period: v128): v128 {
  const above = f32x4.convert_i32x4_u(i32x4.sub(units, first));
  const below = f32x4.neg(f32x4.convert_i32x4_u(i32x4.sub(first, units)));
  const way = v128.bitselect(above, below, i32x4.ge_u(units, first));
  return f32x4.mul(way, f32x4.mul(f32x4.splat(UNIT), period));
}

// Displacement along one axis.
function displacement(units: v128, first: v128, times: v128, period: v128, periodic: bool): v128 {
  const difference = i32x4.sub(units, first);
  const part = f32x4.convert_i32x4_s(difference);
  if (!periodic) return f32x4.mul(part, f32x4.mul(f32x4.splat(UNIT), period));
  const negative = i32x4.lt_s(difference, i32x4.splat(0));
  const above = i32x4.ge_u(units, first);
  // A comparison that holds is -1.
  let whole = i32x4.sub(times, v128.and(above, negative));
  whole = i32x4.add(whole, v128.andnot(v128.not(above), negative));
  return f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(whole), f32x4.mul(part, f32x4.splat(UNIT))), period);
}

// Cosine between a heading and the gradient, 0 where there is none.
function alignment(aheadX: v128, aheadY: v128, slopeX: v128, slopeY: v128): v128 {
  const largest = f32x4.max(f32x4.abs(slopeX), f32x4.abs(slopeY));
  const some = v128.and(f32x4.gt(largest, f32x4.splat(0)), finiteLanes(largest));
  const x = f32x4.div(slopeX, largest);
  const y = f32x4.div(slopeY, largest);
  const size = f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
  const along = f32x4.add(f32x4.mul(aheadX, x), f32x4.mul(aheadY, y));
  return v128.and(f32x4.div(along, size), some);
}

/** Adds to a sum of four lanes; the sums of lane k stand one after the other, as a record. */
function join(at: usize, field: usize, count: u32, more: v128): void {
  store<f32>(at + field, load<f32>(at + field) + f32x4.extract_lane(more, 0));
  const stride: usize = 4 * MOMENTS_COUNT;
  let to = at + field + stride;
  if (count > 1) store<f32>(to, load<f32>(to) + f32x4.extract_lane(more, 1));
  to += stride;
  if (count > 2) store<f32>(to, load<f32>(to) + f32x4.extract_lane(more, 2));
  to += stride;
  if (count > 3) store<f32>(to, load<f32>(to) + f32x4.extract_lane(more, 3));
}

/** A column of the records of origin, to a row. */
function loadOrigin(row: usize, origin: usize, which: u32, from: u32, count: u32): void {
  for (let k: u32 = 0; k < ((count + 3) & ~3); k += 1)
    store<u32>(row + 4 * k, load<u32>(origin + 4 * (ORIGIN * <usize>(from + min(k, count - 1)) + which)));
}

/** Of so many tracers from `first` on, added to the records at `partials`. */
function momentsOf(
  first: u32,
  count: u32,
  position: usize,
  heading: usize,
  rounds: usize,
  origin: usize,
  memory: usize,
  partials: usize,
): void {
  look(position, heading, memory, first, count);
  loadWords(tile + Way.course, heading, first, count);
  loadWords(tile + Way.left, rounds, first, count);
  loadOrigin(tile + Way.roundsX, origin, 0, first, count);
  loadOrigin(tile + Way.roundsY, origin, 1, first, count);
  loadOrigin(tile + Way.wait, origin, 2, first, count);
  const shown = innerSize();
  for (let vector: u32 = 0; vector < vectorsOf(count); vector += 1) {
    const at = <usize>vector << 4;
    const record = partials + 16 * MOMENTS_COUNT * <usize>vector;
    const lanes = count - 4 * vector;
    const x = v128.load(tile + at, Way.x);
    const y = v128.load(tile + at, Way.y);
    const both = v128.load(tile + at, Way.left);
    const fromX = fromFirst(x, firstX, periodX);
    join(record, Moments.x, lanes, fromX);
    join(record, Moments.xx, lanes, f32x4.mul(fromX, fromX));
    const roundsX = i32x4.shr_s(i32x4.shl(both, 16), 16);
    const dx = displacement(x, v128.load(tile + at, Way.roundsX), roundsX, periodX, periodicX);
    join(record, Moments.dx, lanes, dx);
    let dy = f32x4.splat(0);
    if (twoDimensional) {
      const fromY = fromFirst(y, firstY, periodY);
      join(record, Moments.y, lanes, fromY);
      join(record, Moments.yy, lanes, f32x4.mul(fromY, fromY));
      const roundsY = i32x4.shr_s(both, 16);
      dy = displacement(y, v128.load(tile + at, Way.roundsY), roundsY, periodY, periodicY);
      join(record, Moments.dy, lanes, dy);
    }
    const rr = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
    join(record, Moments.rr, lanes, rr);
    join(record, Moments.rrrr, lanes, f32x4.mul(rr, rr));
    if (!crawling()) {
      const course = v128.load(tile + at, Way.course);
      direction(course, words, words + 16);
      const slopeX = v128.load(met + at, Sensed.cx);
      const slopeY = v128.load(met + at, Sensed.cy);
      join(record, Moments.alignment, lanes, alignment(v128.load(words), v128.load(words, 16), slopeX, slopeY));
      direction(i32x4.sub(course, v128.load(tile + at, Way.wait)), words, words + 16);
      join(record, Moments.correlation, lanes, v128.load(words));
    }
    const own = tile + at + Way.own0;
    const state = tile + at + Way.state0;
    if (tumbling())
      join(record, Moments.rate, lanes, f32x4.pmax(f32x4.splat(0), rateOf(met + at, own, state)));
    if (shown == 0) continue;
    inner(met + at, own, state, end + at + End.inner0);
    for (let k: u32 = 0; k < shown; k += 1) {
      const typical = k == 0 ? inner0 : k == 1 ? inner1 : inner2;
      const beyond = f32x4.sub(v128.load(end + at + CELL_STRIDE * k, End.inner0), f32x4.splat(typical));
      join(record, Moments.inner0 + 4 * k, lanes, beyond);
      join(record, Moments.square0 + 4 * k, lanes, f32x4.mul(beyond, beyond));
      if (first == 0 && vector == 0) join(record, Moments.first0 + 4 * k, 1, f32x4.splat(typical));
    }
  }
}

export function moments(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  position: usize,
  heading: usize,
  rounds: usize,
  origin: usize,
  ofMemory: usize,
  v: usize,
  partials: usize,
  made: u32,
  own: u32,
): void {
  setInside(thread, functions, parameters, clock, v, made, own);
  const tracers = load<u32>(parameters + Parameters.tracers);
  firstX = i32x4.splat(load<u32>(position));
  firstY = i32x4.splat(load<u32>(position, 4));
  if (innerSize() > 0) {
    look(position, heading, ofMemory, 0, 1);
    inner(met, tile + Way.own0, tile + Way.state0, end + End.inner0);
    inner0 = load<f32>(end, End.inner0);
    inner1 = load<f32>(end, End.inner1);
    inner2 = load<f32>(end, End.inner2);
  }
  const stop = lineStart(MOMENTS_THREADS, thread + 1, threads);
  for (let first = lineStart(MOMENTS_THREADS, thread, threads); first < stop; first += CELL_TILE) {
    const lanes = min(CELL_TILE, stop - first);
    const records = partials + 4 * MOMENTS_COUNT * <usize>first;
    memory.fill(records, 0, 4 * MOMENTS_COUNT * lanes);
    for (let i = first; i < tracers; i += MOMENTS_THREADS)
      momentsOf(i, min(lanes, tracers - i), position, heading, rounds, origin, ofMemory, records);
  }
}
