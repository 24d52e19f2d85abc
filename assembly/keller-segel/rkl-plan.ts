// As shaders/keller-segel/rkl-plan.wgsl: how many stages the step that aim.ts has cut needs.

import { Clock, MOST_STAGES, SuperStep } from '../layout';

export const SAFETY: f32 = 0.9;

function stagesFor(step: f32, limit: f32): u32 {
  const asked: f32 = (step * limit) / SAFETY;
  const fewest: f32 = ceil<f32>(0.5 * (sqrt<f32>(9 + 16 * asked) - 1));
  const odd: u32 = 2 * (<u32>min<f32>(fewest, <f32>MOST_STAGES) / 2) + 1;
  return min(max(odd, 3), MOST_STAGES);
}

export function planStages(clock: usize, superStep: usize): void {
  store<u32>(superStep + SuperStep.stage, 0);
  const probing = load<u32>(clock + Clock.step_ticks) == 0;
  const stages = stagesFor(load<f32>(clock + Clock.step), load<f32>(superStep + SuperStep.limit));
  store<u32>(superStep + SuperStep.stages, probing ? 1 : stages);
}
