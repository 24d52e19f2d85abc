// The cell as a ball that rolls down the potential F = -chi c, with noise; an internal level (cAMP) that follows the
// attractant makes it more mobile. Twin: src/sensing/landscape/rule.ts.

const LEVEL: u32 = 0u;

fn effective_mobility(own: Own, memory: Memory) -> f32 {
  return parameters.p_mobility * (1.0 + own.gain * memory[LEVEL]);
}

fn drift_velocity(s: Sensed, own: Own, memory: Memory) -> vec2<f32> {
  let pull = effective_mobility(own, memory) * parameters.p_chi;
  return vec2(pull * s.cx, pull * s.cy);
}

fn noise_strength(s: Sensed, own: Own, memory: Memory) -> f32 {
  return parameters.p_temperature * effective_mobility(own, memory);
}

// share of bound receptors; none where there is nothing to bind
fn bound_share(s: Sensed, own: Own) -> f32 {
  if (s.c > 0.0) { return s.c / (own.K + s.c); }
  return 0.0;
}

// relaxes towards the share of bound receptors; exact where that stands still
fn remember(start: Sensed, end: Sensed, own: Own, memory: Memory, dt: f32) -> Memory {
  let bound = bound_share(end, own);
  return Memory(bound + (memory[LEVEL] - bound) * exp(-dt / own.tau));
}

fn rest(s: Sensed, own: Own) -> Memory {
  return Memory(bound_share(s, own));
}

fn inner(s: Sensed, own: Own, memory: Memory) -> Inner {
  return Inner(memory[LEVEL]);
}
