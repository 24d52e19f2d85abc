// The start: half of the cells at each place move each way. Twin: src/kernels/two-state/settle.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> u: array<f32>;
@group(0) @binding(2) var<storage, read_write> movers: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= parameters.nx) { return; }
  movers[movers_at(0u, 0u) + i] = 0.5 * u[i];
  movers[movers_at(0u, 1u) + i] = 0.5 * u[i];
}
