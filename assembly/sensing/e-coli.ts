// As shaders/sensing/e-coli.wgsl with e-coli-ligand.wgsl or e-coli-two-ligands.wgsl, four cells at a time: receptor clusters,
// methylation, CheY-P and motor. Both rules have the same parameters of a cell's own.

import { CELL_STRIDE, EColiOwn as Own, Law, Sensed, Value } from '../layout';
import { exp, log, power } from '../lib/math';
import { law, one, value } from '../run-and-tumble/setting';

const CARRY: usize = CELL_STRIDE; // what adding has rounded off the methylation, which stands first
const CHEY: usize = 2 * CELL_STRIDE;

@inline
function present(c: v128): v128 {
  return f32x4.pmax(c, f32x4.splat(0));
}
@inline
function square(x: v128): v128 {
  return f32x4.mul(x, x);
}

// free energy that a ligand adds, for each of its receptors
function ligandEnergy(concentration: v128, K_I: v128, K_A: v128): v128 {
  const c = present(concentration);
  const inactive = f32x4.add(f32x4.splat(1), f32x4.div(c, K_I));
  return log(f32x4.div(inactive, f32x4.add(f32x4.splat(1), f32x4.div(c, K_A))));
}

// its slope
function ligandSlope(concentration: v128, K_I: v128, K_A: v128): v128 {
  const c = present(concentration);
  return f32x4.div(f32x4.sub(K_A, K_I), f32x4.mul(f32x4.add(K_I, c), f32x4.add(K_A, c)));
}

// free energy that the ligands add, for each receptor of the cluster
function ligandsEnergy(s: usize, own: usize): v128 {
  const first = ligandEnergy(v128.load(s, Sensed.c), v128.load(own, Own.K_I), v128.load(own, Own.K_A));
  if (law == Law.eColi) return first;
  const second = ligandEnergy(v128.load(s, Sensed.a), value(Value.K_I2), value(Value.K_A2));
  return f32x4.add(f32x4.mul(value(Value.share), first), f32x4.mul(value(Value.share2), second));
}

// concentrations times the squares of that energy's slopes: what their arrival disturbs
function arrivals(s: usize, own: usize): v128 {
  const c = v128.load(s, Sensed.c);
  const first = ligandSlope(c, v128.load(own, Own.K_I), v128.load(own, Own.K_A));
  if (law == Law.eColi) return f32x4.mul(present(c), square(first));
  const a = v128.load(s, Sensed.a);
  const second = ligandSlope(a, value(Value.K_I2), value(Value.K_A2));
  return f32x4.add(
    f32x4.mul(present(c), square(f32x4.mul(value(Value.share), first))),
    f32x4.mul(present(a), square(f32x4.mul(value(Value.share2), second))),
  );
}

// share of active kinase
function activityOf(energy: v128, methylation: v128, own: usize): v128 {
  const adapted = f32x4.mul(v128.load(own, Own.alpha), f32x4.sub(value(Value.m0), methylation));
  const free = f32x4.mul(v128.load(own, Own.N), f32x4.add(adapted, energy));
  const held = f32x4.min(f32x4.max(free, f32x4.splat(-80)), f32x4.splat(80));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp(held)));
}

function methylationRate(activity: v128, own: usize): v128 {
  const more = f32x4.mul(v128.load(own, Own.kR), f32x4.sub(f32x4.splat(1), activity));
  return f32x4.sub(more, f32x4.mul(v128.load(own, Own.kB), activity));
}

export function remember(start: usize, end: usize, own: usize, memory: usize, after: usize, dt: v128): void {
  const before = ligandsEnergy(start, own);
  const later = ligandsEnergy(end, own);
  const half = f32x4.splat(0.5);
  const m = v128.load(memory);
  const first = methylationRate(activityOf(before, m, own), own);
  const halfway = f32x4.add(m, f32x4.mul(f32x4.mul(half, dt), first));
  const activity = activityOf(f32x4.mul(half, f32x4.add(before, later)), halfway, own);
  const more = f32x4.add(f32x4.mul(dt, methylationRate(activity, own)), v128.load(memory, CARRY));
  const next = f32x4.add(m, more);
  const a0 = v128.load(own, Own.a0);
  const tauY = v128.load(own, Own.tauY);
  const settled = f32x4.div(activity, a0);
  const kept = exp(f32x4.neg(f32x4.div(dt, tauY)));
  const signal = f32x4.add(settled, f32x4.mul(f32x4.sub(v128.load(memory, CHEY), settled), kept));
  const delayed = f32x4.gt(tauY, f32x4.splat(0));
  let cheY = signal;
  if (!i32x4.all_true(delayed)) {
    const atOnce = f32x4.div(activityOf(later, next, own), a0);
    cheY = v128.bitselect(signal, atOnce, delayed);
  }
  v128.store(after, next);
  v128.store(after, f32x4.sub(more, f32x4.sub(next, m)), CARRY);
  v128.store(after, cheY, CHEY);
}

