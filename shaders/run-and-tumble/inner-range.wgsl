// The smallest and the largest of the means on the grid, the ends of a colour range: first pass, as inner-span.wgsl over cells.
// Grid cells without a mean do not count. Twin: src/kernels/run-and-tumble/inner-range.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> inner_mean: array<f32>;
@group(0) @binding(2) var<storage, read_write> inner_partials: array<vec2<f32>>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  var span = NO_SPAN;
  for (var g = id.x; g < parameters.nx * parameters.ny; g += SPAN_THREADS) {
    let value = inner_mean[g];
    if (value > EMPTY) { span = vec2(min(span.x, value), max(span.y, value)); }
  }
  inner_partials[id.x] = span;
}
