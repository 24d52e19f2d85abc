// The part of the grid that a thread goes through, four cells of a row at a time: rows, or columns of a line.

import { bandStart, lineStart } from '../lib/threads';
import { twoDimensional } from '../run-and-tumble/setting';
import { nx, ny } from './flux';

export let firstRow: i32 = 0;
export let lastRow: i32 = 0;
export let firstColumn: i32 = 0;
export let lastColumn: i32 = 0;

export function setBand(thread: u32, threads: u32): void {
  firstRow = twoDimensional ? bandStart(ny, thread, threads) : 0;
  lastRow = twoDimensional ? bandStart(ny, thread + 1, threads) : 1;
  firstColumn = twoDimensional ? 0 : lineStart(nx, thread, threads);
  lastColumn = twoDimensional ? nx : lineStart(nx, thread + 1, threads);
}

/** Keeps so many lanes. */
@inline
export function keep(at: usize, lanes: v128, last: i32): void {
  if (last >= 4) {
    v128.store(at, lanes);
    return;
  }
  store<f32>(at, f32x4.extract_lane(lanes, 0));
  if (last > 1) store<f32>(at, f32x4.extract_lane(lanes, 1), 4);
  if (last > 2) store<f32>(at, f32x4.extract_lane(lanes, 2), 8);
}
