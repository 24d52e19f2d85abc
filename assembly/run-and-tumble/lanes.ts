// One cell's numbers from one place in rows to another: how those that tumble within a step are put together.

import { CELL_STRIDE, Sensed, SENSED_BYTES, Way } from '../layout';

@inline
function copyLane(from: usize, to: usize, row: usize): void {
  store<u32>(to + row, load<u32>(from + row));
}

/** One cell's numbers from one place in rows of ways to another. `size`: of its memory; `varies`: it has parameters of its own. */
export function moveWay(from: usize, to: usize, size: u32, varies: bool): void {
  copyLane(from, to, Way.slot);
  copyLane(from, to, Way.x);
  copyLane(from, to, Way.y);
  copyLane(from, to, Way.course);
  copyLane(from, to, Way.time);
  copyLane(from, to, Way.roundsX);
  copyLane(from, to, Way.roundsY);
  copyLane(from, to, Way.wait);
  for (let k: usize = 0; k < size; k += 1) copyLane(from, to, Way.state0 + CELL_STRIDE * k);
  if (varies) for (let row: usize = Way.own0; row < Way.own11 + CELL_STRIDE; row += CELL_STRIDE) copyLane(from, to, row);
}

/** What it meets. */
export function moveSensed(from: usize, to: usize): void {
  for (let row: usize = 0; row < SENSED_BYTES; row += CELL_STRIDE) copyLane(from, to, row);
}

/** The unit vector alone, where the law asks no further. */
@inline
export function moveHeading(from: usize, to: usize): void {
  copyLane(from, to, Sensed.ex);
  copyLane(from, to, Sensed.ey);
}
