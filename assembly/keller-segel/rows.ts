// A piece of a row of cells with one more on either side, and what the formulas say of it: all that a stage needs lies
// in rows of a thread's own scratch memory, so chi(u,v) is evaluated once a cell.
//
// A row of numbers begins with the value left of the piece at index 3; the piece begins at index 4. What lies beyond
// the value to its right repeats it, so that vectors are full.

import { CELL_BYTES, CellRow, FACE_BYTES, FaceRow, HERE_BYTES, HereRow, STRIDE } from '../layout';
import { centreX, neighbour } from '../lib/grid';
import { scratch } from '../lib/scratch';

/** Where a piece begins in its row, in bytes. */
export const BEGIN: usize = 16;

export const U: usize = CellRow.u;
export const V: usize = CellRow.v;
export const MOBILITY: usize = CellRow.mobility;
export const DIFFUSION_U: usize = CellRow.diffusionU;
export const DIFFUSION_V: usize = CellRow.diffusionV;

export const REST_U: usize = CellRow.restU;
export const REST_V: usize = CellRow.restV;

export const GROWTH: usize = HereRow.growth;
export const PRODUCTION: usize = HereRow.production;
export const HALF_LOSS: usize = HereRow.halfLoss;
export const COUPLING: usize = HereRow.coupling;
export const HALF_DECAY: usize = HereRow.halfDecay;
export const SLOPE_U: usize = HereRow.slopeU;
export const SLOPE_V: usize = HereRow.slopeV;

export const FLUX: usize = FaceRow.flux;
export const HALF_VELOCITY: usize = FaceRow.halfVelocity;
export const CHEMICAL_FLUX: usize = FaceRow.chemicalFlux;
export const FACE_SCALE: usize = FaceRow.scale;

@inline
export function cellRows(thread: u32, which: u32): usize {
  return scratch(thread) + which * CELL_BYTES;
}
@inline
export function faceRows(thread: u32, which: u32): usize {
  return scratch(thread) + 4 * CELL_BYTES + which * FACE_BYTES;
}
@inline
export function hereRows(thread: u32): usize {
  return scratch(thread) + 4 * CELL_BYTES + 3 * FACE_BYTES;
}
@inline
export function placeRow(thread: u32): usize {
  return hereRows(thread) + HERE_BYTES;
}
/** Numbers that are the same for all cells, each in four lanes. */
@inline
export function coefficients(thread: u32): usize {
  return placeRow(thread) + STRIDE;
}

/** Numbers in the row of a piece of `width` cells: whole vectors, and one that is read when the last one's neighbours are. */
@inline
export function rowLength(width: i32): i32 {
  return (width + 12) & ~3;
}
/** Numbers up to the piece's last cell: whole vectors. */
@inline
export function facesLength(width: i32): i32 {
  return (width + 7) & ~3;
}

/** x of every cell of the row of a piece that begins at column `first`, with `reach` columns on either side. */
export function fillPlaces(
  row: usize,
  first: i32,
  width: i32,
  nx: i32,
  periodic: bool,
  dx: f32,
  reach: i32,
): void {
  const length = rowLength(width);
  for (let k = 0; k < length; k += 1) {
    const column = min(max(first + k - 4, first - reach), first + width - 1 + reach);
    store<f32>(row + 4 * k, centreX(neighbour(column, nx, periodic), dx));
  }
}

/** Copies a piece of a field, or the sum of two, to a row: `line` and `more` are the beginnings of the row of the fields. */
export function fillRow(
  row: usize,
  line: usize,
  more: usize,
  first: i32,
  width: i32,
  nx: i32,
  periodic: bool,
): void {
  const from = line + 4 * first;
  const add = more + 4 * first;
  const to = row + BEGIN;
  let k: usize = 0;
  const vectors = <usize>(width >> 2) << 4;
  const all = <usize>width << 2;
  if (more == 0) {
    for (; k < vectors; k += 16) v128.store(to + k, v128.load(from + k));
    for (; k < all; k += 4) store<f32>(to + k, load<f32>(from + k));
  } else {
    for (; k < vectors; k += 16) v128.store(to + k, f32x4.add(v128.load(from + k), v128.load(add + k)));
    for (; k < all; k += 4) store<f32>(to + k, load<f32>(from + k) + load<f32>(add + k));
  }
  const left = <usize>4 * neighbour(first - 1, nx, periodic);
  const right = <usize>4 * neighbour(first + width, nx, periodic);
  let before = load<f32>(line + left);
  let after = load<f32>(line + right);
  if (more != 0) {
    before += load<f32>(more + left);
    after += load<f32>(more + right);
  }
  v128.store(row, f32x4.splat(before));
  const end = row + 4 * rowLength(width);
  for (let at = to + all; at < end; at += 4) store<f32>(at, after);
}

/**
 * Copies the sum of a state and an increment (0: none) to one row, and what rounding left of it to another, with two columns on
 * either side.
 */
export function fillSum(
  row: usize,
  rest: usize,
  line: usize,
  more: usize,
  first: i32,
  width: i32,
  nx: i32,
  periodic: bool,
): void {
  const from = line + 4 * first - BEGIN;
  const add = more + 4 * first - BEGIN;
  const end = BEGIN + (<usize>width << 2);
  let k = BEGIN;
  if (more == 0) {
    for (; k + 16 <= end; k += 16) {
      v128.store(row + k, v128.load(from + k));
      v128.store(rest + k, f32x4.splat(0));
    }
  } else {
    // the sum and its rounding, exactly (Knuth 1969)
    for (; k + 16 <= end; k += 16) {
      const state = v128.load(from + k);
      const increment = v128.load(add + k);
      const sum = f32x4.add(state, increment);
      const part = f32x4.sub(sum, state);
      const ofState = f32x4.sub(state, f32x4.sub(sum, part));
      v128.store(row + k, sum);
      v128.store(rest + k, f32x4.add(ofState, f32x4.sub(increment, part)));
    }
  }
  for (; k < end; k += 4) fillOne(row + k, rest + k, from + k, more == 0 ? 0 : add + k);
  for (let away = 1; away <= 2; away += 1) {
    const left = <usize>4 * neighbour(first - away, nx, periodic);
    const right = <usize>4 * neighbour(first + width - 1 + away, nx, periodic);
    const before = BEGIN - 4 * away;
    const after = end + 4 * (away - 1);
    fillOne(row + before, rest + before, line + left, more == 0 ? 0 : more + left);
    fillOne(row + after, rest + after, line + right, more == 0 ? 0 : more + right);
  }
  // what lies further out repeats these
  for (let at: usize = 0; at < BEGIN - 8; at += 4) fillOne(row + at, rest + at, row + BEGIN - 8, 0);
  const length = <usize>4 * rowLength(width);
  for (let at = end + 8; at < length; at += 4) fillOne(row + at, rest + at, row + end + 4, 0);
}

function fillOne(row: usize, rest: usize, state: usize, increment: usize): void {
  const ofState = load<f32>(state);
  const added = increment == 0 ? <f32>0 : load<f32>(increment);
  const sum = ofState + added;
  const part = sum - ofState;
  store<f32>(row, sum);
  store<f32>(rest, ofState - (sum - part) + (added - part));
}
