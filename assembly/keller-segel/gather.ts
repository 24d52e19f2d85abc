// As shaders/keller-segel/gather.wgsl: how a stage leaves its extremes for the clock. All are >= 0, so their bits order
// like integers, and NaN, whose sign is cleared, comes out above all.

import { EXTREMES_COUNT, EXTREMES_ROWS } from '../layout';

/** Largest of four lanes' bits. */
export function largestBits(lanes: v128): u32 {
  const half = i32x4.max_u(lanes, v128.shuffle<u32>(lanes, lanes, 2, 3, 0, 1));
  return max(<u32>i32x4.extract_lane(half, 0), <u32>i32x4.extract_lane(half, 1));
}

/** Keeps the largest; threads have a row of `count` each, or share one where there are more threads than rows. */
export function gather(
  extremes: usize,
  thread: u32,
  which: u32,
  bits: u32,
  count: u32 = EXTREMES_COUNT,
): void {
  const at = extremes + 4 * ((thread % EXTREMES_ROWS) * count + which);
  let old = atomic.load<u32>(at);
  while (bits > old) {
    const seen = atomic.cmpxchg<u32>(at, old, bits);
    if (seen == old) return;
    old = seen;
  }
}

export function gatherTrue(
  extremes: usize,
  thread: u32,
  which: u32,
  found: bool,
  count: u32 = EXTREMES_COUNT,
): void {
  if (found) gather(extremes, thread, which, reinterpret<u32>(<f32>1), count);
}
