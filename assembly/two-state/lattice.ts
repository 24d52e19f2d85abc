// As shaders/two-state/lattice.wgsl: how densities of movers lie in memory, and what a time does to those of one place.

import { Parameters } from '../layout';
import { exp } from '../lib/math';

// Words of the array `lattice`, in bytes.
export const PENDING: usize = 0;
export const UNIT: usize = 4;
export const SLOT: usize = 8;
export const DUE: usize = 12;

const MOST_TICKS: u32 = 1073741824;

/** Ticks to one that the lattice counts. `speed`: of the cells. */
export function coarseness(parameters: usize, speed: f32): f32 {
  if (load<u32>(parameters + Parameters.most_ticks) < MOST_TICKS) return 1;
  const tick = load<f32>(parameters + Parameters.tick);
  return max<f32>(load<f32>(parameters + Parameters.dx) / (speed * tick) / <f32>MOST_TICKS, 1);
}

// Both densities after a time of reversals at constant rates, by the exact solution: what movers to the right lose.
@inline
export function moved(right: f32, left: f32, plus: f32, minus: f32, time: f32): f32 {
  const turns: f32 = (plus + minus) * time;
  // (1 - e^-turns)/turns without its cancellation at small turns
  let share: f32 =
    1.0 - 0.5 * turns * (1.0 - turns * (<f32>0.3333333333 - turns * (<f32>0.0833333333 - <f32>0.0166666667 * turns)));
  if (turns > 0.125) share = (1 - f32x4.extract_lane(exp(f32x4.splat(-turns)), 0)) / turns;
  return plus * time * share * right - minus * time * share * left;
}

/** Movers of a state to the right and to the left, and the rates of both: addresses. */
export let toRight: usize = 0;
export let toLeft: usize = 0;
export let rates: usize = 0;

export function setMovers(movers: usize, ofRates: usize, slot: u32, nx: u32): void {
  toRight = movers + 8 * <usize>slot * nx;
  toLeft = toRight + 4 * <usize>nx;
  rates = ofRates;
}

// Movers at column i after a time of reversals, to the right or to the left.
export function halfway(i: u32, time: f32, rightwards: bool): f32 {
  const right = load<f32>(toRight + 4 * i);
  const left = load<f32>(toLeft + 4 * i);
  const change = moved(right, left, load<f32>(rates + 8 * i), load<f32>(rates + 8 * i, 4), time);
  return max<f32>(rightwards ? right - change : left + change, 0);
}

/**
 * After that time of reversals those that arrive at column i from the left (`step` 1, rightwards) or from the right (-1): from the
 * neighbour, or off the wall as those that went the other way.
 */
export function arriving(i: u32, step: i32, time: f32, nx: u32, periodic: bool): f32 {
  const before = <i32>i - step;
  const n = <i32>nx;
  const rightwards = step > 0;
  if (before >= 0 && before < n) return halfway(before, time, rightwards);
  if (periodic) return halfway((before + n) % n, time, rightwards);
  return halfway(i, time, !rightwards);
}
