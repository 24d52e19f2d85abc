// Begins a batch of steps: the goal may have moved since the last one. Twin: src/kernels/keller-segel/start.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> goal: Goal;
@group(0) @binding(2) var<storage, read_write> clock: Clock;

@compute @workgroup_size(1)
fn main() {
  aim();
}
