// One step of every crawling cell: no inertia, a drift and additive noise, Heun's method for it (weak order 2; Kloeden and
// Platen 1992). The memory is brought up to date by half a step before and half a step after (Strang 1968), so the whole is
// second order, too. Walls throw cells back as a mirror does. Headings stay as they were drawn: such cells have none.
// Twin: src/kernels/run-and-tumble/crawl.ts.
//
// From the rule: Memory, drift_velocity, noise_strength, remember, own_of. Needs as step.wgsl.

// What cell i meets there: a crawling cell senses while it stands.
fn sense_standing(position: vec2<u32>, fraction: f32) -> Sensed {
  return sense(position, vec2(0.0, 0.0), 0.0, fraction);
}

fn finite_or_none(vector: vec2<f32>, i: u32) -> vec2<f32> {
  if (is_finite(vector.x) && is_finite(vector.y)) { return vector; }
  fault(RATE_NOT_FINITE, i);
  return vec2(0.0, 0.0);
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (clock.taken == 0.0 || i >= parameters.cells) { return; }
  let dt = clock.taken;
  let here = position[i];
  let own = own_of(i);
  var state: Memory;
  for (var k = 0u; k < MEMORY; k += 1u) { state[k] = memory[k * parameters.cells + i]; }

  let first = sense_standing(here, 0.0);
  state = remember(first, first, own, state, 0.5 * dt);
  let words = philox(vec4(i, clock.steps, 0u, PURPOSE_DIFFUSION), vec2(parameters.seed_low, parameters.seed_high));
  let spread = sqrt(2.0 * noise_strength(first, own, state) * dt);
  let noise = finite_or_none(spread * normals(words.x, words.y), i);
  let drift = finite_or_none(drift_velocity(first, own, state), i);
  let predicted = travel(here, dt * drift + noise);
  let last = sense_standing(predicted.position, 1.0);
  // the predicted point lies behind a mirror: so does its drift
  let drift_there = predicted.mirror * finite_or_none(drift_velocity(last, own, state), i);
  let path = travel(here, 0.5 * dt * (drift + drift_there) + noise);
  let end = sense_standing(path.position, 1.0);
  state = remember(end, end, own, state, 0.5 * dt);

  for (var k = 0u; k < MEMORY; k += 1u) { memory[k * parameters.cells + i] = state[k]; }
  position[i] = path.position;
  if (rounds_overflow(rounds[i], path.rounds)) { fault(TOO_MANY_ROUNDS, i); }
  rounds[i] = rounds_after(rounds[i], path.rounds);
}
