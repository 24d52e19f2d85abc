// Where a thread keeps what it works on (src/kernels/run-and-tumble/rows.ts): parameters in four lanes each, space for the
// formulas' constants and for random words, then rows of a tile: cells, those among them that tumbled and go on, what these
// meet at the beginning and the end of their way, and what the cells of the tile met last.

import { CONSTANT_BYTES, SENSED_BYTES, VALUE_BYTES, WAY_BYTES } from '../layout';
import { scratch } from '../lib/scratch';

const WORD_BYTES: usize = 128;

@inline
export function valuesOf(thread: u32): usize {
  return scratch(thread);
}
@inline
export function constantsOf(thread: u32): usize {
  return valuesOf(thread) + VALUE_BYTES;
}
/** Four vectors of random words, and four more. */
@inline
export function wordsOf(thread: u32): usize {
  return constantsOf(thread) + CONSTANT_BYTES;
}
/** The cells of a tile. */
@inline
export function tileOf(thread: u32): usize {
  return wordsOf(thread) + WORD_BYTES;
}
/** Those that go on after a tumble. */
@inline
export function listOf(thread: u32): usize {
  return tileOf(thread) + WAY_BYTES;
}
@inline
export function startOf(thread: u32): usize {
  return listOf(thread) + WAY_BYTES;
}
@inline
export function metOf(thread: u32): usize {
  return startOf(thread) + SENSED_BYTES;
}
@inline
export function lastOf(thread: u32): usize {
  return metOf(thread) + SENSED_BYTES;
}
@inline
export function endOf(thread: u32): usize {
  return lastOf(thread) + SENSED_BYTES;
}
