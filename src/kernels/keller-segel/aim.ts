// Twin of shaders/keller-segel/aim.wgsl: cuts the planned step so that the run lands on its goal exactly.

import type { Fields } from '../../core/backend.ts';

const LARGEST_STEP = 0xffffffff;
const WORD = 4294967296;

/** Ticks left until the goal, at most LARGEST_STEP. Exact: the counts stay below 2^53. */
export function remainingTicks(goal: Fields, clock: Fields): number {
  const remaining = goal.time_high * WORD + goal.time_low - (clock.time_high * WORD + clock.time_low);
  return Math.min(Math.max(remaining, 0), LARGEST_STEP);
}

export function aim(parameters: Fields, goal: Fields, clock: Fields): void {
  const remaining = remainingTicks(goal, clock);
  let ticks = clock.planned_ticks;
  if (ticks >= remaining) {
    ticks = remaining;
  } else if (ticks > Math.floor(remaining / 2)) {
    // two equal steps rather than a full one and a sliver
    ticks = remaining - Math.floor(remaining / 2);
  }
  const probing = clock.planned_ticks === 0;
  clock.busy = clock.status === 0 && (probing || remaining > 0) ? 1 : 0;
  clock.step_ticks = ticks;
  clock.step = ticks * parameters.tick;
  clock.time = (clock.time_high * WORD + clock.time_low) * parameters.tick;
}
