// A dispatch that is the clock, after a round of stages. No twin: it is rkl-clock.wgsl's.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> goal: Goal;
@group(0) @binding(2) var<storage, read_write> clock: Clock;
@group(0) @binding(3) var<storage, read_write> super_step: SuperStep;
@group(0) @binding(4) var<storage, read_write> extremes: array<f32>;

@compute @workgroup_size(1)
fn main() {
  end_round();
}
