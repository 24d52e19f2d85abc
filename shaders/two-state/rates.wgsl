// Rates of reversal at the centres of the grid cells, of movers to the right and to the left: half the tumbling rates times
// 1 - persistence, never below zero. LATTICE: at the middle of the lattice step that is due, else at the clock's time.
// Needs sense-at.wgsl, lattice.wgsl and the rule. Twin: src/kernels/two-state/rates.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> lattice: array<u32>;
@group(0) @binding(3) var<storage, read_write> rates: array<vec2<f32>>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= parameters.nx) { return; }
  var t = clock.time;
  if (LATTICE) { t -= (f32(lattice[PENDING]) + 0.5 * f32(lattice[UNIT])) * (parameters.tick * coarseness()); }
  let x = centre_x(i32(i));
  let speed = parameters.p_speed;
  let turning = 0.5 * (1.0 - parameters.p_persistence);
  let plus = tumble_rate(sense_at(x, 0.0, t, vec2(1.0, 0.0), speed));
  let minus = tumble_rate(sense_at(x, 0.0, t, vec2(-1.0, 0.0), speed));
  rates[i] = vec2(turning * max(plus, 0.0), turning * max(minus, 0.0));
}
