// As shaders/sensing/ccr7.wgsl, four cells at a time: two ligands of one receptor pull the cell up their gradient; CCL19 takes
// receptors off the surface. The memory is the share of receptors there.

import { Ccr7Own as Own, CELL_STRIDE, Sensed, Value } from '../layout';
import { exp, tanh } from '../lib/math';
import { twoDimensional, value } from '../run-and-tumble/setting';

@inline
function bound(concentration: v128, constant: v128): v128 {
  return f32x4.div(f32x4.pmax(concentration, f32x4.splat(0)), constant);
}
@inline
function first(s: usize, own: usize): v128 {
  return bound(v128.load(s, Sensed.c), v128.load(own, Own.K19));
}
@inline
function second(s: usize, own: usize): v128 {
  return bound(v128.load(s, Sensed.a), v128.load(own, Own.K21));
}
@inline
function all(s: usize, own: usize): v128 {
  return f32x4.add(f32x4.add(f32x4.splat(1), first(s, own)), second(s, own));
}

// shares of the surface receptors that hold CCL19 and CCL21
function boundShare19(s: usize, own: usize): v128 {
  return f32x4.div(first(s, own), all(s, own));
}
function boundShare21(s: usize, own: usize): v128 {
  return f32x4.div(second(s, own), all(s, own));
}

// how the bound share changes with either concentration
function boundSlope(s: usize, own: usize, constant: v128): v128 {
  const unbound = f32x4.div(f32x4.splat(1), all(s, own));
  return f32x4.div(f32x4.mul(unbound, unbound), constant);
}

// relaxes towards what recycling and loss leave on the surface, both taken halfway
export function remember(start: usize, end: usize, own: usize, memory: usize, after: usize, dt: v128): void {
  const half = f32x4.splat(0.5);
  const bound19 = f32x4.mul(half, f32x4.add(boundShare19(start, own), boundShare19(end, own)));
  const bound21 = f32x4.mul(half, f32x4.add(boundShare21(start, own), boundShare21(end, own)));
  const kRec = v128.load(own, Own.kRec);
  let rate = f32x4.add(kRec, f32x4.mul(v128.load(own, Own.k19), bound19));
  rate = f32x4.add(rate, f32x4.mul(v128.load(own, Own.k21), bound21));
  const settled = f32x4.div(kRec, rate);
  const kept = exp(f32x4.neg(f32x4.mul(rate, dt)));
  v128.store(after, f32x4.add(settled, f32x4.mul(f32x4.sub(v128.load(memory), settled), kept)));
}

export function rest(s: usize, own: usize, memory: usize): void {
  const kRec = v128.load(own, Own.kRec);
  let loss = f32x4.add(kRec, f32x4.mul(v128.load(own, Own.k19), boundShare19(s, own)));
  loss = f32x4.add(loss, f32x4.mul(v128.load(own, Own.k21), boundShare21(s, own)));
  v128.store(memory, f32x4.div(kRec, loss));
}

/** Along one axis, of which these are the gradients. */
@inline
function pull(s: usize, own: usize, memory: usize, gradient19: v128, gradient21: v128): v128 {
  const strength = f32x4.mul(v128.load(own, Own.chi), v128.load(memory));
  const slope19 = boundSlope(s, own, v128.load(own, Own.K19));
  const slope21 = boundSlope(s, own, v128.load(own, Own.K21));
  return f32x4.mul(strength, f32x4.add(f32x4.mul(slope19, gradient19), f32x4.mul(slope21, gradient21)));
}
export function pullX(s: usize, own: usize, memory: usize): v128 {
  return pull(s, own, memory, v128.load(s, Sensed.cx), v128.load(s, Sensed.ax));
}
export function pullY(s: usize, own: usize, memory: usize): v128 {
  return pull(s, own, memory, v128.load(s, Sensed.cy), v128.load(s, Sensed.ay));
}

// Rotational diffusion by chance in the counts of ligand on both sides of the cell.
function counting(s: usize, own: usize, memory: usize): v128 {
  const slope19 = boundSlope(s, own, v128.load(own, Own.K19));
  const slope21 = boundSlope(s, own, v128.load(own, Own.K21));
  const zero = f32x4.splat(0);
  const counts19 = f32x4.mul(f32x4.mul(slope19, slope19), f32x4.pmax(v128.load(s, Sensed.c), zero));
  const counts21 = f32x4.mul(f32x4.mul(slope21, slope21), f32x4.pmax(v128.load(s, Sensed.a), zero));
  const strength = f32x4.mul(v128.load(own, Own.chi), v128.load(memory));
  const gain = f32x4.mul(f32x4.splat(0.5), f32x4.mul(strength, strength));
  const radius = value(Value.radius);
  const area = f32x4.mul(f32x4.splat(3), f32x4.mul(radius, radius));
  const noise = f32x4.mul(f32x4.mul(gain, f32x4.add(counts19, counts21)), value(Value.ligandNoise));
  return f32x4.div(noise, area);
}

export function rotation(s: usize, own: usize, memory: usize): v128 {
  return f32x4.add(value(Value.rotationalDiffusion), counting(s, own, memory));
}

// turning round, in one dimension: both headings settle as their von Mises density does in the plane
export function tumbleRate(s: usize, own: usize, memory: usize): v128 {
  const zero = f32x4.splat(0);
  if (twoDimensional) return zero;
  const rate = rotation(s, own, memory);
  const bias = f32x4.div(f32x4.mul(pullX(s, own, memory), v128.load(s, Sensed.ex)), rate);
  const turning = f32x4.mul(rate, f32x4.sub(f32x4.splat(1), tanh(bias)));
  return v128.and(turning, f32x4.gt(rate, zero));
}

/** `out`: address of the vector in the row `inner0`. */
export function inner(s: usize, own: usize, memory: usize, out: usize): void {
  const surface = v128.load(memory);
  const bound = f32x4.add(boundShare19(s, own), boundShare21(s, own));
  v128.store(out, surface);
  v128.store(out, f32x4.mul(surface, bound), CELL_STRIDE);
}
