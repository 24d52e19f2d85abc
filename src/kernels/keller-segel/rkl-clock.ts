// Twin of shaders/keller-segel/rkl-clock.wgsl: ends a round of a super-time-step, and after its last stage the step. See the
// shader for why each constant has its value.

import type { Fields, Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { aim } from './aim.ts';
import { stretch } from './rkl-coefficients.ts';
import { EXTREMES_ROWS } from './layout.ts';
import { MOST_STAGES, RKL_EXTREMES, RKL_EXTREMES_COUNT, STAGES_A_ROUND } from './rkl-layout.ts';
import { planStages, SAFETY } from './rkl-plan.ts';

export const LARGEST_DRIFT = 1.4;
const LARGEST_GROWTH = 2;
const ACCURACY = 0.8;
const FEWEST_TICKS = 256;
const LONGEST_NARROW = 3;
const SMALLEST_CUT = 16;
const ROUNDING = 1e-5;
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
    const at = row * RKL_EXTREMES_COUNT + which;
    largest = Math.max(largest, extremes[at]);
    extremes[at] = 0;
  }
  return largest;
}

function accurateStep(
  parameters: Fields,
  clock: Fields,
  superStep: Fields,
  limit: number,
  error: number,
): number {
  if (clock.step_ticks === 0) return SAFETY / Math.max(limit, 1e-30);
  const size = Math.cbrt(Math.max(error, 1e-9));
  let step = (ACCURACY * clock.step) / size;
  if (clock.last > 0) {
    step *= Math.min(((clock.step / clock.last) * Math.cbrt(Math.max(superStep.error, 1e-9))) / size, 1);
    return Math.min(step, Math.max(LARGEST_GROWTH * clock.step, clock.planned_ticks * parameters.tick));
  }
  return Math.min(step, (clock.steps === 0 ? LARGEST_GROWTH : 1) * clock.step);
}

function expected(clock: Fields, superStep: Fields, rate: number): number {
  if (clock.last === 0) return rate;
  return rate * Math.min(Math.max(rate / Math.max(superStep.rate, 1e-30), 1), LARGEST_GROWTH);
}

function adaptiveTicks(parameters: Fields, rate: number, accurate: number): number {
  const step = Math.min(accurate, SAFETY / Math.max(rate, 1e-30));
  return Math.floor(Math.min(step / parameters.tick, parameters.most_ticks));
}

export const rklClock: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const goal = record(arrays[1]);
  const clock = record(arrays[2]);
  const superStep = record(arrays[3]);
  const extremes = numbers(arrays[4]);
  clock.taken = 0;
  if (clock.busy === 0) return;
  superStep.evaluations += Math.min(superStep.stages - superStep.stage, STAGES_A_ROUND);
  superStep.stage += STAGES_A_ROUND;
  if (superStep.stage < superStep.stages) return;
  const limit = collect(extremes, RKL_EXTREMES.limit);
  const drift = collect(extremes, RKL_EXTREMES.drift) / LARGEST_DRIFT;
  const density = collect(extremes, RKL_EXTREMES.density);
  const chemical = collect(extremes, RKL_EXTREMES.chemical);
  const errorU = collect(extremes, RKL_EXTREMES.errorU) / Math.max(density, 1e-30);
  const errorV = collect(extremes, RKL_EXTREMES.errorV) / Math.max(chemical, 1e-30);
  const narrowRate = collect(extremes, RKL_EXTREMES.narrowRate);
  const notFinite = collect(extremes, RKL_EXTREMES.notFinite) > 0;
  const finite =
    !notFinite &&
    Number.isFinite(limit) &&
    Number.isFinite(drift) &&
    Number.isFinite(density) &&
    Number.isFinite(chemical);
  const negative = collect(extremes, RKL_EXTREMES.negative) > 0;
  const negativeDiffusion = collect(extremes, RKL_EXTREMES.negativeDiffusion) > 0;
  const error = Math.max(errorU, errorV) / parameters.tolerance;
  const rate = Math.max(limit / stretch(MOST_STAGES), drift);
  const courant = clock.step * Math.max(limit / Math.max(stretch(superStep.stages), 1), drift);
  const fixed = parameters.fixed_ticks > 0;
  const stands = finite && !negative && courant <= 1 + ROUNDING;
  if (finite) {
    clock.limit = rate;
    superStep.limit = limit;
  }
  if (negativeDiffusion) {
    clock.status = 6;
  } else if (stands && (fixed || error <= 1)) {
    const accurate = accurateStep(parameters, clock, superStep, limit, error);
    const nextRate = expected(clock, superStep, rate);
    superStep.error = error;
    superStep.rate = rate;
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
    clock.planned_ticks = fixed ? parameters.fixed_ticks : adaptiveTicks(parameters, nextRate, accurate);
    if (clock.planned_ticks < FEWEST_TICKS) clock.status = 2;
  } else {
    clock.rejected += 1;
    clock.last = 0;
    clock.planned_ticks = Math.floor(clock.step_ticks / 2);
    if (finite) {
      const most = negative ? clock.planned_ticks : Math.floor(0.9 * clock.step_ticks);
      const accurate = (ACCURACY * clock.step) / Math.cbrt(Math.max(error, 1e-9));
      const allowed = adaptiveTicks(parameters, rate, accurate);
      const least = Math.floor(clock.step_ticks / SMALLEST_CUT);
      clock.planned_ticks = Math.min(Math.max(allowed, least), most);
    }
    if (fixed && clock.step_ticks > 0) {
      clock.status = 5;
    } else if (clock.planned_ticks < FEWEST_TICKS) {
      clock.status = finite ? 2 : 3;
    } else if (finite && negative && clock.step * Math.max(limit, drift) <= 1) {
      clock.status = 4;
    }
  }
  aim(parameters, goal, clock);
  planStages(clock, superStep);
};
