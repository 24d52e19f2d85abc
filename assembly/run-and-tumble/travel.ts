// As shaders/run-and-tumble/travel.wgsl, four cells at a time: results go to rows of `End` at an address.

import { End, MOST_ROUNDS, Way } from '../layout';
import { mirrored, shifted } from '../lib/fixed';
import { periodicX, periodicY, periodX, periodY, tile, twoDimensional } from './setting';
import { loadWords, storeWords, vectorsOf } from './tile';

/** Between walls: mirrors the position where it lies behind one, and keeps which it was: 1 or -1. */
@inline
function reflected(position: v128, mirrorAt: usize): v128 {
  const sign = v128.and(position, i32x4.splat(0x80000000));
  v128.store(mirrorAt, v128.or(f32x4.splat(1), sign));
  return mirrored(position);
}

/** Where these displacements lead from there: `x`, `y`, `passedX`, `passedY`, `mirrorX`, `mirrorY`. */
export function travel(x: v128, y: v128, displacementX: v128, displacementY: v128, at: usize): void {
  let endX = shifted(x, displacementX, periodX, at + End.passedX);
  if (!periodicX) {
    v128.store(at, i32x4.splat(0), End.passedX);
    endX = reflected(endX, at + End.mirrorX);
  } else {
    v128.store(at, f32x4.splat(1), End.mirrorX);
  }
  v128.store(at, endX, End.x);
  if (!twoDimensional) {
    v128.store(at, y, End.y);
    v128.store(at, i32x4.splat(0), End.passedY);
    v128.store(at, f32x4.splat(1), End.mirrorY);
    return;
  }
  let endY = shifted(y, displacementY, periodY, at + End.passedY);
  if (!periodicY) {
    v128.store(at, i32x4.splat(0), End.passedY);
    endY = reflected(endY, at + End.mirrorY);
  } else {
    v128.store(at, f32x4.splat(1), End.mirrorY);
  }
  v128.store(at, endY, End.y);
}

/** The headings of cells that came that way. */
@inline
export function headingAfter(heading: v128, mirrorX: v128, mirrorY: v128): v128 {
  const zero = f32x4.splat(0);
  const turned = v128.bitselect(
    i32x4.sub(i32x4.splat(0x80000000), heading),
    heading,
    f32x4.lt(mirrorX, zero),
  );
  return v128.bitselect(i32x4.neg(turned), turned, f32x4.lt(mirrorY, zero));
}

// Lanes of ones where so many rounds more are too many to be counted.
@inline
function roundsOverflow(rounds: v128, moreX: v128, moreY: v128): v128 {
  const x = i32x4.add(i32x4.shr_s(i32x4.shl(rounds, 16), 16), moreX);
  const y = i32x4.add(i32x4.shr_s(rounds, 16), moreY);
  return i32x4.gt_s(i32x4.max_s(i32x4.abs(x), i32x4.abs(y)), i32x4.splat(MOST_ROUNDS));
}

// Two signed 16-bit numbers in a word, x in the low half; each wraps by itself.
@inline
function roundsAfter(rounds: v128, moreX: v128, moreY: v128): v128 {
  const x = i32x4.add(rounds, moreX);
  const y = i32x4.add(i32x4.shr_u(rounds, 16), moreY);
  return v128.or(v128.and(x, i32x4.splat(0xffff)), i32x4.shl(y, 16));
}

/** Adds rows of rounds to those of so many cells from one on; whether they are too many for any of them. */
export function addRounds(rounds: usize, moreX: usize, moreY: usize, from: u32, count: u32): bool {
  const row = tile + Way.wait;
  loadWords(row, rounds, from, count);
  let over = i32x4.splat(0);
  for (let at: usize = 0; at < <usize>vectorsOf(count) << 4; at += 16) {
    const before = v128.load(row + at);
    const x = v128.load(moreX + at);
    const y = v128.load(moreY + at);
    over = v128.or(over, roundsOverflow(before, x, y));
    v128.store(row + at, roundsAfter(before, x, y));
  }
  storeWords(row, rounds, from, count);
  return v128.any_true(over);
}
