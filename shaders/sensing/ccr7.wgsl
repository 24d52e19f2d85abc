// CCR7 on a crawling cell: one receptor, two ligands (first cue CCL19, second CCL21). Bound receptors pull the cell up their
// gradient; CCL19 takes receptors off the surface. Twin: src/sensing/ccr7/rule.ts.

const SURFACE: u32 = 0u;

// shares of the surface receptors that hold CCL19 and CCL21
fn bound_shares(s: Sensed, own: Own) -> vec2<f32> {
  let first = max(s.c, 0.0) / own.K19;
  let second = max(s.a, 0.0) / own.K21;
  return vec2(first, second) / (1.0 + first + second);
}

// how the bound share changes with either concentration
fn bound_slopes(s: Sensed, own: Own) -> vec2<f32> {
  let unbound = 1.0 / (1.0 + max(s.c, 0.0) / own.K19 + max(s.a, 0.0) / own.K21);
  return vec2(unbound * unbound / own.K19, unbound * unbound / own.K21);
}

// relaxes towards what recycling and loss leave on the surface, both taken halfway
fn remember(start: Sensed, end: Sensed, own: Own, memory: Memory, dt: f32) -> Memory {
  let bound = 0.5 * (bound_shares(start, own) + bound_shares(end, own));
  let rate = own.kRec + own.k19 * bound.x + own.k21 * bound.y;
  let settled = own.kRec / rate;
  return Memory(settled + (memory[SURFACE] - settled) * exp(-rate * dt));
}

fn rest(s: Sensed, own: Own) -> Memory {
  let bound = bound_shares(s, own);
  return Memory(own.kRec / (own.kRec + own.k19 * bound.x + own.k21 * bound.y));
}

fn pull(s: Sensed, own: Own, memory: Memory) -> vec2<f32> {
  let slopes = bound_slopes(s, own);
  return own.chi * memory[SURFACE] * vec2(slopes.x * s.cx + slopes.y * s.ax, slopes.x * s.cy + slopes.y * s.ay);
}

// Rotational diffusion by chance in the counts of ligand on both sides of the cell.
fn counting(s: Sensed, own: Own, memory: Memory) -> f32 {
  let slopes = bound_slopes(s, own);
  let counts = slopes * slopes * max(vec2(s.c, s.a), vec2(0.0, 0.0));
  return 0.5 * power_2(own.chi * memory[SURFACE]) * (counts.x + counts.y)
    * parameters.p_ligandNoise / (3.0 * power_2(parameters.p_radius));
}

fn rotation(s: Sensed, own: Own, memory: Memory) -> f32 {
  return parameters.p_rotationalDiffusion + counting(s, own, memory);
}

// turning round, in one dimension: both headings settle as their von Mises density does in the plane
fn tumble_rate(s: Sensed, own: Own, memory: Memory) -> f32 {
  if (TWO_DIMENSIONAL) { return 0.0; }
  let rate = rotation(s, own, memory);
  if (!(rate > 0.0)) { return 0.0; }
  return rate * (1.0 - tanh(clamp(pull(s, own, memory).x * s.ex / rate, -10.0, 10.0)));
}

fn inner(s: Sensed, own: Own, memory: Memory) -> Inner {
  let bound = bound_shares(s, own);
  return Inner(memory[SURFACE], memory[SURFACE] * (bound.x + bound.y));
}
