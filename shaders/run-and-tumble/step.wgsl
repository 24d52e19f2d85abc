// One step of every running cell: straight runs, ended by tumbles as the hazard clock says. Each cell keeps a number drawn
// from Exp(1), which the tumbling rate along its path uses up; when it is gone the cell tumbles, there, and finishes the
// step. Exact for constant rates; along a path the rate is taken as linear (the trapezoid), second order in the step.
// Rotational diffusion turns the heading after the run. Twin: src/kernels/run-and-tumble/step.ts.
//
// From the rule: tumble_rate(s: Sensed). Needs cells.wgsl, finite.wgsl, random.wgsl, angle.wgsl, travel.wgsl,
// sensed.wgsl. `memory` is for rules with internal state.

// Names as in src/kernels/run-and-tumble/layout.ts.
const PURPOSE_TUMBLE: u32 = 2u;
const TOO_MANY_TUMBLES: f32 = 2.0;
const MOST_TUMBLES: u32 = 64u;

// Unit vector of a heading, exact in one dimension.
fn way_of(heading: u32) -> vec2<f32> {
  if (TWO_DIMENSIONAL) { return direction(heading); }
  return vec2(select(1.0, -1.0, heading >= 0x80000000u), 0.0);
}

// Tumbling rate of cell i there, clipped at 0.
fn rate_at(position: vec2<u32>, way: vec2<f32>, fraction: f32, i: u32) -> f32 {
  let rate = tumble_rate(sense(position, way, parameters.p_speed, fraction));
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
  if (TWO_DIMENSIONAL) { return heading + turn(word, parameters.p_persistence); }
  return heading ^ select(0u, 0x80000000u, unit(word) < 0.5 * (1.0 - parameters.p_persistence));
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (clock.taken == 0.0 || i >= parameters.cells) { return; }
  let key = vec2(parameters.seed_low, parameters.seed_high);
  var here = position[i];
  var course = heading[i];
  var left = hazard[i];
  var time = clock.taken; // what is left of the step
  var fraction = 0.0;
  var more = vec2(0, 0);
  for (var event = 0u; event <= MOST_TUMBLES; event += 1u) {
    // the path to the end of the step, if nothing happens
    let way = way_of(course);
    var path = travel(here, parameters.p_speed * time * way);
    let first = rate_at(here, way, fraction, i);
    let last = rate_at(path.position, path.mirror * way, 1.0, i);
    let spent = 0.5 * (first + last) * time;
    let tumbles = spent > left && event < MOST_TUMBLES;
    var wait = time;
    if (tumbles) {
      wait = waiting_time(left, first, last, time);
      path = travel(here, parameters.p_speed * wait * way);
    }
    here = path.position;
    course = heading_after(course, path.mirror);
    more += path.rounds;
    if (!tumbles) {
      if (spent > left) { fault(TOO_MANY_TUMBLES, i); }
      left = max(0.0, left - spent);
      break;
    }
    let words = philox(vec4(i, clock.steps, event, PURPOSE_TUMBLE), key);
    course = tumbled(course, words.x);
    left = exponential(words.y);
    time -= wait;
    fraction = 1.0 - time / clock.taken;
  }
  if (TWO_DIMENSIONAL && parameters.p_rotationalDiffusion > 0.0) {
    let words = philox(vec4(i, clock.steps, 0u, PURPOSE_DIFFUSION), key);
    let spread = sqrt(2.0 * parameters.p_rotationalDiffusion * clock.taken);
    course += heading_of(spread * normals(words.x, words.y).x);
  }
  position[i] = here;
  heading[i] = course;
  hazard[i] = left;
  if (rounds_overflow(rounds[i], more)) { fault(TOO_MANY_ROUNDS, i); }
  rounds[i] = rounds_after(rounds[i], more);
}
