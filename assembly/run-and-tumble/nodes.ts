// Along one axis, of four positions at a time: where they lie in grid cells, and the two centres of grid cells on both sides of
// them, by which cells are counted and the field is read. Beyond a wall stands the mirror image of the node beside it.

import { highWord, UNIT } from '../lib/fixed';

/** Whole grid cells of n. Between walls 2^32 units are two widths. */
@inline
export function wholeOf(position: v128, n: u32, periodic: bool): v128 {
  return highWord(position, i32x4.splat(periodic ? n : 2 * n));
}
/** What is left, in 2^-32 of a grid cell. */
@inline
export function partOf(position: v128, n: u32, periodic: bool): v128 {
  return i32x4.mul(position, i32x4.splat(periodic ? n : 2 * n));
}

// Of the two nodes the first and the second, and how far from the one to the other.
@inline
export function firstNode(index: v128, part: v128, n: u32, periodic: bool): v128 {
  const left = i32x4.ge_s(part, i32x4.splat(0)); // in the first half of its grid cell: left of the centre
  const first = i32x4.add(index, left);
  const beyond = periodic ? i32x4.splat(n - 1) : i32x4.splat(0);
  return v128.bitselect(beyond, first, i32x4.lt_s(first, i32x4.splat(0)));
}
@inline
export function secondNode(index: v128, part: v128, n: u32, periodic: bool): v128 {
  const left = i32x4.ge_s(part, i32x4.splat(0));
  const second = i32x4.add(i32x4.add(index, i32x4.splat(1)), left);
  const beyond = periodic ? i32x4.splat(0) : i32x4.splat(n - 1);
  return v128.bitselect(beyond, second, i32x4.ge_s(second, i32x4.splat(n)));
}
@inline
export function fractionOf(part: v128): v128 {
  const shifted = i32x4.sub(part, i32x4.splat(0x80000000));
  return f32x4.mul(f32x4.convert_i32x4_u(shifted), f32x4.splat(UNIT));
}
