// Mean of the shown internal variable over the cells of each grid cell, from the sums that inner-deposit.wgsl left, which it clears;
// EMPTY where there are no cells. The sum is exact in 64 bits, as in density.wgsl, and the number of cells is told by their
// density, which must have been counted in whole cells just before: exact up to 2^22 cells in a grid cell, within 2e-7 beyond.
// Twin: src/kernels/run-and-tumble/inner-mean.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> shown: Shown;
@group(0) @binding(2) var<storage, read> clock: Clock;
@group(0) @binding(3) var<storage, read> u: array<f32>;
@group(0) @binding(4) var<storage, read> inner_span: Span;
@group(0) @binding(5) var<storage, read_write> counts: array<u32>;
@group(0) @binding(6) var<storage, read_write> inner_mean: array<f32>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let grid = parameters.nx * parameters.ny;
  let g = id.y * (workgroups.x * 256u) + id.x;
  if (g >= grid) { return; }
  var low = 0u;
  var high = 0u;
  for (var replica = 0u; replica < parameters.replicas; replica += 1u) {
    let at = g * parameters.replicas + replica;
    low += counts[at];
    high += select(0u, 1u, low < counts[at]);
    counts[at] = 0u;
  }
  let number = round(u[clock.slot * grid + g] / parameters.count_density);
  if (number < 1.0) {
    inner_mean[g] = EMPTY;
    return;
  }
  let units = f32(high) * 4294967296.0 + f32(low);
  let place = units / (number * f32((1u << shown.inner_bits) - 1u));
  inner_mean[g] = inner_span.least + place * (inner_span.most - inner_span.least);
}
