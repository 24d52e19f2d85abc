// As shaders/keller-segel/rkl-clock.wgsl, which says why each constant has its value: ends a round of a super-time-step, and
// after its last stage the step. One thread.

import { Clock, MOST_STAGES, Parameters, RKL_EXTREMES_COUNT, RklExtremes, STAGES_A_ROUND, SuperStep, SuperStepParameters } from '../layout';
import { isFinite32 } from '../lib/finite';
import { aim } from './aim';
import { advanceTime, collect, FEWEST_TICKS, LONGEST_NARROW, ROUNDING, SMALLEST_CUT } from './clock';
import { stretch } from './rkl-coefficients';
import { planStages, SAFETY } from './rkl-plan';

const LARGEST_DRIFT: f32 = 1.4;
const LARGEST_GROWTH: f32 = 2.0;
const ACCURACY: f32 = 0.8;

function largest(extremes: usize, which: u32): f32 {
  return collect(extremes, which, RKL_EXTREMES_COUNT);
}

/** Cube root of an error, of one that is not 0. */
function size(error: f32): f32 {
  return Mathf.cbrt(max<f32>(error, 1e-9));
}

function accurateStep(parameters: usize, clock: usize, superStep: usize, limit: f32, error: f32): f32 {
  const taken = load<f32>(clock + Clock.step);
  const last = load<f32>(clock + Clock.last);
  if (load<u32>(clock + Clock.step_ticks) == 0) return SAFETY / max<f32>(limit, 1e-30);
  let step: f32 = (ACCURACY * taken) / size(error);
  if (last > 0) {
    step *= min<f32>(((taken / last) * size(load<f32>(superStep + SuperStep.error))) / size(error), 1);
    const planned: f32 = <f32>load<u32>(clock + Clock.planned_ticks) * load<f32>(parameters + Parameters.tick);
    return min<f32>(step, max<f32>(LARGEST_GROWTH * taken, planned));
  }
  return min<f32>(step, (load<u32>(clock + Clock.steps) == 0 ? LARGEST_GROWTH : 1) * taken);
}

function expected(clock: usize, superStep: usize, rate: f32): f32 {
  if (load<f32>(clock + Clock.last) == 0) return rate;
  const grown: f32 = rate / max<f32>(load<f32>(superStep + SuperStep.rate), 1e-30);
  return rate * min<f32>(max<f32>(grown, 1), LARGEST_GROWTH);
}

function adaptiveTicks(parameters: usize, rate: f32, accurate: f32): u32 {
  const step: f32 = min<f32>(accurate, SAFETY / max<f32>(rate, 1e-30));
  const ticks: f32 = step / load<f32>(parameters + Parameters.tick);
  return <u32>min<f32>(ticks, <f32>load<u32>(parameters + Parameters.most_ticks));
}

export function rklClock(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  parameters: usize,
  goal: usize,
  clock: usize,
  superStep: usize,
  extremes: usize,
): void {
  if (thread != 0) return;
  store<f32>(clock + Clock.taken, 0);
  if (load<u32>(clock + Clock.busy) == 0) return;
  const stages = load<u32>(superStep + SuperStep.stages);
  const done = load<u32>(superStep + SuperStep.stage);
  const evaluations = load<u32>(superStep + SuperStep.evaluations);
  store<u32>(superStep + SuperStep.evaluations, evaluations + min(stages - done, STAGES_A_ROUND));
  store<u32>(superStep + SuperStep.stage, done + STAGES_A_ROUND);
  if (done + STAGES_A_ROUND < stages) return;
  const limit = largest(extremes, RklExtremes.limit);
  const drift: f32 = largest(extremes, RklExtremes.drift) / LARGEST_DRIFT;
  const density = largest(extremes, RklExtremes.density);
  const chemical = largest(extremes, RklExtremes.chemical);
  const errorU: f32 = largest(extremes, RklExtremes.errorU) / max<f32>(density, 1e-30);
  const errorV: f32 = largest(extremes, RklExtremes.errorV) / max<f32>(chemical, 1e-30);
  const narrowRate = largest(extremes, RklExtremes.narrowRate);
  const notFinite = largest(extremes, RklExtremes.notFinite) > 0;
  const finite =
    !notFinite && isFinite32(limit) && isFinite32(drift) && isFinite32(density) && isFinite32(chemical);
  const negative = largest(extremes, RklExtremes.negative) > 0;
  const negativeDiffusion = largest(extremes, RklExtremes.negativeDiffusion) > 0;
  const error: f32 = max<f32>(errorU, errorV) / load<f32>(parameters + SuperStepParameters.tolerance);
  const rate: f32 = max<f32>(limit / stretch(<f32>MOST_STAGES), drift);
  const step = load<f32>(clock + Clock.step);
  const stepTicks = load<u32>(clock + Clock.step_ticks);
  const fixedTicks = load<u32>(parameters + Parameters.fixed_ticks);
  const courant: f32 = step * max<f32>(limit / max<f32>(stretch(<f32>stages), 1), drift);
  const fixed = fixedTicks > 0;
  const stands = finite && !negative && courant <= 1 + ROUNDING;
  if (finite) {
    store<f32>(clock + Clock.limit, rate);
    store<f32>(superStep + SuperStep.limit, limit);
  }
  if (negativeDiffusion) {
    store<u32>(clock + Clock.status, 6);
  } else if (stands && (fixed || error <= 1)) {
    const accurate = accurateStep(parameters, clock, superStep, limit, error);
    const nextRate = expected(clock, superStep, rate);
    store<f32>(superStep + SuperStep.error, error);
    store<f32>(superStep + SuperStep.rate, rate);
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
    const planned = fixed ? fixedTicks : adaptiveTicks(parameters, nextRate, accurate);
    store<u32>(clock + Clock.planned_ticks, planned);
    if (planned < FEWEST_TICKS) store<u32>(clock + Clock.status, 2);
  } else {
    store<u32>(clock + Clock.rejected, load<u32>(clock + Clock.rejected) + 1);
    store<f32>(clock + Clock.last, 0);
    let planned = stepTicks / 2;
    if (finite) {
      const most = negative ? planned : <u32>(<f32>0.9 * <f32>stepTicks);
      const allowed = adaptiveTicks(parameters, rate, (ACCURACY * step) / size(error));
      planned = min(max(allowed, stepTicks / SMALLEST_CUT), most);
    }
    store<u32>(clock + Clock.planned_ticks, planned);
    if (fixed && stepTicks > 0) {
      store<u32>(clock + Clock.status, 5);
    } else if (planned < FEWEST_TICKS) {
      store<u32>(clock + Clock.status, finite ? 2 : 3);
    } else if (finite && negative && step * max<f32>(limit, drift) <= 1) {
      store<u32>(clock + Clock.status, 4);
    }
  }
  aim(parameters, goal, clock);
  planStages(clock, superStep);
}
