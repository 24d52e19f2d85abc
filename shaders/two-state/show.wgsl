// The density u = p+ + p- and the current v = v0 (p+ - p-) at the clock's time, which may be a part of a lattice step after the
// state's: that part is made as a step is, with movers shared between the cell they leave and the one they enter (linear
// interpolation: second order, and forgotten again, since the state itself stays on the lattice). At rest the current at a
// place is not 0 but what splitting leaves, of second order in a dx/v; its integral is.
// Needs lattice.wgsl. Twin: src/kernels/two-state/show.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> lattice: array<u32>;
@group(0) @binding(3) var<storage, read> rates: array<vec2<f32>>;
@group(0) @binding(4) var<storage, read> movers: array<f32>;
@group(0) @binding(5) var<storage, read_write> u: array<f32>;
@group(0) @binding(6) var<storage, read_write> v: array<f32>;

fn halfway(i: u32, time: f32) -> Pair {
  let slot = lattice[SLOT];
  let here = Pair(movers[movers_at(slot, 0u) + i], movers[movers_at(slot, 1u) + i]);
  return reversed(here, rates[i].x, rates[i].y, time);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= parameters.nx) { return; }
  var part = 0.0;
  if (lattice[UNIT] > 0u) { part = f32(lattice[PENDING]) / f32(lattice[UNIT]); }
  let half_time = 0.5 * part * parameters.dx / parameters.p_speed;
  let staying = halfway(i, half_time);
  let from_left = origin(i, 1);
  let from_right = origin(i, -1);
  let coming_right = halfway(from_left.x, half_time);
  let coming_left = halfway(from_right.x, half_time);
  let entering = Pair(
    select(coming_right.right, coming_right.left, from_left.y == 1u),
    select(coming_left.left, coming_left.right, from_right.y == 1u),
  );
  let there = Pair(mix(staying.right, entering.right, part), mix(staying.left, entering.left, part));
  let now = reversed(there, rates[i].x, rates[i].y, half_time);
  u[clock.slot * parameters.nx + i] = now.right + now.left;
  v[clock.slot * parameters.nx + i] = parameters.p_speed * (now.right - now.left);
}
