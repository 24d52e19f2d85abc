// As shaders/run-and-tumble/deposit.wgsl: counts the cells on the grid in whole units (counters.ts): divided among the nearest
// grid centres, or, not `cloud`, whole where they are. Shares are found four cells at a time. Two neighbours in a row are
// one number of 64 bits, for no counter overflows into the next one.

import { Clock, Parameters } from '../layout';
import { addAt, copyOf, firstOf, isAtomic, setCopy, setCounters } from './counters';
import { firstNode, partOf, secondNode, wholeOf } from './nodes';
import { periodicX, periodicY, setDomain, twoDimensional } from './setting';

let nx: u32 = 0;
let ny: u32 = 0;
let bits: u32 = 0;

/** What the upper side gets along one axis, rounded to the nearest unit. */
@inline
function upperShare(part: v128): v128 {
  const fraction = i32x4.sub(part, i32x4.splat(0x80000000));
  return i32x4.shr_u(i32x4.add(i32x4.shr_u(fraction, 31 - bits), i32x4.splat(1)), 1);
}

/** Adds the shares of two neighbours of a row at once. */
@inline
function addPair(g: u32, shares: u64): void {
  const at = copyOf() + 4 * <usize>g;
  store<u64>(at, load<u64>(at) + shares);
}

@inline
function addPairs(g: v128, left: v128, right: v128): void {
  const first = v128.shuffle<u32>(left, right, 0, 4, 1, 5);
  const second = v128.shuffle<u32>(left, right, 2, 6, 3, 7);
  addPair(i32x4.extract_lane(g, 0), i64x2.extract_lane(first, 0));
  addPair(i32x4.extract_lane(g, 1), i64x2.extract_lane(first, 1));
  addPair(i32x4.extract_lane(g, 2), i64x2.extract_lane(second, 0));
  addPair(i32x4.extract_lane(g, 3), i64x2.extract_lane(second, 1));
}

/** One by one, and only so many lanes. */
function addLanes(g: v128, weight: v128, lanes: u32): void {
  addAt(i32x4.extract_lane(g, 0), i32x4.extract_lane(weight, 0));
  if (lanes > 1) addAt(i32x4.extract_lane(g, 1), i32x4.extract_lane(weight, 1));
  if (lanes > 2) addAt(i32x4.extract_lane(g, 2), i32x4.extract_lane(weight, 2));
  if (lanes > 3) addAt(i32x4.extract_lane(g, 3), i32x4.extract_lane(weight, 3));
}

/** Along x in the row of grid cells that begins there: `share` is what the row gets. */
@inline
function addRow(row: v128, left: v128, right: v128, upper: v128, share: v128, pairs: bool, lanes: u32): void {
  const toRight = i32x4.mul(upper, share);
  const toLeft = i32x4.mul(i32x4.sub(i32x4.splat(1 << bits), upper), share);
  if (pairs) {
    addPairs(i32x4.add(row, left), toLeft, toRight);
    return;
  }
  addLanes(i32x4.add(row, left), toLeft, lanes);
  addLanes(i32x4.add(row, right), toRight, lanes);
}

/** Four cells, or fewer. */
@inline
function divide(x: v128, y: v128, lanes: u32): void {
  const indexX = wholeOf(x, nx, periodicX);
  const partX = partOf(x, nx, periodicX);
  const left = firstNode(indexX, partX, nx, periodicX);
  const right = secondNode(indexX, partX, nx, periodicX);
  const upperX = upperShare(partX);
  const beside = i32x4.all_true(i32x4.eq(right, i32x4.add(left, i32x4.splat(1))));
  const pairs = beside && lanes == 4 && !isAtomic();
  const whole = i32x4.splat(1 << bits);
  if (!twoDimensional) {
    addRow(i32x4.splat(0), left, right, upperX, whole, pairs, lanes);
    return;
  }
  const indexY = wholeOf(y, ny, periodicY);
  const partY = partOf(y, ny, periodicY);
  const width = i32x4.splat(nx);
  const lower = i32x4.mul(firstNode(indexY, partY, ny, periodicY), width);
  const upper = i32x4.mul(secondNode(indexY, partY, ny, periodicY), width);
  const upperY = upperShare(partY);
  addRow(lower, left, right, upperX, i32x4.sub(whole, upperY), pairs, lanes);
  addRow(upper, left, right, upperX, upperY, pairs, lanes);
}

export function deposit(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  clock: usize,
  position: usize,
  counts: usize,
  made: u32,
  cloud: bool,
  always: bool,
): void {
  if (!always && load<u32>(clock + Clock.busy) == 0) return;
  setDomain(thread, parameters, made);
  setCounters(counts, threads);
  nx = load<u32>(parameters + Parameters.nx);
  ny = load<u32>(parameters + Parameters.ny);
  bits = load<u32>(parameters + Parameters.cloud_bits);
  const stop = firstOf(thread + 1, threads);
  let first = firstOf(thread, threads);
  while (first < stop) {
    const end = setCopy(first, stop);
    for (; first < end; first += 4) {
      const from = position + 8 * <usize>first;
      const one = v128.load(from);
      const two = v128.load(from, 16);
      const x = v128.shuffle<u32>(one, two, 0, 2, 4, 6);
      const y = v128.shuffle<u32>(one, two, 1, 3, 5, 7);
      const lanes = min<u32>(4, end - first);
      if (cloud) {
        divide(x, y, lanes);
      } else {
        const row = i32x4.mul(wholeOf(y, ny, periodicY), i32x4.splat(nx));
        addLanes(i32x4.add(row, wholeOf(x, nx, periodicX)), i32x4.splat(1), lanes);
      }
    }
    first = end;
  }
}
