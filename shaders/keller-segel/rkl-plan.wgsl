// How many stages the step that aim.wgsl has cut needs. Shared by rkl-start.wgsl and rkl-clock.wgsl. From the model:
// STAGES_A_ROUND, MOST_STAGES. Needs rkl-coefficients.wgsl. Twin: src/kernels/keller-segel/rkl-plan.ts.

// A step takes this share of what its stages could bear, for the state can change within the step.
const SAFETY: f32 = 0.9;

// The fewest odd number of stages with which a step is stable where forward Euler's must be below 1/limit: odd ones damp
// what is stiffest to 1 - 2b, almost to nothing, even ones not at all.
fn stages_for(step: f32, limit: f32) -> u32 {
  let asked = step * limit / SAFETY;
  let fewest = ceil(0.5 * (sqrt(9.0 + 16.0 * asked) - 1.0));
  return clamp(2u * (u32(min(fewest, f32(MOST_STAGES))) / 2u) + 1u, 3u, MOST_STAGES);
}

fn plan_stages() {
  super_step.stage = 0u;
  super_step.stages = select(stages_for(clock.step, super_step.limit), 1u, clock.step_ticks == 0u);
}
