// As shaders/keller-segel/rkl-start.wgsl: begins a batch of rounds, for the goal may have moved since the last one. One thread.

import { Clock, SuperStep } from '../layout';
import { aim, remainingTicks } from './aim';
import { planStages } from './rkl-plan';

export function rklStart(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  parameters: usize,
  goal: usize,
  clock: usize,
  superStep: usize,
): void {
  if (thread != 0) return;
  const begun = load<u32>(clock + Clock.planned_ticks) > 0 && load<u32>(superStep + SuperStep.stage) > 0;
  if (begun && load<u32>(clock + Clock.step_ticks) <= remainingTicks(goal, clock)) return;
  aim(parameters, goal, clock);
  planStages(clock, superStep);
}
