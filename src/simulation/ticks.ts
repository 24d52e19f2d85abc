// Simulated time as a count of ticks, split into the two words the clock kernel adds in. Exact up to 2^53 ticks.
// The unit is fine against the step, so that steps can shrink, and against what is asked for, so that runs land on it.

import type { Fields } from '../core/backend.ts';

const WORD = 2 ** 32;
/** A step at the start is at least this many ticks: f32 holds such a count exactly. */
const TICKS_A_STEP = 2 ** 24;
/** The shortest time anybody asks for is at least this many. */
const TICKS_A_GOAL = 2 ** 20;
const MOST_TICKS = 2 ** 30;

/** Unit of time for an adaptive run: `step` is the first step (Infinity where not known), `goal` the shortest wish. */
export const adaptiveTick = (step: number, goal: number): number =>
  2 ** Math.floor(Math.log2(Math.min(step / TICKS_A_STEP, goal / TICKS_A_GOAL)));

/** How many ticks a fixed step has: a power of two, so that the unit times it is the step exactly. */
export const fixedTicks = (step: number, goal: number): number =>
  Math.min(2 ** Math.ceil(Math.log2(Math.max(TICKS_A_STEP, (step / goal) * TICKS_A_GOAL))), MOST_TICKS);

/** The longest step in ticks; `longest` is Infinity where only the limit of the scheme counts. */
export const mostTicks = (longest: number, tick: number): number =>
  Math.max(Math.floor(Math.min(MOST_TICKS, longest / tick)), 1);

export const toTicks = (time: number, tick: number): number =>
  Math.min(Math.round(time / tick), Number.MAX_SAFE_INTEGER);

export const words = (ticks: number): Fields => ({
  time_low: ticks % WORD,
  time_high: Math.floor(ticks / WORD),
});

export const fromWords = (record: Fields): number => record.time_high * WORD + record.time_low;
