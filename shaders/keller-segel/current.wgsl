// Copies the current state out of its slot, to be read or kept: the stage arrays are free between steps.
// Twin: src/kernels/keller-segel/current.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> u: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> stage_u: array<f32>;
@group(0) @binding(5) var<storage, read_write> stage_v: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let cells = parameters.nx * parameters.ny;
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i < cells) {
    stage_u[i] = u[clock.slot * cells + i];
    stage_v[i] = v[clock.slot * cells + i];
  }
}
