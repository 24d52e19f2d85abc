// Random numbers without state: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as
// 1, 2, 3") turns (seed, stream, cell, step) into a number, so the result depends neither on the order of calls nor on
// how many cells or threads there are, and a shader with the same integers gives the same numbers.
// Numbers have 24 bits, what a float32 can hold: not enough for tails beyond 5.8 standard deviations.
// Twin of shaders/lib/random.wgsl; `uniform` and `normal` have no shader, they are for initial fields.

import { direction } from './angle.ts';
import { highWord } from './fixed.ts';

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;
const UNIT = 2 ** -24;

/** Four 32-bit words. */
export type Block = readonly [number, number, number, number];

/** Philox4x32-10 of a four-word counter and a two-word key. */
export function philox(counter: Block, key: readonly [number, number]): Block {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highWord(MULTIPLIER_0, c0);
    const high1 = highWord(MULTIPLIER_1, c2);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** Counter: cell, step, stream, 0. Key: the low and the high word of the seed (0 .. 2^53 - 1). */
const block = (seed: number, stream: number, cell: number, step: number): Block =>
  philox([cell >>> 0, step >>> 0, stream >>> 0, 0], [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]);

/** Uniform in [0, 1), a multiple of 2^-24. */
export const uniform = (seed: number, stream: number, cell: number, step: number): number =>
  (block(seed, stream, cell, step)[0] >>> 8) * UNIT;

/** Standard normal (Box and Muller 1958); the radius never takes the logarithm of 0. */
export function normal(seed: number, stream: number, cell: number, step: number): number {
  const [first, second] = block(seed, stream, cell, step);
  const radius = Math.sqrt(-2 * Math.log(((first >>> 8) + 1) * UNIT));
  return radius * Math.cos(2 * Math.PI * (second >>> 8) * UNIT);
}

/** Uniform in [0, 1), a multiple of 2^-24, of a random word. */
export const unit = (word: number): number => (word >>> 8) * UNIT;

/** Exponential of mean 1, from 0 to 16.6, of a random word. */
export const exponential = (word: number): number => Math.max(0, -Math.log(((word >>> 8) + 1) * UNIT));

/** Two independent standard normals (Box and Muller 1958) of two random words; written into `out`. */
export function normals(first: number, second: number, out: Float64Array): void {
  const radius = Math.sqrt(2 * exponential(first));
  direction(second, out);
  out[0] *= radius;
  out[1] *= radius;
}
