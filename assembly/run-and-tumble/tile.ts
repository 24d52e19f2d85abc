// How cells come from their arrays into the rows of a tile, and back: four at a time. A last vector that has fewer repeats its
// last cell, so that what is computed in vain is nothing new and nothing faulty.

import { CELL_STRIDE, Way } from '../layout';
import { cells, tile } from './setting';

/** Vectors of so many cells. */
@inline
export function vectorsOf(count: u32): u32 {
  return (count + 3) >> 2;
}

/** Numbers of the cells of a tile that have the index `from` on in an array of one word each, to a row. */
export function loadWords(row: usize, array: usize, from: u32, count: u32): void {
  const whole = <usize>(count & ~3) << 2;
  const first = array + 4 * <usize>from;
  for (let at: usize = 0; at < whole; at += 16) v128.store(row + at, v128.load(first + at));
  fillUp(row, first, count);
}

function fillUp(row: usize, first: usize, count: u32): void {
  for (let k = count & ~3; k < ((count + 3) & ~3); k += 1)
    store<u32>(row + 4 * k, load<u32>(first + 4 * min(k, count - 1)));
}

/** Positions, two words each, to two rows. */
export function loadPositions(rowX: usize, rowY: usize, position: usize, from: u32, count: u32): void {
  const first = position + 8 * <usize>from;
  const whole = <usize>(count & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    const low = v128.load(first + 2 * at);
    const high = v128.load(first + 2 * at, 16);
    v128.store(rowX + at, v128.shuffle<u32>(low, high, 0, 2, 4, 6));
    v128.store(rowY + at, v128.shuffle<u32>(low, high, 1, 3, 5, 7));
  }
  for (let k = count & ~3; k < ((count + 3) & ~3); k += 1) {
    const from = first + 8 * min(k, count - 1);
    store<u32>(rowX + 4 * k, load<u32>(from));
    store<u32>(rowY + 4 * k, load<u32>(from, 4));
  }
}

/** Memories: one array after the other, each of all cells. */
export function loadMemory(memory: usize, size: u32, from: u32, count: u32): void {
  for (let k: u32 = 0; k < size; k += 1)
    loadWords(tile + Way.state0 + CELL_STRIDE * k, memory + <usize>4 * k * cells, from, count);
}

/** A row back to an array of one word each. */
export function storeWords(row: usize, array: usize, from: u32, count: u32): void {
  memory.copy(array + 4 * <usize>from, row, 4 * count);
}

export function storeMemory(memory: usize, size: u32, from: u32, count: u32): void {
  for (let k: u32 = 0; k < size; k += 1)
    storeWords(tile + Way.state0 + CELL_STRIDE * k, memory + <usize>4 * k * cells, from, count);
}

export function storePositions(rowX: usize, rowY: usize, position: usize, from: u32, count: u32): void {
  const first = position + 8 * <usize>from;
  const whole = <usize>(count & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    const x = v128.load(rowX + at);
    const y = v128.load(rowY + at);
    v128.store(first + 2 * at, v128.shuffle<u32>(x, y, 0, 4, 1, 5));
    v128.store(first + 2 * at, v128.shuffle<u32>(x, y, 2, 6, 3, 7), 16);
  }
  for (let k = count & ~3; k < count; k += 1) {
    store<u32>(first + 8 * k, load<u32>(rowX + 4 * k));
    store<u32>(first + 8 * k, load<u32>(rowY + 4 * k), 4);
  }
}

/** Indices of four cells from `first` on; those beyond the last one of `count` are its. */
@inline
export function indices(first: u32, vector: u32, count: u32): v128 {
  const own = i32x4.add(i32x4.splat(4 * vector), i32x4(0, 1, 2, 3));
  return i32x4.add(i32x4.splat(first), i32x4.min_u(own, i32x4.splat(count - 1)));
}
