// Ends a step: accept it or throw it away, watch whether the grid still resolves the highest peak, choose the next step.
// One thread; what it decides on was gathered by the stages. Behind stages of many workgroups it is a dispatch of its own
// (clock-entry.wgsl), although the workgroup that ends a stage last could do it: atomics of WGSL are relaxed and its barriers
// reach no further than a workgroup, so that one counting the others as done need not see their extremes yet. Where all
// is one workgroup they reach far enough (together.wgsl). Needs finite.wgsl, aim.wgsl, extremes.wgsl, and collect-rows.wgsl or
// gather-together.wgsl. Twin: src/kernels/keller-segel/clock.ts.

// An adaptive step takes this share of the limit, for the state can change within the step.
const SAFETY: f32 = 0.9;
// ... and changes the highest density by no more than this share of itself.
const LARGEST_CHANGE: f32 = 0.05;
// ... but is not cut below this share of the limit for the sake of accuracy alone.
const SMALLEST_SHARE: f32 = 1e-3;
// Fewer ticks than this: the step has collapsed (2^24 ticks are about one step at the start).
const FEWEST_TICKS: u32 = 256u;
// Unresolved: high peaks have been narrow for this long, in units of h^2/(2 D_u). Diffusion alone widens a spike of one
// cell to three cells at half height in 2.3 of them (I_1(x)/I_0(x) = 0.735), so noise and seeds pass; a peak that attraction
// raises meanwhile counts sooner (stage.wgsl).
const LONGEST_NARROW: f32 = 3.0;
// A step that is thrown away is followed by one of at least this share of it.
const SMALLEST_CUT: u32 = 16u;
// A fixed step equal to the limit stands, whatever the last bit says.
const ROUNDING: f32 = 1e-5;
// Code of the fault that a quasi-steady chemical is not solved for (quasi-steady/solved.wgsl): a shorter step may help.
const UNSOLVED: u32 = 4u;

fn advance_time() {
  let low = clock.time_low + clock.step_ticks;
  if (low < clock.time_low) { clock.time_high += 1u; }
  clock.time_low = low;
}

fn adaptive_ticks(limit: f32, change: f32) -> u32 {
  var step = SAFETY / max(limit, 1e-30);
  if (change > 0.0) {
    step = min(step, max(LARGEST_CHANGE / change, SMALLEST_SHARE / limit));
  }
  return u32(min(step / parameters.tick, f32(parameters.most_ticks)));
}

fn end_step() {
  clock.taken = 0.0;
  if (clock.busy == 0u) { return; }
  clock.last = 0.0; // whatever becomes of this step, it has overwritten the state before
  let limit = collect(LIMIT);
  let density = collect(DENSITY);
  let change = collect(CHANGE) / max(density, 1e-30);
  let narrow_rate = collect(NARROW_RATE);
  let not_finite = collect(NOT_FINITE) > 0.0;
  let finite = !not_finite && is_finite(limit) && is_finite(density);
  let negative = collect(NEGATIVE) > 0.0;
  let negative_diffusion = collect(NEGATIVE_DIFFUSION) > 0.0;
  let fault = u32(collect(FAULT));
  let unsolved = fault == UNSOLVED;
  let courant = limit * clock.step;
  clock.limit = limit;
  if (fault > 0u && !unsolved) {
    clock.status = 6u + fault;
  } else if (negative_diffusion) {
    clock.status = 6u;
  } else if (finite && !negative && !unsolved && courant <= 1.0 + ROUNDING) {
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
    clock.planned_ticks = select(adaptive_ticks(limit, change), parameters.fixed_ticks, parameters.fixed_ticks > 0u);
    if (clock.planned_ticks < FEWEST_TICKS) { clock.status = 2u; }
  } else {
    clock.rejected += 1u;
    clock.planned_ticks = clock.step_ticks / 2u;
    if (finite) {
      let allowed = adaptive_ticks(limit, change);
      clock.planned_ticks = clamp(allowed, clock.step_ticks / SMALLEST_CUT, clock.planned_ticks);
    }
    if (parameters.fixed_ticks > 0u && clock.step_ticks > 0u) {
      clock.status = select(5u, 6u + UNSOLVED, unsolved && finite && courant <= 1.0 + ROUNDING);
    } else if (clock.planned_ticks < FEWEST_TICKS) {
      clock.status = select(select(2u, 6u + UNSOLVED, unsolved), 3u, !finite);
    } else if (finite && negative && courant <= 1.0) {
      clock.status = 4u;
    }
  }
  aim();
}
