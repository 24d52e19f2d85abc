// Simulated time as a count of ticks, split into the two words the clock kernel adds in. Exact up to 2^53 ticks.

import type { Fields } from '../core/backend.ts';

const WORD = 2 ** 32;
/** One step at the start is about this many ticks: f32 holds such a count exactly. */
const TICKS_A_STEP = 2 ** 24;

/** The unit of the clock for a typical step: a power of two times the step when the step is fixed. */
export const tickFor = (timeStep: number, fixed: boolean): number =>
  fixed ? timeStep / TICKS_A_STEP : 2 ** Math.floor(Math.log2(timeStep / TICKS_A_STEP));

export const fixedTicks = TICKS_A_STEP;

export const toTicks = (time: number, tick: number): number =>
  Math.min(Math.round(time / tick), Number.MAX_SAFE_INTEGER);

export const words = (ticks: number): Fields => ({
  time_low: ticks % WORD,
  time_high: Math.floor(ticks / WORD),
});

export const fromWords = (record: Fields): number => record.time_high * WORD + record.time_low;
