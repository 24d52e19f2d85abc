// Twin of shaders/keller-segel/clock.wgsl: ends a step. See the shader for why each constant has its value.

import type { Fields, Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { aim } from './aim.ts';
import { EXTREMES, EXTREMES_COUNT, EXTREMES_ROWS } from './layout.ts';

export const SAFETY = 0.9;
const LARGEST_CHANGE = 0.05;
const SMALLEST_SHARE = 1e-3;
const FEWEST_TICKS = 256;
const LONGEST_NARROW = 3;
const SMALLEST_CUT = 16;
const ROUNDING = 1e-5;
const UNSOLVED = 4;
const WORD = 4294967296;

function advanceTime(clock: Fields): void {
  const low = clock.time_low + clock.step_ticks;
  if (low >= WORD) clock.time_high += 1;
  clock.time_low = low % WORD;
}

/** The largest over the rows the stages spread it on; clears them for the next step. NaN wins. */
function collect(extremes: Float64Array, which: number): number {
  let largest = 0;
  for (let row = 0; row < EXTREMES_ROWS; row += 1) {
    const at = row * EXTREMES_COUNT + which;
    largest = Math.max(largest, extremes[at]);
    extremes[at] = 0;
  }
  return largest;
}

function adaptiveTicks(parameters: Fields, limit: number, change: number): number {
  let step = SAFETY / Math.max(limit, 1e-30);
  if (change > 0) {
    step = Math.min(step, Math.max(LARGEST_CHANGE / change, SMALLEST_SHARE / limit));
  }
  return Math.floor(Math.min(step / parameters.tick, parameters.most_ticks));
}

export const clock: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const goal = record(arrays[1]);
  const clock = record(arrays[2]);
  const extremes = numbers(arrays[3]);
  clock.taken = 0;
  if (clock.busy === 0) return;
  clock.last = 0; // whatever becomes of this step, it has overwritten the state before
  const limit = collect(extremes, EXTREMES.limit);
  const density = collect(extremes, EXTREMES.density);
  const change = collect(extremes, EXTREMES.change) / Math.max(density, 1e-30);
  const narrowRate = collect(extremes, EXTREMES.narrowRate);
  const notFinite = collect(extremes, EXTREMES.notFinite) > 0;
  const finite = !notFinite && Number.isFinite(limit) && Number.isFinite(density);
  const negative = collect(extremes, EXTREMES.negative) > 0;
  const negativeDiffusion = collect(extremes, EXTREMES.negativeDiffusion) > 0;
  const fault = collect(extremes, EXTREMES.fault);
  const unsolved = fault === UNSOLVED;
  const courant = limit * clock.step;
  clock.limit = limit;
  if (fault > 0 && !unsolved) {
    clock.status = 6 + fault;
  } else if (negativeDiffusion) {
    clock.status = 6;
  } else if (finite && !negative && !unsolved && courant <= 1 + ROUNDING) {
    if (clock.step_ticks > 0) {
      clock.taken = clock.step;
      clock.taken_time = clock.time;
      clock.last = clock.step;
      advanceTime(clock);
      clock.slot = 1 - clock.slot;
      clock.steps += 1;
    }
    clock.density = density;
    clock.narrow = narrowRate > 0 ? clock.narrow + narrowRate * clock.step : 0;
    if (clock.narrow > LONGEST_NARROW && parameters.stop_when_unresolved === 1) clock.status = 1;
    clock.planned_ticks =
      parameters.fixed_ticks > 0 ? parameters.fixed_ticks : adaptiveTicks(parameters, limit, change);
    if (clock.planned_ticks < FEWEST_TICKS) clock.status = 2;
  } else {
    clock.rejected += 1;
    clock.planned_ticks = Math.floor(clock.step_ticks / 2);
    if (finite) {
      const allowed = adaptiveTicks(parameters, limit, change);
      const least = Math.floor(clock.step_ticks / SMALLEST_CUT);
      clock.planned_ticks = Math.min(Math.max(allowed, least), clock.planned_ticks);
    }
    if (parameters.fixed_ticks > 0 && clock.step_ticks > 0) {
      clock.status = unsolved && finite && courant <= 1 + ROUNDING ? 6 + UNSOLVED : 5;
    } else if (clock.planned_ticks < FEWEST_TICKS) {
      clock.status = finite ? (unsolved ? 6 + UNSOLVED : 2) : 3;
    } else if (finite && negative && courant <= 1) {
      clock.status = 4;
    }
  }
  aim(parameters, goal, clock);
};
