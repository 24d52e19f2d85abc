// Joins what the threads of inner-span.wgsl or inner-range.wgsl left: one workgroup, a share to each thread and one of them the
// rest, with a single barrier. The second pass binds `inner_range` here. Twin: src/kernels/run-and-tumble/inner-total.ts.

@group(0) @binding(0) var<storage, read_write> inner_partials: array<vec2<f32>>;
@group(0) @binding(1) var<storage, read_write> inner_span: Span;

const THREADS: u32 = 64u;
const SHARE: u32 = SPAN_THREADS / THREADS;

fn joined(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
  return vec2(min(a.x, b.x), max(a.y, b.y));
}

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) thread: u32) {
  var ends = inner_partials[thread];
  for (var k = 1u; k < SHARE; k += 1u) {
    ends = joined(ends, inner_partials[k * THREADS + thread]);
  }
  inner_partials[thread] = ends;
  storageBarrier();
  if (thread > 0u) { return; }
  for (var k = 1u; k < THREADS; k += 1u) {
    ends = joined(ends, inner_partials[k]);
  }
  inner_span = Span(ends.x, ends.y);
}
