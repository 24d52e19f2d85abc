// The instructions that row functions are made of, by their names in the specification. Vectors are four f32 lanes.

import { float32, signed, unsigned } from './binary.ts';

const simd = (code: number, ...more: number[]): number[] => [0xfd, ...unsigned(code), ...more];
/** Vectors of rows are at multiples of 4 bytes. */
const ALIGNMENT = 2;

export const local = {
  get: (index: number): number[] => [0x20, ...unsigned(index)],
  set: (index: number): number[] => [0x21, ...unsigned(index)],
  tee: (index: number): number[] => [0x22, ...unsigned(index)],
};
export const call = (index: number): number[] => [0x10, ...unsigned(index)];

export const i32 = {
  constant: (value: number): number[] => [0x41, ...signed(value)],
  add: [0x6a],
  lessUnsigned: [0x49],
  shiftLeft: [0x74],
};

export const f32x4 = {
  load: (offset: number): number[] => simd(0, ALIGNMENT, ...unsigned(offset)),
  /** One number to all lanes. */
  loadSplat: (offset: number): number[] => simd(9, ALIGNMENT, ...unsigned(offset)),
  store: (offset: number): number[] => simd(11, ALIGNMENT, ...unsigned(offset)),
  constant: (value: number): number[] => {
    const bytes = float32(value);
    return simd(12, ...bytes, ...bytes, ...bytes, ...bytes);
  },
  splat: simd(0x13),
  equal: simd(0x41),
  unequal: simd(0x42),
  less: simd(0x43),
  greater: simd(0x44),
  lessOrEqual: simd(0x45),
  greaterOrEqual: simd(0x46),
  and: simd(0x4e),
  /** Of three: the bits of the first where those of the third are set, else those of the second. */
  bitselect: simd(0x52),
  ceil: simd(0x67),
  floor: simd(0x68),
  abs: simd(0xe0),
  negate: simd(0xe1),
  sqrt: simd(0xe3),
  add: simd(0xe4),
  subtract: simd(0xe5),
  multiply: simd(0xe6),
  divide: simd(0xe7),
  min: simd(0xe8),
  max: simd(0xe9),
  /** b < a ? b : a, and a < b ? b : a: a NaN in the first stays; one machine instruction where min and max take seven. */
  pseudoMin: simd(0xea),
  pseudoMax: simd(0xeb),
};

/** Repeats `body` for as long as it leaves something other than 0. */
export const loop = (body: readonly number[]): number[] => [0x03, 0x40, ...body, 0x0d, 0, 0x0b];
