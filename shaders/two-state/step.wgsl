// One lattice step of the master equation,
//   d p+/dt = -v dp+/dx - a+ p+ + a- p-      d p-/dt = v dp-/dx + a+ p+ - a- p-
// Half of the reversals, then every mover goes one cell on (transport at Courant number 1 is exact; a wall sends it back
// the way it came), then the other half (Strang 1968): second order where rates vary, exact where they do not.
// Neighbours hand the same numbers to the same function, so that what leaves one cell enters the next.
// Needs lattice.wgsl and gather.wgsl. Twin: src/kernels/two-state/step.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> lattice: array<u32>;
@group(0) @binding(2) var<storage, read> rates: array<vec2<f32>>;
@group(0) @binding(3) var<storage, read_write> movers: array<f32>;
@group(0) @binding(4) var<storage, read_write> extremes: array<atomic<u32>>;

// Those of column i after half of a step's reversals.
fn halfway(i: u32, slot: u32, time: f32) -> Pair {
  let here = Pair(movers[movers_at(slot, 0u) + i], movers[movers_at(slot, 1u) + i]);
  return reversed(here, rates[i].x, rates[i].y, time);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= parameters.nx || lattice[DUE] == 0u) { return; }
  let next = lattice[SLOT];
  let half_step = 0.5 * parameters.dx / parameters.p_speed;
  let from_left = origin(i, 1);
  let from_right = origin(i, -1);
  let coming_right = halfway(from_left.x, 1u - next, half_step);
  let coming_left = halfway(from_right.x, 1u - next, half_step);
  let arrived = Pair(
    select(coming_right.right, coming_right.left, from_left.y == 1u),
    select(coming_left.left, coming_left.right, from_right.y == 1u),
  );
  let after = reversed(arrived, rates[i].x, rates[i].y, half_step);
  movers[movers_at(next, 0u) + i] = after.right;
  movers[movers_at(next, 1u) + i] = after.left;
  // The clock sees it at its next step.
  let finite = is_finite(after.right) && is_finite(after.left) && is_finite(rates[i].x + rates[i].y);
  if (!finite) { gather(0u, NOT_FINITE, 1.0); }
}
