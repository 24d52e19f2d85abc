// Judges the solutions since it last did: whether the largest residual is small enough. One thread.
// Before a batch (FIRST) the answer decides whether v is solved for again at all: it is not where nothing has changed, so
// that how steps are put into batches changes no digit. Otherwise a residual that is too large is a fault, for which the
// clock throws the step away. Needs finite.wgsl, extremes.wgsl beside this and the functions chemical_diffusion,
// chemical_decay. Twin: src/kernels/keller-segel/quasi-steady/solved.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> solver: Solver;
@group(0) @binding(3) var<storage, read_write> judged: array<f32>;
@group(0) @binding(4) var<storage, read_write> extremes: array<f32>;

// The residual must not exceed this share of the largest |f|: with steps that change the highest density by at most 5 % an
// old v is off by that much, and two V-cycles leave a hundredth of it.
const TOLERANCE: f32 = 1e-3;
// ... but the rounding of v to f32 alone makes a residual of up to 2^-23 |v| times the diagonal; four times that is let pass.
const ROUNDING: f32 = 4.76837158e-7;
// Code of the fault, and the place of faults among the extremes of the clock (../extremes.wgsl).
const UNSOLVED: f32 = 4.0;
const FAULT: u32 = 7u;

// The largest over the rows; clears them.
fn collect(which: u32) -> f32 {
  var largest = 0u;
  for (var row = 0u; row < EXTREMES_ROWS; row += 1u) {
    let at = row * EXTREMES_COUNT + which;
    largest = max(largest, bitcast<u32>(judged[at]));
    judged[at] = 0.0;
  }
  return bitcast<f32>(largest);
}

@compute @workgroup_size(1)
fn main() {
  if (clock.busy == 0u) { return; }
  let residual = collect(RESIDUAL);
  let source = collect(SOURCE);
  let chemical = collect(CHEMICAL);
  var couplings = 2.0 / (parameters.dx * parameters.dx);
  if (TWO_DIMENSIONAL) { couplings += 2.0 / (parameters.dy * parameters.dy); }
  let diagonal = chemical_diffusion() * couplings + chemical_decay();
  let allowed = TOLERANCE * source + ROUNDING * diagonal * chemical;
  let reached = is_finite(residual) && residual <= allowed;
  solver.reached = select(0u, 1u, reached);
  solver.residual = residual / max(source, 1e-30);
  solver.allowed = allowed / max(source, 1e-30);
  if (FIRST) {
    solver.busy = select(1u, 0u, reached);
  } else {
    solver.busy = 1u;
    if (!reached) { extremes[FAULT] = UNSOLVED; }
  }
}
