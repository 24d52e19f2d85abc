// One step of every running cell: straight runs, ended by tumbles as the hazard clock says. Each cell keeps a number drawn
// from Exp(1), which the tumbling rate along its path uses up; when it is gone the cell tumbles, there, and finishes the
// step. Exact for constant rates; along a path the rate is taken as linear (the trapezoid), second order in the step.
// Rotational diffusion turns the heading after the run. Twin: src/kernels/run-and-tumble/step.ts.
// The cell's inside (`state`) lives along the same path: at each end of it the rate is that of the memory there. Steering
// cells turn towards what pulls them, exactly for a pull that stands still, between two halves of their diffusion (Strang
// 1968); noise inside the cell comes at the end of the step.
//
// From the rule (src/sensing/hooks.ts): Memory, rate_of, remember, disturb, pull, own_of. Needs cells.wgsl, finite.wgsl,
// random.wgsl, angle.wgsl, travel.wgsl, sensed.wgsl, mean_cosine.

// Names as in src/kernels/run-and-tumble/layout.ts.
const PURPOSE_TUMBLE: u32 = 2u;
const PURPOSE_NOISE: u32 = 4u;
const TOO_MANY_TUMBLES: f32 = 2.0;
const MOST_TUMBLES: u32 = 64u;

// Tumbling rate of cell i there, clipped at 0.
fn rate_at(met: Sensed, own: Own, state: Memory, i: u32) -> f32 {
  let rate = rate_of(met, own, state);
  if (is_finite(rate)) { return max(0.0, rate); }
  fault(RATE_NOT_FINITE, i);
  return 0.0;
}

// When a rate that goes linearly from `first` to `last` within `time` has used up the hazard: the root of
// first w + (last - first) w^2/(2 time) = left, written so that nothing cancels where the rates are nearly equal.
fn waiting_time(left: f32, first: f32, last: f32, time: f32) -> f32 {
  let root = sqrt(max(first * first + 2.0 * left * (last - first) / time, 0.0));
  return min(2.0 * left / max(first + root, 1e-30), time);
}

fn tumbled(heading: u32, word: u32) -> u32 {
  if (TWO_DIMENSIONAL) { return heading + turn(word, mean_cosine()); }
  return heading ^ select(0u, 0x80000000u, unit(word) < 0.5 * (1.0 - mean_cosine()));
}

// Angle by which a heading turns in `time` towards a pull: the angle between them follows d angle/dt = -|pull| sin(angle),
// so tan(angle/2) falls exponentially.
fn turned_towards(way: vec2<f32>, pull: vec2<f32>, time: f32) -> f32 {
  let strength = length(pull);
  if (!(strength > 0.0) || !is_finite(strength)) { return 0.0; }
  let cosine = dot(way, pull) / strength;
  let sine = (way.y * pull.x - way.x * pull.y) / strength; // of the angle from the pull to the heading
  let left = exp(-strength * time);
  // Exactly opposite to a strong pull both are 0: it may stay there, on the edge.
  return 2.0 * atan((left - 1.0) * sine / max((1.0 + cosine) + left * (1.0 - cosine), 1e-30));
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (clock.taken == 0.0 || i >= parameters.cells) { return; }
  let key = vec2(parameters.seed_low, parameters.seed_high);
  let own = own_of(i);
  var state: Memory;
  for (var k = 0u; k < MEMORY; k += 1u) { state[k] = memory[k * parameters.cells + i]; }
  var here = position[i];
  var course = heading[i];
  var left = hazard[i];
  var time = clock.taken; // what is left of the step
  var fraction = 0.0;
  var more = vec2(0, 0);
  var met: Sensed;
  for (var event = 0u; event <= MOST_TUMBLES; event += 1u) {
    // the path to the end of the step, if nothing happens
    let way = way_of(course);
    let start = sense(here, way, parameters.p_speed, fraction);
    var path = travel(here, parameters.p_speed * time * way);
    met = sense(path.position, path.mirror * way, parameters.p_speed, 1.0);
    var after = remember(start, met, own, state, time);
    let first = rate_at(start, own, state, i);
    let last = rate_at(met, own, after, i);
    let spent = 0.5 * (first + last) * time;
    let tumbles = spent > left && event < MOST_TUMBLES;
    var wait = time;
    if (tumbles) {
      wait = waiting_time(left, first, last, time);
      path = travel(here, parameters.p_speed * wait * way);
      fraction = 1.0 - (time - wait) / clock.taken;
      if (MEMORY > 0u) {
        met = sense(path.position, path.mirror * way, parameters.p_speed, fraction);
        after = remember(start, met, own, state, wait);
      }
    }
    here = path.position;
    course = heading_after(course, path.mirror);
    more += path.rounds;
    state = after;
    if (!tumbles) {
      if (spent > left) { fault(TOO_MANY_TUMBLES, i); }
      left = max(0.0, left - spent);
      if (i == parameters.followed) { atomicAdd(&extremes[FOLLOWED_TUMBLES], event); }
      break;
    }
    let words = philox(vec4(i, clock.steps, event, PURPOSE_TUMBLE), key);
    course = tumbled(course, words.x);
    left = exponential(words.y);
    time -= wait;
  }
  if (TWO_DIMENSIONAL && (STEERING || parameters.p_rotationalDiffusion > 0.0)) {
    let words = philox(vec4(i, clock.steps, 0u, PURPOSE_DIFFUSION), key);
    let noise = normals(words.x, words.y);
    if (STEERING) {
      let spread = sqrt(rotation(met, own, state) * clock.taken);
      course += heading_of(spread * noise.x);
      course += heading_of(turned_towards(way_of(course), pull(met, own, state), clock.taken));
      course += heading_of(spread * noise.y);
    } else {
      let spread = sqrt(2.0 * parameters.p_rotationalDiffusion * clock.taken);
      course += heading_of(spread * noise.x);
    }
  }
  if (noisy(own)) {
    let words = philox(vec4(i, clock.steps, 0u, PURPOSE_NOISE), key);
    state = disturb(met, own, state, clock.taken, normals(words.x, words.y));
  }
  for (var k = 0u; k < MEMORY; k += 1u) { memory[k * parameters.cells + i] = state[k]; }
  position[i] = here;
  heading[i] = course;
  hazard[i] = left;
  if (rounds_overflow(rounds[i], more)) { fault(TOO_MANY_ROUNDS, i); }
  rounds[i] = rounds_after(rounds[i], more);
}
