// Begins a batch of rounds: the goal may have moved since the last one. A super-time-step that the last batch left half
// done goes on, unless it would now go too far: then it begins anew. (A parameter that was changed meanwhile counts from
// the next stage on; whether the step bears it the clock sees.) Twin: src/kernels/keller-segel/rkl-start.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> goal: Goal;
@group(0) @binding(2) var<storage, read_write> clock: Clock;
@group(0) @binding(3) var<storage, read_write> super_step: SuperStep;

@compute @workgroup_size(1)
fn main() {
  if (clock.planned_ticks > 0u && super_step.stage > 0u && clock.step_ticks <= remaining_ticks()) { return; }
  aim();
  plan_stages();
}
