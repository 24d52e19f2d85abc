// E. coli: a cluster of receptors (Monod, Wyman, Changeux), methylation, CheY-P and motor. Twin: src/sensing/e-coli/law.ts.
// Needs ligands_energy and arrivals: e-coli-ligand.wgsl, or for two kinds of receptors e-coli-two-ligands.wgsl.

const METHYLATION: u32 = 0u;
const CARRY: u32 = 1u; // what adding has rounded off the methylation
const CHEY: u32 = 2u;

// free energy that a ligand adds, for each of its receptors
fn ligand_energy(c: f32, K_I: f32, K_A: f32) -> f32 {
  let present = max(c, 0.0);
  return log((1.0 + present / K_I) / (1.0 + present / K_A));
}

// its slope
fn ligand_slope(c: f32, K_I: f32, K_A: f32) -> f32 {
  let present = max(c, 0.0);
  return (K_A - K_I) / ((K_I + present) * (K_A + present));
}

// share of active kinase
fn activity_of(energy: f32, methylation: f32, own: Own) -> f32 {
  let free = own.N * (own.alpha * (parameters.p_m0 - methylation) + energy);
  return 1.0 / (1.0 + exp(clamp(free, -80.0, 80.0)));
}

fn methylation_rate(activity: f32, own: Own) -> f32 {
  return own.kR * (1.0 - activity) - own.kB * activity;
}

// The value as stored: `zero` is 0, but no compiler knows, so none may simplify (a + b) - a to b.
fn stored(value: f32) -> f32 {
  return bitcast<f32>(bitcast<u32>(value) ^ parameters.zero);
}

// methylation by the midpoint rule, with what is rounded off carried on (Kahan); CheY-P relaxes to the activity halfway
fn remember(start: Sensed, end: Sensed, own: Own, memory: Memory, dt: f32) -> Memory {
  let before = ligands_energy(start, own);
  let later = ligands_energy(end, own);
  let m = memory[METHYLATION];
  let half = m + 0.5 * dt * methylation_rate(activity_of(before, m, own), own);
  let activity = activity_of(0.5 * (before + later), half, own);
  let more = dt * methylation_rate(activity, own) + memory[CARRY];
  let next = stored(m + more);
  var signal = activity / own.a0;
  if (own.tauY > 0.0) {
    signal += (memory[CHEY] - signal) * exp(-dt / own.tauY);
  } else {
    signal = activity_of(later, next, own) / own.a0;
  }
  return Memory(next, more - (next - m), signal);
}

fn adapted_activity(own: Own) -> f32 {
  return own.kR / (own.kR + own.kB);
}

fn rest(s: Sensed, own: Own) -> Memory {
  let methylation = parameters.p_m0 + (ligands_energy(s, own) - log(own.kB / own.kR) / own.N) / own.alpha;
  return Memory(methylation, 0.0, adapted_activity(own) / own.a0);
}

// motor: a Hill function of CheY-P that is 1/tau at 1 and p_most at the most
fn tumble_rate(s: Sensed, own: Own, memory: Memory) -> f32 {
  let power = pow(max(memory[CHEY], 1e-30), own.H);
  let half = max(parameters.p_most * own.tau - 1.0, 0.0);
  // divided through by a large power, which f32 may not hold
  let hill = select(power / (half + power), 1.0 / (half / power + 1.0), power > 1.0);
  return own.z0 + parameters.p_most * hill;
}

fn noisy(own: Own) -> bool {
  return parameters.p_ligandNoise + parameters.p_methylationNoise > 0.0;
}

// White noise of the ligands' arrival, through the activity, makes CheY-P an Ornstein-Uhlenbeck process; exact over dt.
// Methylation diffuses, less what adaptation takes back of it within dt: its variance is then of second order in dt.
fn disturb(s: Sensed, own: Own, memory: Memory, dt: f32, noise: vec2<f32>) -> Memory {
  var state = memory;
  let activity = activity_of(ligands_energy(s, own), memory[METHYLATION], own);
  if (own.tauY > 0.0) {
    let gain = activity * (1.0 - activity) * own.N / own.a0;
    let spectrum = power_2(gain) * arrivals(s, own) * parameters.p_ligandNoise;
    state[CHEY] += sqrt(spectrum * 0.5 / own.tauY * (1.0 - exp(-2.0 * dt / own.tauY))) * noise.x;
  }
  let back = own.N * own.alpha * activity * (1.0 - activity) * (own.kR + own.kB);
  state[METHYLATION] += sqrt(2.0 * parameters.p_methylationNoise * dt / (1.0 + back * dt)) * noise.y;
  return state;
}

fn inner(s: Sensed, own: Own, memory: Memory) -> Inner {
  let m = memory[METHYLATION];
  return Inner(activity_of(ligands_energy(s, own), m, own), m, memory[CHEY]);
}
