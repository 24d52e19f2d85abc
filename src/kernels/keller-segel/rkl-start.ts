// Twin of shaders/keller-segel/rkl-start.wgsl: begins a batch of rounds, for the goal may have moved since the last one.

import type { Twin } from '../../core/backend.ts';
import { record } from '../arrays.ts';
import { aim, remainingTicks } from './aim.ts';
import { planStages } from './rkl-plan.ts';

export const rklStart: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const goal = record(arrays[1]);
  const clock = record(arrays[2]);
  const superStep = record(arrays[3]);
  if (clock.planned_ticks > 0 && superStep.stage > 0 && clock.step_ticks <= remainingTicks(goal, clock)) {
    return;
  }
  aim(parameters, goal, clock);
  planStages(clock, superStep);
};
