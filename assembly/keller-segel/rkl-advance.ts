// What a stage of a super-time-step makes of the right-hand sides of a row: increments D_j = Y_j - Y_0 of one field, u or v, and
// after the last stage its new values. As shaders/keller-segel/rkl-stage.wgsl; addresses are those of the row's first cell.

import { laneMask, storeLeft } from '../lib/lanes';

/** The first stage: keeps the slope, D_1 = share slope. */
export function begin(slope: usize, firstSlope: usize, own: usize, width: i32, share: f32): void {
  const factor = f32x4.splat(share);
  for (let left = width; left > 0; left -= 4) {
    const now = v128.load(slope);
    storeLeft(firstSlope, now, left);
    storeLeft(own, f32x4.mul(factor, now), left);
    slope += 16;
    firstSlope += 16;
    own += 16;
  }
}

// Numbers of the stage, four lanes each; a module's variables are a thread's own.
let step: v128 = f32x4.splat(0);
let mu: v128 = f32x4.splat(0);
let nu: v128 = f32x4.splat(0);
let muTilde: v128 = f32x4.splat(0);
let gammaTilde: v128 = f32x4.splat(0);
/** All bits where D_(j-2) counts: after the second stage. */
let earlierCounts: v128 = i32x4.splat(0);
let errorShare: v128 = f32x4.splat(0);
let errorScale: v128 = f32x4.splat(0);

export function setStage(length: f32, ofBefore: f32, ofEarlier: f32, ofSlope: f32, ofFirst: f32, second: bool): void {
  step = f32x4.splat(length);
  mu = f32x4.splat(ofBefore);
  nu = f32x4.splat(ofEarlier);
  muTilde = f32x4.splat(ofSlope);
  gammaTilde = f32x4.splat(ofFirst);
  earlierCounts = i32x4.splat(second ? 0 : -1);
}
export function setError(share: f32, scale: f32): void {
  errorShare = f32x4.splat(share);
  errorScale = f32x4.splat(scale);
}

@inline
function changed(slope: v128, firstSlope: v128, before: v128, earlier: v128): v128 {
  const forced = f32x4.mul(step, f32x4.add(f32x4.mul(muTilde, slope), f32x4.mul(gammaTilde, firstSlope)));
  return f32x4.add(f32x4.add(f32x4.mul(mu, before), f32x4.mul(nu, v128.and(earlier, earlierCounts))), forced);
}

/** A stage that is not the last: `own` holds D_(j-2) and then D_j. */
export function goOn(slope: usize, firstSlope: usize, before: usize, own: usize, width: i32): void {
  for (let left = width; left > 0; left -= 4) {
    const change = changed(v128.load(slope), v128.load(firstSlope), v128.load(before), v128.load(own));
    storeLeft(own, change, left);
    slope += 16;
    firstSlope += 16;
    before += 16;
    own += 16;
  }
}

/**
 * The last stage: new values, what they round off, and their extremes: at `errors` the largest estimated error, at `sizes` the
 * largest value, at `lowest` the lowest (0: not asked for).
 */
export function end(
  slope: usize,
  firstSlope: usize,
  before: usize,
  own: usize,
  state: usize,
  carry: usize,
  next: usize,
  width: i32,
  errors: usize,
  sizes: usize,
  lowest: usize,
): void {
  let errorSeen = v128.load(errors);
  let sizeSeen = v128.load(sizes);
  let lowestSeen = f32x4.splat(0);
  for (let left = width; left > 0; left -= 4) {
    const here = v128.load(slope);
    const start = v128.load(firstSlope);
    const change = changed(here, start, v128.load(before), v128.load(own));
    const base = v128.load(state);
    const kept = v128.load(carry);
    const exact = f32x4.add(change, kept);
    const value = f32x4.add(base, exact);
    // of a step that is thrown away it is less than a rounding, or nothing that may stay
    const rounded = f32x4.sub(exact, f32x4.sub(value, base));
    const finite = f32x4.lt(f32x4.abs(value), f32x4.splat(Infinity));
    storeLeft(carry, v128.bitselect(rounded, kept, finite), left);
    storeLeft(next, value, left);
    const mixed = f32x4.add(start, f32x4.mul(errorShare, f32x4.sub(here, start)));
    const error = f32x4.mul(errorScale, f32x4.sub(change, f32x4.mul(step, mixed)));
    const mask = laneMask(left);
    const positive = v128.and(mask, i32x4.splat(0x7fffffff));
    errorSeen = i32x4.max_u(errorSeen, v128.and(error, positive));
    sizeSeen = i32x4.max_u(sizeSeen, v128.and(value, positive));
    lowestSeen = f32x4.pmin(lowestSeen, v128.and(value, mask));
    slope += 16;
    firstSlope += 16;
    before += 16;
    own += 16;
    state += 16;
    carry += 16;
    next += 16;
  }
  v128.store(errors, errorSeen);
  v128.store(sizes, sizeSeen);
  if (lowest != 0) v128.store(lowest, f32x4.pmin(v128.load(lowest), lowestSeen));
}
