// As shaders/lib/random.wgsl, four counters at a time: Philox4x32-10, the same integers as src/core/random.ts.

import { direction } from './angle';
import { log } from './math';

const ROUNDS = 10;
const UNIT: f32 = 5.9604644775390625e-8; // 2^-24

/** Counters: cell, step, event, purpose; the key: both words of the seed. Stores four words of each, word by word, in 64 bytes. */
@inline
export function philox(
  at: usize,
  cell: v128,
  step: u32,
  event: u32,
  purpose: u32,
  keyLow: u32,
  keyHigh: u32,
): void {
  block(
    at,
    cell,
    i32x4.splat(step),
    i32x4.splat(event),
    i32x4.splat(purpose),
    i32x4.splat(keyLow),
    i32x4.splat(keyHigh),
  );
}

/** Of any counters and keys. */
export function block(
  at: usize,
  counter0: v128,
  counter1: v128,
  counter2: v128,
  counter3: v128,
  key0: v128,
  key1: v128,
): void {
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);
  const weyl0 = i32x4.splat(0x9e3779b9);
  const weyl1 = i32x4.splat(0xbb67ae85);
  let c0 = counter0;
  let c1 = counter1;
  let c2 = counter2;
  let c3 = counter3;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const low0 = i64x2.extmul_low_i32x4_u(multiplier0, c0);
    const high0 = i64x2.extmul_high_i32x4_u(multiplier0, c0);
    const low1 = i64x2.extmul_low_i32x4_u(multiplier1, c2);
    const high1 = i64x2.extmul_high_i32x4_u(multiplier1, c2);
    c0 = v128.xor(v128.xor(v128.shuffle<u32>(low1, high1, 1, 3, 5, 7), c1), k0);
    c1 = v128.shuffle<u32>(low1, high1, 0, 2, 4, 6);
    c2 = v128.xor(v128.xor(v128.shuffle<u32>(low0, high0, 1, 3, 5, 7), c3), k1);
    c3 = v128.shuffle<u32>(low0, high0, 0, 2, 4, 6);
    k0 = i32x4.add(k0, weyl0);
    k1 = i32x4.add(k1, weyl1);
  }
  v128.store(at, c0);
  v128.store(at, c1, 16);
  v128.store(at, c2, 32);
  v128.store(at, c3, 48);
}

/** Uniform in [0, 1), multiples of 2^-24. */
@inline
export function unit(word: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(word, 8)), f32x4.splat(UNIT));
}

/** Exponential of mean 1, from 0 to 16.6. */
export function exponential(word: v128): v128 {
  const number = i32x4.add(i32x4.shr_u(word, 8), i32x4.splat(1));
  const part = f32x4.mul(f32x4.convert_i32x4_s(number), f32x4.splat(UNIT));
  return f32x4.pmax(f32x4.splat(0), f32x4.neg(log(part)));
}

/** Two independent standard normals (Box and Muller 1958) of two words, stored in two vectors. */
export function normals(first: v128, second: v128, at: usize): void {
  const radius = f32x4.sqrt(f32x4.mul(f32x4.splat(2), exponential(first)));
  direction(second, at, at + 16);
  v128.store(at, f32x4.mul(radius, v128.load(at)));
  v128.store(at, f32x4.mul(radius, v128.load(at, 16)), 16);
}
