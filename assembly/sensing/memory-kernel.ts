// As shaders/sensing/memory-kernel.wgsl, four cells at a time: three filters in a row. A memory is told by the address of its
// vector in its first row.

import { CELL_STRIDE, MemoryKernelOwn as Own, Option, Sensed, Value } from '../layout';
import { exp } from '../lib/math';
import { one, options, value } from '../run-and-tumble/setting';

@inline
function stored(memory: usize, k: usize): v128 {
  return v128.load(memory + CELL_STRIDE * k);
}
@inline
function store3(memory: usize, first: v128, second: v128, third: v128): void {
  v128.store(memory, first);
  v128.store(memory, second, CELL_STRIDE);
  v128.store(memory, third, 2 * CELL_STRIDE);
}

export function remember(start: usize, end: usize, own: usize, memory: usize, after: usize, dt: v128): void {
  const later = v128.load(end, Sensed.c);
  const before = v128.load(start, Sensed.c);
  const z = f32x4.div(dt, v128.load(own, Own.tau));
  const kept = exp(f32x4.neg(z));
  const two = f32x4.splat(2);
  const three = f32x4.splat(3);
  const lag = f32x4.div(f32x4.sub(later, before), z);
  const first = f32x4.add(f32x4.sub(stored(memory, 0), before), lag);
  const second = f32x4.add(f32x4.sub(stored(memory, 1), before), f32x4.mul(two, lag));
  const third = f32x4.add(f32x4.sub(stored(memory, 2), before), f32x4.mul(three, lag));
  const secondKept = f32x4.add(second, f32x4.mul(z, first));
  const half = f32x4.mul(f32x4.mul(f32x4.splat(0.5), z), first);
  const thirdKept = f32x4.add(third, f32x4.mul(z, f32x4.add(second, half)));
  // Where no time passed it stays.
  const passed = f32x4.gt(dt, f32x4.splat(0));
  const level0 = f32x4.add(f32x4.sub(later, lag), f32x4.mul(first, kept));
  const level1 = f32x4.add(f32x4.sub(later, f32x4.mul(two, lag)), f32x4.mul(secondKept, kept));
  const level2 = f32x4.add(f32x4.sub(later, f32x4.mul(three, lag)), f32x4.mul(thirdKept, kept));
  store3(
    after,
    v128.bitselect(level0, stored(memory, 0), passed),
    v128.bitselect(level1, stored(memory, 1), passed),
    v128.bitselect(level2, stored(memory, 2), passed),
  );
}

export function rest(s: usize, memory: usize): void {
  const c = v128.load(s, Sensed.c);
  store3(memory, c, c, c);
}

function response(s: usize, own: usize, memory: usize): v128 {
  const c = v128.load(s, Sensed.c);
  const weight1 = value(Value.weight1);
  const weight2 = value(Value.weight2);
  const weight3 = value(Value.weight3);
  const sum = f32x4.add(f32x4.add(f32x4.add(value(Value.weight0), weight1), weight2), weight3);
  let all = f32x4.add(f32x4.mul(sum, c), f32x4.mul(weight1, f32x4.sub(stored(memory, 0), c)));
  all = f32x4.add(all, f32x4.mul(weight2, f32x4.sub(stored(memory, 1), c)));
  all = f32x4.add(all, f32x4.mul(weight3, f32x4.sub(stored(memory, 2), c)));
  return f32x4.mul(v128.load(own, Own.kappa), all);
}

export function tumbleRate(s: usize, own: usize, memory: usize): v128 {
  const answer = response(s, own, memory);
  const rate = value(Value.tumbleRate);
  if ((options & Option.exponential) != 0) return f32x4.mul(rate, exp(f32x4.neg(answer)));
  return f32x4.mul(rate, f32x4.sub(f32x4.splat(1), answer));
}

export function noisy(): bool {
  return one(Value.ligandNoise) > 0;
}

export function disturb(s: usize, own: usize, memory: usize, dt: v128, noise: v128): void {
  const spectrum = f32x4.mul(f32x4.pmax(v128.load(s, Sensed.c), f32x4.splat(0)), value(Value.ligandNoise));
  const tau = v128.load(own, Own.tau);
  const z = f32x4.div(dt, tau);
  const lost = f32x4.sub(f32x4.splat(1), exp(f32x4.mul(f32x4.splat(-2), z)));
  const variance = f32x4.mul(f32x4.div(f32x4.mul(f32x4.splat(0.5), spectrum), tau), lost);
  const kick = f32x4.mul(f32x4.sqrt(variance), noise);
  const second = f32x4.mul(f32x4.mul(f32x4.splat(0.5), z), kick);
  const third = f32x4.mul(f32x4.div(f32x4.mul(z, z), f32x4.splat(6)), kick);
  store3(
    memory,
    f32x4.add(stored(memory, 0), kick),
    f32x4.add(stored(memory, 1), second),
    f32x4.add(stored(memory, 2), third),
  );
}

/** `out`: address of the vector in the row `inner0`. */
export function inner(s: usize, own: usize, memory: usize, out: usize): void {
  v128.store(out, response(s, own, memory));
}
