// First pass: each workgroup reduces a chunk of cells of both fields. Twin: src/kernels/reduce/partial.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> u: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> partials: array<f32>;

const CHUNK: u32 = 2048u;

@compute @workgroup_size(256)
fn main(
  @builtin(workgroup_id) workgroup: vec3<u32>,
  @builtin(num_workgroups) workgroups: vec3<u32>,
  @builtin(local_invocation_index) thread: u32,
) {
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let group = workgroup.y * workgroups.x + workgroup.x;
  var of_u = empty();
  var of_v = empty();
  for (var k = 0u; k < CHUNK / THREADS; k += 1u) {
    let i = group * CHUNK + k * THREADS + thread;
    if (i < cells) {
      of_u = join(of_u, summary_of(u[current + i]));
      of_v = join(of_v, summary_of(v[current + i]));
    }
  }
  let total_u = fold(thread, of_u);
  let total_v = fold(thread, of_v);
  if (thread == 0u && group * CHUNK < cells) {
    let p = 8u * group;
    partials[p] = total_u.sum;
    partials[p + 1u] = total_u.low;
    partials[p + 2u] = total_u.high;
    partials[p + 3u] = total_u.not_finite;
    partials[p + 4u] = total_v.sum;
    partials[p + 5u] = total_v.low;
    partials[p + 6u] = total_v.high;
    partials[p + 7u] = total_v.not_finite;
  }
}
