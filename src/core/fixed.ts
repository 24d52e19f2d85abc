// Positions in fixed point: 2^32 units are one period, so that integers wrap where the domain does, however far a cell
// goes, and adding a step to a position loses nothing, wherever the cell is. Between walls the period is twice the width,
// and the upper half of it is the mirror image of the lower one. Unit k stands for the interval from k to k + 1.
// Twin of shaders/lib/fixed.wgsl; distances are float64 here, f32 there.

const PERIOD = 4294967296;

/** Upper 32 bits of the product of two 32-bit words, by 16-bit halves: a float64 product would lose bits. */
export function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  return aHigh * bHigh + Math.floor((aLow * bHigh + middle) / 0x10000);
}

/** 64-bit product of two 32-bit words: low word, high word. */
export const multiply = (a: number, b: number): readonly [number, number] => [
  Math.imul(a, b) >>> 0,
  highWord(a, b),
];

export interface Shift {
  /** 0 .. 2^32 - 1. */
  readonly position: number;
  /** Times the way passed from the last unit to the first (upwards), less the times it passed back. */
  readonly rounds: number;
}

/** A position after a distance of any length and sign, on a circle of that period (both in the user's length). */
export function shifted(position: number, distance: number, period: number): Shift {
  const turns = Math.abs(distance / period);
  const whole = Math.floor(turns);
  // Up to 2^32 itself, which f32 cannot round up to: then the position stays and the carry counts the round.
  const units = Math.round((turns - whole) * PERIOD);
  if (distance >= 0) {
    const carry = position + units >= PERIOD ? 1 : 0;
    return { position: position + units - carry * PERIOD, rounds: whole + carry };
  }
  const borrow = position < units ? 1 : 0;
  return { position: position - units + borrow * PERIOD, rounds: 0 - whole - borrow };
}

/**
 * Between walls: from anywhere on the circle to the lower half, where reflection puts it. Where it changes the position
 * the heading along that axis is mirrored, too.
 */
export const mirrored = (position: number): number =>
  position >= PERIOD / 2 ? PERIOD - 1 - position : position;
