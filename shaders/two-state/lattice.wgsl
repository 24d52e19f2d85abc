// How densities of movers lie in memory, and what a time does to those of one place. A mover goes one grid cell a lattice step, dx/v:
// the clock may stand between two of them, so the lattice keeps count of the ticks it is behind. Twin:
// src/kernels/two-state/lattice.ts.

// Words of the array `lattice`.
const PENDING: u32 = 0u; // ticks that the state is behind the clock, less than a step
const UNIT: u32 = 1u; // ticks of a lattice step (see `coarseness`)
const SLOT: u32 = 2u; // which half of `movers` holds the state
const DUE: u32 = 3u; // 1 while a step is due

// A step of the clock has no more ticks than this: src/simulation/ticks.ts.
const MOST_TICKS: u32 = 1073741824u;

// Ticks to one that the lattice counts: 1, but where a speed that was lowered makes a lattice step longer than any of the clock.
fn coarseness() -> f32 {
  if (parameters.most_ticks < MOST_TICKS) { return 1.0; }
  return max(parameters.dx / (parameters.p_speed * parameters.tick) / f32(MOST_TICKS), 1.0);
}

// Where density p of movers in one direction (0 right, 1 left) begins.
fn movers_at(slot: u32, direction: u32) -> u32 {
  return (2u * slot + direction) * parameters.nx;
}

struct Pair {
  right: f32,
  left: f32,
}

// Both densities after a time of reversals at constant rates, by the exact solution of
//   d right/dt = -a_plus right + a_minus left = -d left/dt.
// What one loses is what the other gains, and never more than there is.
fn reversed(pair: Pair, a_plus: f32, a_minus: f32, time: f32) -> Pair {
  let turns = (a_plus + a_minus) * time;
  // (1 - e^-turns)/turns without its cancellation at small turns; the next term is 4e-8 of it
  var share = 1.0 - 0.5 * turns * (1.0 - turns * (0.3333333333 - turns * (0.0833333333 - 0.0166666667 * turns)));
  if (turns > 0.125) { share = (1.0 - exp(-turns)) / turns; }
  let moved = a_plus * time * share * pair.right - a_minus * time * share * pair.left;
  return Pair(max(pair.right - moved, 0.0), max(pair.left + moved, 0.0));
}

// Where movers to the right that arrive at column i come from, and whether they came as movers to the left, off the wall.
fn origin(i: u32, step: i32) -> vec2<u32> {
  let before = i32(i) - step;
  let n = i32(parameters.nx);
  if (before >= 0 && before < n) { return vec2(u32(before), 0u); }
  if (PERIODIC_X) { return vec2(u32((before + n) % n), 0u); }
  return vec2(i, 1u);
}
