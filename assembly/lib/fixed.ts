// As shaders/lib/fixed.wgsl, four positions at a time: 2^32 units are one period.

const UNITS: f32 = 4294967296.0;
/** 2^-32. */
export const UNIT: f32 = 2.3283064365386963e-10;

/** Upper words of the 64-bit products of words. */
@inline
export function highWord(a: v128, b: v128): v128 {
  const low = i64x2.extmul_low_i32x4_u(a, b);
  const high = i64x2.extmul_high_i32x4_u(a, b);
  return v128.shuffle<u32>(low, high, 1, 3, 5, 7);
}

/**
 * Positions after distances of any length and sign, on a circle of that period (both in the user's length). Stores at
 * `roundsAt` how often the way passed from the last unit to the first (upwards), less how often it passed back.
 */
@inline
export function shifted(position: v128, distance: v128, period: v128, roundsAt: usize): v128 {
  const turns = f32x4.abs(f32x4.div(distance, period));
  const whole = f32x4.floor(turns);
  const part = f32x4.sub(turns, whole);
  const units = i32x4.trunc_sat_f32x4_u(f32x4.nearest(f32x4.mul(part, f32x4.splat(UNITS))));
  const rounds = i32x4.trunc_sat_f32x4_s(whole);
  // A comparison that holds is -1.
  const upwards = f32x4.ge(distance, f32x4.splat(0));
  const above = i32x4.add(position, units);
  const roundsUp = i32x4.sub(rounds, i32x4.lt_u(above, position));
  const roundsDown = i32x4.sub(i32x4.lt_u(position, units), rounds);
  v128.store(roundsAt, v128.bitselect(roundsUp, roundsDown, upwards));
  return v128.bitselect(above, i32x4.sub(position, units), upwards);
}

/** Between walls: from anywhere on the circle to the lower half. */
@inline
export function mirrored(position: v128): v128 {
  return v128.xor(position, i32x4.shr_s(position, 31));
}
