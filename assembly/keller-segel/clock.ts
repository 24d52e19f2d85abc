// As shaders/keller-segel/clock.wgsl, which says why each constant has its value: ends a step. One thread.

import { Clock, Extremes, EXTREMES_COUNT, EXTREMES_ROWS, Parameters, UNSOLVED } from '../layout';
import { isFinite32 } from '../lib/finite';
import { aim } from './aim';

const SAFETY: f32 = 0.9;
const LARGEST_CHANGE: f32 = 0.05;
const SMALLEST_SHARE: f32 = 1e-3;
export const FEWEST_TICKS: u32 = 256;
export const LONGEST_NARROW: f32 = 3.0;
export const SMALLEST_CUT: u32 = 16;
export const ROUNDING: f32 = 1e-5;

export function advanceTime(clock: usize): void {
  const before = load<u32>(clock + Clock.time_low);
  const low = before + load<u32>(clock + Clock.step_ticks);
  if (low < before) store<u32>(clock + Clock.time_high, load<u32>(clock + Clock.time_high) + 1);
  store<u32>(clock + Clock.time_low, low);
}

/** The largest over the rows the stages spread it on; clears them for the next step. */
export function collect(extremes: usize, which: u32, count: u32 = EXTREMES_COUNT): f32 {
  let largest: u32 = 0;
  for (let row: u32 = 0; row < EXTREMES_ROWS; row += 1) {
    const at = extremes + 4 * (row * count + which);
    largest = max(largest, load<u32>(at));
    store<u32>(at, 0);
  }
  return reinterpret<f32>(largest);
}

function adaptiveTicks(parameters: usize, limit: f32, change: f32): u32 {
  let step: f32 = SAFETY / max<f32>(limit, 1e-30);
  if (change > 0) {
    step = min<f32>(step, max<f32>(LARGEST_CHANGE / change, SMALLEST_SHARE / limit));
  }
  const ticks = step / load<f32>(parameters + Parameters.tick);
  return <u32>min<f32>(ticks, <f32>load<u32>(parameters + Parameters.most_ticks));
}

export function clock(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  parameters: usize,
  goal: usize,
  clock: usize,
  extremes: usize,
): void {
  if (thread != 0) return;
  store<f32>(clock + Clock.taken, 0);
  if (load<u32>(clock + Clock.busy) == 0) return;
  store<f32>(clock + Clock.last, 0); // whatever becomes of this step, it has overwritten the state before
  const limit = collect(extremes, Extremes.limit);
  const density = collect(extremes, Extremes.density);
  const change: f32 = collect(extremes, Extremes.change) / max<f32>(density, 1e-30);
  const narrowRate = collect(extremes, Extremes.narrowRate);
  const notFinite = collect(extremes, Extremes.notFinite) > 0;
  const finite = !notFinite && isFinite32(limit) && isFinite32(density);
  const negative = collect(extremes, Extremes.negative) > 0;
  const negativeDiffusion = collect(extremes, Extremes.negativeDiffusion) > 0;
  const fault = <u32>collect(extremes, Extremes.fault);
  const unsolved = fault == UNSOLVED;
  const step = load<f32>(clock + Clock.step);
  const stepTicks = load<u32>(clock + Clock.step_ticks);
  const fixedTicks = load<u32>(parameters + Parameters.fixed_ticks);
  const courant = limit * step;
  store<f32>(clock + Clock.limit, limit);
  if (fault > 0 && !unsolved) {
    store<u32>(clock + Clock.status, 6 + fault);
  } else if (negativeDiffusion) {
    store<u32>(clock + Clock.status, 6);
  } else if (finite && !negative && !unsolved && courant <= 1 + ROUNDING) {
    if (stepTicks > 0) {
      store<f32>(clock + Clock.taken, step);
      store<f32>(clock + Clock.taken_time, load<f32>(clock + Clock.time));
      store<f32>(clock + Clock.last, step);
      advanceTime(clock);
      store<u32>(clock + Clock.slot, 1 - load<u32>(clock + Clock.slot));
      store<u32>(clock + Clock.steps, load<u32>(clock + Clock.steps) + 1);
    }
    store<f32>(clock + Clock.density, density);
    const narrow: f32 = narrowRate > 0 ? load<f32>(clock + Clock.narrow) + narrowRate * step : 0;
    store<f32>(clock + Clock.narrow, narrow);
    if (narrow > LONGEST_NARROW && load<u32>(parameters + Parameters.stop_when_unresolved) == 1) {
      store<u32>(clock + Clock.status, 1);
    }
    const planned = fixedTicks > 0 ? fixedTicks : adaptiveTicks(parameters, limit, change);
    store<u32>(clock + Clock.planned_ticks, planned);
    if (planned < FEWEST_TICKS) store<u32>(clock + Clock.status, 2);
  } else {
    store<u32>(clock + Clock.rejected, load<u32>(clock + Clock.rejected) + 1);
    let planned = stepTicks / 2;
    if (finite) {
      const allowed = adaptiveTicks(parameters, limit, change);
      planned = min(max(allowed, stepTicks / SMALLEST_CUT), planned);
    }
    store<u32>(clock + Clock.planned_ticks, planned);
    if (fixedTicks > 0 && stepTicks > 0) {
      store<u32>(clock + Clock.status, unsolved && finite && courant <= 1 + ROUNDING ? 6 + UNSOLVED : 5);
    } else if (planned < FEWEST_TICKS) {
      store<u32>(clock + Clock.status, finite ? (unsolved ? 6 + UNSOLVED : 2) : 3);
    } else if (finite && negative && courant <= 1) {
      store<u32>(clock + Clock.status, 4);
    }
  }
  aim(parameters, goal, clock);
}
