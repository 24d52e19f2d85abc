// Vectors of four lanes of which the last of a piece may be filled in part.

/** The first `count` of four lanes. */
export function storeSome(at: usize, lanes: v128, count: i32): void {
  store<f32>(at, f32x4.extract_lane(lanes, 0));
  if (count > 1) store<f32>(at + 4, f32x4.extract_lane(lanes, 1));
  if (count > 2) store<f32>(at + 8, f32x4.extract_lane(lanes, 2));
}

/** All lanes where `count` of them or more are left, else the first ones. */
@inline
export function storeLeft(at: usize, lanes: v128, count: i32): void {
  if (count >= 4) v128.store(at, lanes);
  else storeSome(at, lanes, count);
}

/** All bits of the first `count` lanes. */
@inline
export function laneMask(count: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}
