// Ends a round of a super-time-step, and after its last stage the step: accept it or throw it away, watch whether the grid
// still resolves the highest peak, choose the next step and its stages. As clock.wgsl does for one or two stages; here a
// step is as long as its estimated error allows, and stability is a matter of stages.
// One thread. Needs finite.wgsl, rkl-coefficients.wgsl, aim.wgsl, rkl-extremes.wgsl, rkl-plan.wgsl, and collect-rows.wgsl or
// gather-together.wgsl. Twin: src/kernels/keller-segel/rkl-clock.ts.

// Drift w may carry cells no further in a step than step w^2/D = so: see rkl-stage.wgsl.
const LARGEST_DRIFT: f32 = 1.4;
// A step is at most so much longer than the one before, and not longer after one was thrown away: the estimate is the leading
// term, and far from here it is not.
const LARGEST_GROWTH: f32 = 2.0;
// The error aimed at is this to the third power of what is tolerated (Sommeijer, Shampine and Verwer 1998).
const ACCURACY: f32 = 0.8;
// As in clock.wgsl.
const FEWEST_TICKS: u32 = 256u;
const LONGEST_NARROW: f32 = 3.0;
const SMALLEST_CUT: u32 = 16u;
const ROUNDING: f32 = 1e-5;

fn advance_time() {
  let low = clock.time_low + clock.step_ticks;
  if (low < clock.time_low) { clock.time_high += 1u; }
  clock.time_low = low;
}

// The longest step whose error is tolerated, as far as the last ones tell: error ~ step^3, with a factor that goes on to
// change as it did (Gustafsson 1994). A first step is forward Euler's.
fn accurate_step(limit: f32, error: f32) -> f32 {
  if (clock.step_ticks == 0u) { return SAFETY / max(limit, 1e-30); }
  let size = pow(max(error, 1e-9), 1.0 / 3.0);
  var step = ACCURACY * clock.step / size;
  if (clock.last > 0.0) {
    step *= min(clock.step / clock.last * pow(max(super_step.error, 1e-9), 1.0 / 3.0) / size, 1.0);
    return min(step, max(LARGEST_GROWTH * clock.step, f32(clock.planned_ticks) * parameters.tick));
  }
  return min(step, select(1.0, LARGEST_GROWTH, clock.steps == 0u) * clock.step);
}

// The rate at the end of the next step, where it goes on to grow as it did.
fn expected(rate: f32) -> f32 {
  if (clock.last == 0.0) { return rate; }
  return rate * clamp(rate / max(super_step.rate, 1e-30), 1.0, LARGEST_GROWTH);
}

fn adaptive_ticks(rate: f32, accurate: f32) -> u32 {
  let step = min(accurate, SAFETY / max(rate, 1e-30));
  return u32(min(step / parameters.tick, f32(parameters.most_ticks)));
}

fn end_round() {
  clock.taken = 0.0;
  if (clock.busy == 0u) { return; }
  super_step.evaluations += min(super_step.stages - super_step.stage, STAGES_A_ROUND);
  super_step.stage += STAGES_A_ROUND;
  if (super_step.stage < super_step.stages) { return; }
  let limit = collect(LIMIT);
  let drift = collect(DRIFT) / LARGEST_DRIFT;
  let density = collect(DENSITY);
  let chemical = collect(CHEMICAL);
  let error_u = collect(ERROR_U) / max(density, 1e-30);
  let error_v = collect(ERROR_V) / max(chemical, 1e-30);
  let narrow_rate = collect(NARROW_RATE);
  let not_finite = collect(NOT_FINITE) > 0.0;
  let finite = !not_finite && is_finite(limit) && is_finite(drift) && is_finite(density) && is_finite(chemical);
  let negative = collect(NEGATIVE) > 0.0;
  let negative_diffusion = collect(NEGATIVE_DIFFUSION) > 0.0;
  let error = max(error_u, error_v) / parameters.tolerance;
  let rate = max(limit / stretch(f32(MOST_STAGES)), drift);
  let courant = clock.step * max(limit / max(stretch(f32(super_step.stages)), 1.0), drift);
  let fixed = parameters.fixed_ticks > 0u;
  let stands = finite && !negative && courant <= 1.0 + ROUNDING;
  if (finite) {
    clock.limit = rate;
    super_step.limit = limit;
  }
  if (negative_diffusion) {
    clock.status = 6u;
  } else if (stands && (fixed || error <= 1.0)) {
    let accurate = accurate_step(limit, error);
    let next_rate = expected(rate);
    super_step.error = error;
    super_step.rate = rate;
    if (clock.step_ticks > 0u) {
      clock.taken = clock.step;
      clock.taken_time = clock.time;
      clock.last = clock.step;
      advance_time();
      clock.slot = 1u - clock.slot;
      clock.steps += 1u;
    }
    clock.density = density;
    clock.narrow = select(0.0, clock.narrow + narrow_rate * clock.step, narrow_rate > 0.0);
    if (clock.narrow > LONGEST_NARROW && parameters.stop_when_unresolved == 1u) { clock.status = 1u; }
    clock.planned_ticks = select(adaptive_ticks(next_rate, accurate), parameters.fixed_ticks, fixed);
    if (clock.planned_ticks < FEWEST_TICKS) { clock.status = 2u; }
  } else {
    clock.rejected += 1u;
    clock.last = 0.0;
    clock.planned_ticks = clock.step_ticks / 2u;
    if (finite) {
      let most = select(u32(0.9 * f32(clock.step_ticks)), clock.planned_ticks, negative);
      let allowed = adaptive_ticks(rate, ACCURACY * clock.step / pow(max(error, 1e-9), 1.0 / 3.0));
      clock.planned_ticks = clamp(allowed, clock.step_ticks / SMALLEST_CUT, most);
    }
    if (fixed && clock.step_ticks > 0u) {
      clock.status = 5u;
    } else if (clock.planned_ticks < FEWEST_TICKS) {
      clock.status = select(2u, 3u, !finite);
    } else if (finite && negative && clock.step * max(limit, drift) <= 1.0) {
      clock.status = 4u;
    }
  }
  aim();
  plan_stages();
}
