// The cell as a ball that rolls down the potential F = -chi c, with noise; an internal level (cAMP) that follows the
// attractant makes it more mobile. Twin: src/sensing/landscape/rule.ts.

const MEMORY: u32 = 1u;
alias Memory = array<f32, MEMORY>;
const LEVEL: u32 = 0u;

fn effective_mobility(memory: Memory) -> f32 {
  return parameters.p_mobility * (1.0 + parameters.p_gain * memory[LEVEL]);
}

fn drift_velocity(s: Sensed, memory: Memory) -> vec2<f32> {
  let pull = effective_mobility(memory) * parameters.p_chi;
  return vec2(pull * s.cx, pull * s.cy);
}

fn noise_strength(s: Sensed, memory: Memory) -> f32 {
  return parameters.p_temperature * effective_mobility(memory);
}

// share of bound receptors; none where there is nothing to bind
fn bound_share(s: Sensed) -> f32 {
  if (s.c > 0.0) { return s.c / (parameters.p_K + s.c); }
  return 0.0;
}

// relaxes towards the share of bound receptors; exact where that stands still
fn remember(s: Sensed, memory: Memory, dt: f32) -> Memory {
  let bound = bound_share(s);
  return Memory(bound + (memory[LEVEL] - bound) * exp(-dt / parameters.p_tau));
}

fn rest(s: Sensed) -> Memory {
  return Memory(bound_share(s));
}
