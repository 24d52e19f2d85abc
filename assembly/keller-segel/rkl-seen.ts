// What the cells of a thread's band have shown a stage of a super-time-step: its extremes (kernels/keller-segel/rkl-layout.ts), four
// lanes each, in the thread's memory. Rates and sizes as bits of numbers that are not negative; lowest values.

import { RKL_EXTREMES_COUNT, RklExtremes } from '../layout';
import { gather, gatherTrue, largestBits } from './gather';

export const LIMIT: usize = 0;
export const DRIFT: usize = 16;
export const DENSITY: usize = 32;
export const CHEMICAL: usize = 48;
export const ERROR_U: usize = 64;
export const ERROR_V: usize = 80;
/** One number. */
export const NARROW_RATE: usize = 96;
export const LOWEST: usize = 112;
export const LOWEST_DIFFUSION: usize = 128;
const BYTES: usize = 144;

export function clearSeen(seen: usize): void {
  memory.fill(seen, 0, BYTES);
}

/** Hands them to the clock; `last`: new values are among them. */
export function gatherSeen(seen: usize, extremes: usize, thread: u32, last: bool): void {
  const density = largestBits(v128.load(seen, DENSITY));
  const chemical = largestBits(v128.load(seen, CHEMICAL));
  one(extremes, thread, RklExtremes.limit, largestBits(v128.load(seen, LIMIT)));
  one(extremes, thread, RklExtremes.drift, largestBits(v128.load(seen, DRIFT)));
  one(extremes, thread, RklExtremes.density, density);
  one(extremes, thread, RklExtremes.chemical, chemical);
  one(extremes, thread, RklExtremes.errorU, largestBits(v128.load(seen, ERROR_U)));
  one(extremes, thread, RklExtremes.errorV, largestBits(v128.load(seen, ERROR_V)));
  one(extremes, thread, RklExtremes.narrowRate, load<u32>(seen + NARROW_RATE));
  flag(extremes, thread, RklExtremes.notFinite, last && max(density, chemical) >= 0x7f800000);
  flag(extremes, thread, RklExtremes.negative, isNegative(seen + LOWEST));
  flag(extremes, thread, RklExtremes.negativeDiffusion, isNegative(seen + LOWEST_DIFFUSION));
}

function one(extremes: usize, thread: u32, which: u32, bits: u32): void {
  gather(extremes, thread, which, bits, RKL_EXTREMES_COUNT);
}
function flag(extremes: usize, thread: u32, which: u32, found: bool): void {
  gatherTrue(extremes, thread, which, found, RKL_EXTREMES_COUNT);
}
function isNegative(at: usize): bool {
  return v128.any_true(f32x4.lt(v128.load(at), f32x4.splat(0)));
}
