// Adds the shown internal variable up over the cells of each grid cell, with integer atomics, so that the sum does not depend on
// the order of threads: where it stands between the smallest and the largest value of all cells, in 2^inner_bits - 1 units. A cell
// is rounded to the nearest unit: with a million cells on 32 counters to a grid cell that is 1/131071 of the span, never coarser
// than 1/255 (2^24 cells, one counter). No counter overflows though all cells share one. The counters are those of deposit.wgsl,
// which density.wgsl leaves at 0 and inner-mean.wgsl clears again. A value that is not finite counts as the smallest.
// Needs inside.wgsl, finite.wgsl, fixed.wgsl. Twin: src/kernels/run-and-tumble/inner-deposit.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> shown: Shown;
@group(0) @binding(2) var<storage, read> clock: Clock;
@group(0) @binding(3) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read> heading: array<u32>;
@group(0) @binding(5) var<storage, read> memory: array<f32>;
@group(0) @binding(6) var<storage, read> v: array<f32>;
@group(0) @binding(7) var<storage, read> inner_span: Span;
@group(0) @binding(8) var<storage, read_write> counts: array<atomic<u32>>;

// The grid cell along one axis that a position lies in.
fn grid_index(units: u32, n: u32, periodic: bool) -> u32 {
  return multiply(select(units << 1u, units, periodic), n).y;
}

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let i = id.y * (workgroups.x * 256u) + id.x;
  if (i >= parameters.cells) { return; }
  let value = part(inner(present(i), own_of(i), memory_of(i)), shown.variable);
  let width = inner_span.most - inner_span.least;
  if (!is_finite(value) || !(width > 0.0)) { return; }
  let place = clamp((value - inner_span.least) / width, 0.0, 1.0);
  let units = u32(round(place * f32((1u << shown.inner_bits) - 1u)));
  let ix = grid_index(position[i].x, parameters.nx, PERIODIC_X);
  let iy = grid_index(position[i].y, parameters.ny, PERIODIC_Y);
  let replica = i & (parameters.replicas - 1u);
  atomicAdd(&counts[(iy * parameters.nx + ix) * parameters.replicas + replica], units);
}
