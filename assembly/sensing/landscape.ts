// As shaders/sensing/landscape.wgsl, four cells at a time: the cell as a ball that rolls down the potential F = -chi c, with
// noise, more mobile at a higher internal level, which is its memory.

import { LandscapeOwn as Own, Sensed, Value } from '../layout';
import { exp } from '../lib/math';
import { value } from '../run-and-tumble/setting';

export function effectiveMobility(own: usize, memory: usize): v128 {
  const more = f32x4.mul(v128.load(own, Own.gain), v128.load(memory));
  return f32x4.mul(value(Value.mobility), f32x4.add(f32x4.splat(1), more));
}

/** What a gradient is multiplied by. */
export function pull(own: usize, memory: usize): v128 {
  return f32x4.mul(effectiveMobility(own, memory), value(Value.chi));
}

export function noiseStrength(own: usize, memory: usize): v128 {
  return f32x4.mul(value(Value.temperature), effectiveMobility(own, memory));
}

// share of bound receptors; none where there is nothing to bind
function boundShare(s: usize, own: usize): v128 {
  const c = v128.load(s, Sensed.c);
  const share = f32x4.div(c, f32x4.add(v128.load(own, Own.K), c));
  return v128.and(share, f32x4.gt(c, f32x4.splat(0)));
}

// relaxes towards the share of bound receptors; exact where that stands still
export function remember(end: usize, own: usize, memory: usize, after: usize, dt: v128): void {
  const bound = boundShare(end, own);
  const kept = exp(f32x4.neg(f32x4.div(dt, v128.load(own, Own.tau))));
  v128.store(after, f32x4.add(bound, f32x4.mul(f32x4.sub(v128.load(memory), bound), kept)));
}

export function rest(s: usize, own: usize, memory: usize): void {
  v128.store(memory, boundShare(s, own));
}

/** `out`: address of the vector in the row `inner0`. */
export function inner(memory: usize, out: usize): void {
  v128.store(out, v128.load(memory));
}
