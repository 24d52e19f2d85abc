// Memory of each thread's own, for rows of numbers that stay in the nearest cache. It lies before the arrays.

import {
  CELL_BYTES,
  CONSTANT_BYTES,
  END_BYTES,
  FACE_BYTES,
  HERE_BYTES,
  SENSED_BYTES,
  STRIDE,
  VALUE_BYTES,
  WAY_BYTES,
} from '../layout';

/** Where the first thread's begins: below it, the words that threads wait on. */
const FIRST: usize = 1024;
/**
 * Four rows of cells, faces below, above and within one of them, that one's own, its places, coefficients, constants of the
 * formulas. */
const OF_FIELDS: usize = 4 * CELL_BYTES + 3 * FACE_BYTES + HERE_BYTES + 3 * STRIDE;
/** run-and-tumble/rows.ts */
const OF_CELLS: usize = VALUE_BYTES + CONSTANT_BYTES + 128 + 2 * WAY_BYTES + 3 * SENSED_BYTES + END_BYTES;
const BYTES: usize = OF_FIELDS > OF_CELLS ? OF_FIELDS : OF_CELLS;

@inline
export function scratch(thread: u32): usize {
  return FIRST + thread * BYTES;
}

/** Where the arrays of so many threads can begin. */
export function scratchEnd(threads: u32): usize {
  return (scratch(threads) + 63) & ~63;
}
