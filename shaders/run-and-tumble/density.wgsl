// Adds the counters of each grid cell up to its density, in the current slot of u, and clears them for the next count. The
// sum is exact in 64 bits; it is rounded twice, to f32 and by the factor, so a density is within 2e-7 of itself and so is
// their total. Twin: src/kernels/run-and-tumble/density.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read_write> counts: array<u32>;
@group(0) @binding(3) var<storage, read_write> u: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let cells = parameters.nx * parameters.ny;
  let g = id.y * (workgroups.x * 256u) + id.x;
  if (g >= cells || (!ALWAYS && clock.busy == 0u)) { return; }
  var low = 0u;
  var high = 0u;
  for (var replica = 0u; replica < parameters.replicas; replica += 1u) {
    let at = g * parameters.replicas + replica;
    low += counts[at];
    high += select(0u, 1u, low < counts[at]);
    counts[at] = 0u;
  }
  let sum = f32(high) * 4294967296.0 + f32(low);
  u[clock.slot * cells + g] = sum * select(parameters.count_density, parameters.cloud_density, CLOUD);
}