export function rest(s: usize, own: usize, memory: usize): void {
  const kR = v128.load(own, Own.kR);
  const kB = v128.load(own, Own.kB);
  const bias = f32x4.div(log(f32x4.div(kB, kR)), v128.load(own, Own.N));
  const energy = f32x4.sub(ligandsEnergy(s, own), bias);
  v128.store(memory, f32x4.add(value(Value.m0), f32x4.div(energy, v128.load(own, Own.alpha))));
  v128.store(memory, f32x4.splat(0), CARRY);
  const adapted = f32x4.div(kR, f32x4.add(kR, kB));
  v128.store(memory, f32x4.div(adapted, v128.load(own, Own.a0)), CHEY);
}

// motor: a Hill function of CheY-P that is 1/tau at 1 and `most` at the most
export function tumbleRate(own: usize, memory: usize): v128 {
  const one = f32x4.splat(1);
  const large = power(f32x4.pmax(v128.load(memory, CHEY), f32x4.splat(1e-30)), v128.load(own, Own.H));
  const most = value(Value.most);
  const excess = f32x4.sub(f32x4.mul(most, v128.load(own, Own.tau)), one);
  const half = f32x4.pmax(excess, f32x4.splat(0));
  // divided through by a large power, which f32 may not hold
  const below = f32x4.div(large, f32x4.add(half, large));
  const above = f32x4.div(one, f32x4.add(f32x4.div(half, large), one));
  const hill = v128.bitselect(above, below, f32x4.gt(large, one));
  return f32x4.add(v128.load(own, Own.z0), f32x4.mul(most, hill));
}

export function noisy(): bool {
  return one(Value.ligandNoise) + one(Value.methylationNoise) > 0;
}

export function disturb(s: usize, own: usize, memory: usize, dt: v128, first: v128, second: v128): void {
  const one = f32x4.splat(1);
  const N = v128.load(own, Own.N);
  const activity = activityOf(ligandsEnergy(s, own), v128.load(memory), own);
  const slope = f32x4.mul(activity, f32x4.sub(one, activity));
  const tauY = v128.load(own, Own.tauY);
  const gain = f32x4.div(f32x4.mul(slope, N), v128.load(own, Own.a0));
  const spectrum = f32x4.mul(f32x4.mul(square(gain), arrivals(s, own)), value(Value.ligandNoise));
  const lost = f32x4.sub(one, exp(f32x4.div(f32x4.mul(f32x4.splat(-2), dt), tauY)));
  const variance = f32x4.mul(f32x4.div(f32x4.mul(spectrum, f32x4.splat(0.5)), tauY), lost);
  const kick = f32x4.mul(f32x4.sqrt(variance), first);
  const delayed = f32x4.gt(tauY, f32x4.splat(0));
  v128.store(memory, f32x4.add(v128.load(memory, CHEY), v128.and(kick, delayed)), CHEY);
  const rates = f32x4.add(v128.load(own, Own.kR), v128.load(own, Own.kB));
  const back = f32x4.mul(f32x4.mul(f32x4.mul(N, v128.load(own, Own.alpha)), slope), rates);
  const spread = f32x4.mul(f32x4.mul(f32x4.splat(2), value(Value.methylationNoise)), dt);
  const held = f32x4.div(spread, f32x4.add(one, f32x4.mul(back, dt)));
  v128.store(memory, f32x4.add(v128.load(memory), f32x4.mul(f32x4.sqrt(held), second)));
}

/** `out`: address of the vector in the row `inner0`. */
export function inner(s: usize, own: usize, memory: usize, out: usize): void {
  const m = v128.load(memory);
  v128.store(out, activityOf(ligandsEnergy(s, own), m, own));
  v128.store(out, m, CELL_STRIDE);
  v128.store(out, v128.load(memory, CHEY), 2 * CELL_STRIDE);
}
