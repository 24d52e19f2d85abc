// The smallest and the largest value that the shown internal variable has in any cell: first pass, each of SPAN_THREADS threads
// leaves one of each, without barriers. Values that are not finite are passed over. Needs inside.wgsl and finite.wgsl.
// Twin: src/kernels/run-and-tumble/inner-span.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> shown: Shown;
@group(0) @binding(2) var<storage, read> clock: Clock;
@group(0) @binding(3) var<storage, read> position: array<vec2<u32>>;
@group(0) @binding(4) var<storage, read> heading: array<u32>;
@group(0) @binding(5) var<storage, read> memory: array<f32>;
@group(0) @binding(6) var<storage, read> v: array<f32>;
@group(0) @binding(7) var<storage, read_write> inner_partials: array<vec2<f32>>;

@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  var span = NO_SPAN;
  for (var i = id.x; i < parameters.cells; i += SPAN_THREADS) {
    let value = part(inner(present(i), own_of(i), memory_of(i)), shown.variable);
    if (is_finite(value)) { span = vec2(min(span.x, value), max(span.y, value)); }
  }
  inner_partials[id.x] = span;
}
