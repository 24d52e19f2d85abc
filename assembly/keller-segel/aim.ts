// As shaders/keller-segel/aim.wgsl: cuts the planned step so that the run lands on its goal exactly.

import { Clock, Goal, Parameters } from '../layout';

const LARGEST_STEP: u64 = 0xffffffff;

function ticksOf(low: u32, high: u32): u64 {
  return ((<u64>high) << 32) | low;
}

/** Ticks left until the goal, at most LARGEST_STEP. */
export function remainingTicks(goal: usize, clock: usize): u32 {
  const until = ticksOf(load<u32>(goal + Goal.time_low), load<u32>(goal + Goal.time_high));
  const time = ticksOf(load<u32>(clock + Clock.time_low), load<u32>(clock + Clock.time_high));
  return until < time ? 0 : <u32>min(until - time, LARGEST_STEP);
}

export function aim(parameters: usize, goal: usize, clock: usize): void {
  const remaining = remainingTicks(goal, clock);
  const planned = load<u32>(clock + Clock.planned_ticks);
  let ticks = planned;
  if (ticks >= remaining) {
    ticks = remaining;
  } else if (ticks > remaining / 2) {
    // two equal steps rather than a full one and a sliver
    ticks = remaining - remaining / 2;
  }
  const probing = planned == 0;
  const tick = load<f32>(parameters + Parameters.tick);
  const busy = load<u32>(clock + Clock.status) == 0 && (probing || remaining > 0);
  store<u32>(clock + Clock.busy, busy ? 1 : 0);
  store<u32>(clock + Clock.step_ticks, ticks);
  store<f32>(clock + Clock.step, <f32>ticks * tick);
  const time =
    <f32>load<u32>(clock + Clock.time_high) * 4294967296.0 + <f32>load<u32>(clock + Clock.time_low);
  store<f32>(clock + Clock.time, time * tick);
}
