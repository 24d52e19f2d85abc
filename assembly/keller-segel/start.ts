// As shaders/keller-segel/start.wgsl: begins a batch of steps, for the goal may have moved since the last one.

import { aim } from './aim';

export function start(
  thread: u32,
  _threads: u32,
  _formulas: u32,
  parameters: usize,
  goal: usize,
  clock: usize,
): void {
  if (thread == 0) aim(parameters, goal, clock);
}
