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
  const signed = f32x4.div(distance, period);
  const turns = f32x4.abs(signed);
  const upwards = f32x4.ge(distance, f32x4.splat(0));
  let units: v128;
  let rounds = i32x4.splat(0);
  if (i32x4.all_true(f32x4.lt(turns, f32x4.splat(0.5)))) {
    // Less than half a period, as nearly always: whole numbers with a sign, the same ones.
    units = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(signed, f32x4.splat(UNITS))));
  } else {
    const whole = f32x4.floor(turns);
    const part = f32x4.mul(f32x4.sub(turns, whole), f32x4.splat(UNITS));
    const size = i32x4.trunc_sat_f32x4_u(f32x4.nearest(part));
    const times = i32x4.trunc_sat_f32x4_s(whole);
    units = v128.bitselect(size, i32x4.neg(size), upwards);
    rounds = v128.bitselect(times, i32x4.neg(times), upwards);
  }
  const after = i32x4.add(position, units);
  // A comparison that holds is -1.
  const passed = i32x4.neg(i32x4.lt_u(after, position));
  const back = i32x4.gt_u(after, position);
  v128.store(roundsAt, i32x4.add(rounds, v128.bitselect(passed, back, upwards)));
  return after;
}

/** Between walls: from anywhere on the circle to the lower half. */
@inline
export function mirrored(position: v128): v128 {
  return v128.xor(position, i32x4.shr_s(position, 31));
}
