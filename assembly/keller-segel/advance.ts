// How a stage of Euler or of two-stage Runge-Kutta takes a field on, four cells at a time. What f32 rounds off a new value is carried
// to the next step (Kahan 1965), as in shaders/keller-segel/stage.wgsl.

import { storeLeft } from '../lib/lanes';

/**
 * A field's new values from its change in the step: Euler and the predictor take the whole of it, the corrector the mean of both
 * (Heun; Shu and Osher 1988). Addresses: current and next state, increment, what was rounded off. `count` lanes
 * of them, or four if there are as many, or surely four (WHOLE).
 */
@inline
export function advance(
  value: v128,
  given: v128,
  half: v128,
  from: usize,
  to: usize,
  by: usize,
  off: usize,
  count: i32,
  STAGE: i32,
  WHOLE: bool,
): v128 {
  let change = given;
  if (STAGE == 1) {
    if (WHOLE) v128.store(by, change);
    else storeLeft(by, change, count);
    return f32x4.add(value, change);
  }
  let base = value;
  if (STAGE == 2) {
    change = f32x4.mul(half, f32x4.add(v128.load(by), change));
    base = v128.load(from);
  }
  const exact = f32x4.add(change, v128.load(off));
  const result = f32x4.add(base, exact);
  const left = f32x4.sub(exact, f32x4.sub(result, base));
  if (WHOLE) {
    v128.store(to, result);
    v128.store(off, left);
  } else {
    storeLeft(to, result, count);
    storeLeft(off, left, count);
  }
  return result;
}
