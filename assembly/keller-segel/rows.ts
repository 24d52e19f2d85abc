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

export const GROWTH: usize = HereRow.growth;
export const PRODUCTION: usize = HereRow.production;
export const HALF_LOSS: usize = HereRow.halfLoss;
export const COUPLING: usize = HereRow.coupling;
export const HALF_DECAY: usize = HereRow.halfDecay;

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
  return scratch(thread) + 3 * CELL_BYTES + which * FACE_BYTES;
}
@inline
export function hereRows(thread: u32): usize {
  return scratch(thread) + 3 * CELL_BYTES + 3 * FACE_BYTES;
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

/** x of every cell of the row of a piece that begins at column `first`. */
export function fillPlaces(row: usize, first: i32, width: i32, nx: i32, periodic: bool, dx: f32): void {
  const length = rowLength(width);
  for (let k = 0; k < length; k += 1) {
    const column = min(max(first + k - 4, first - 1), first + width);
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
