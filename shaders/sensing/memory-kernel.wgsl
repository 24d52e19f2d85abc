// The tumbling rate as a linear functional of the past signal: three filters in a row, whose levels are weighted.
// EXPONENTIAL: how the rate follows the response. Twin: src/sensing/memory-kernel/rule.ts.

// exact where the cue goes linearly from `start` to `end`
fn remember(start: Sensed, end: Sensed, own: Own, memory: Memory, dt: f32) -> Memory {
  if (!(dt > 0.0)) { return memory; }
  let z = dt / own.tau;
  let kept = exp(-z);
  let lag = (end.c - start.c) / z;
  let first = memory[0] - start.c + lag;
  let second = memory[1] - start.c + 2.0 * lag;
  let third = memory[2] - start.c + 3.0 * lag;
  return Memory(
    end.c - lag + first * kept,
    end.c - 2.0 * lag + (second + z * first) * kept,
    end.c - 3.0 * lag + (third + z * (second + 0.5 * z * first)) * kept,
  );
}

fn rest(s: Sensed, own: Own) -> Memory {
  return Memory(s.c, s.c, s.c);
}

// The cue is taken off first: with weights that add up to 0 only differences count, which f32 holds better.
fn response(s: Sensed, own: Own, memory: Memory) -> f32 {
  let sum = parameters.p_weight0 + parameters.p_weight1 + parameters.p_weight2 + parameters.p_weight3;
  return own.kappa * (sum * s.c + parameters.p_weight1 * (memory[0] - s.c)
    + parameters.p_weight2 * (memory[1] - s.c) + parameters.p_weight3 * (memory[2] - s.c));
}

fn tumble_rate(s: Sensed, own: Own, memory: Memory) -> f32 {
  let answer = response(s, own, memory);
  if (EXPONENTIAL) { return parameters.p_tumbleRate * exp(-answer); }
  return parameters.p_tumbleRate * (1.0 - answer);
}

fn noisy(own: Own) -> bool {
  return parameters.p_ligandNoise > 0.0;
}

// White noise of the arrival of ligand makes the first level an Ornstein-Uhlenbeck process; exact over dt. What of it the
// other levels take up within the step is taken from its mean, given that of the first: second order in the step.
fn disturb(s: Sensed, own: Own, memory: Memory, dt: f32, noise: vec2<f32>) -> Memory {
  var state = memory;
  let spectrum = max(s.c, 0.0) * parameters.p_ligandNoise;
  let z = dt / own.tau;
  let kick = sqrt(0.5 * spectrum / own.tau * (1.0 - exp(-2.0 * z))) * noise.x;
  state[0] += kick;
  state[1] += 0.5 * z * kick;
  state[2] += z * z / 6.0 * kick;
  return state;
}

fn inner(s: Sensed, own: Own, memory: Memory) -> Inner {
  return Inner(response(s, own, memory));
}
