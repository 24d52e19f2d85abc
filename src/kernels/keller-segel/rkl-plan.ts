// Twin of shaders/keller-segel/rkl-plan.wgsl: how many stages the step that aim.ts has cut needs.

import type { Fields } from '../../core/backend.ts';
import { MOST_STAGES } from './rkl-layout.ts';

/** A step takes this share of what its stages could bear, for the state can change within the step. */
export const SAFETY = 0.9;

/** The fewest odd number of stages with which a step is stable where forward Euler's must be below 1/limit. */
export function stagesFor(step: number, limit: number): number {
  const asked = (step * limit) / SAFETY;
  const fewest = Math.ceil(0.5 * (Math.sqrt(9 + 16 * asked) - 1));
  const odd = 2 * Math.floor(Math.min(fewest, MOST_STAGES) / 2) + 1;
  return Math.min(Math.max(odd, 3), MOST_STAGES);
}

export function planStages(clock: Fields, superStep: Fields): void {
  superStep.stage = 0;
  superStep.stages = clock.step_ticks === 0 ? 1 : stagesFor(clock.step, superStep.limit);
}
