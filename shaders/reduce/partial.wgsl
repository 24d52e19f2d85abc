// First pass: each thread reduces a share of the cells of both fields, every so many-th, so that neighbouring threads read
// neighbouring cells. No barriers: software adapters take a hundred times longer over them than over the sums.
// Twin: src/kernels/reduce/partial.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> clock: Clock;
@group(0) @binding(2) var<storage, read> u: array<f32>;
@group(0) @binding(3) var<storage, read> v: array<f32>;
@group(0) @binding(4) var<storage, read_write> partials: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) workgroups: vec3<u32>) {
  let cells = parameters.nx * parameters.ny;
  let current = clock.slot * cells;
  let threads = (cells + CHUNK - 1u) / CHUNK;
  let thread = id.y * (workgroups.x * 64u) + id.x;
  if (thread >= threads) { return; }
  var of_u = empty();
  var of_v = empty();
  for (var block = 0u; block < CHUNK / BLOCK; block += 1u) {
    var block_u = empty();
    var block_v = empty();
    for (var k = 0u; k < BLOCK; k += 1u) {
      let i = (block * BLOCK + k) * threads + thread;
      if (i < cells) {
        block_u = join(block_u, summary_of(u[current + i]));
        block_v = join(block_v, summary_of(v[current + i]));
      }
    }
    of_u = join(of_u, block_u);
    of_v = join(of_v, block_v);
  }
  let p = 8u * thread;
  partials[p] = of_u.sum;
  partials[p + 1u] = of_u.low;
  partials[p + 2u] = of_u.high;
  partials[p + 3u] = of_u.not_finite;
  partials[p + 4u] = of_v.sum;
  partials[p + 5u] = of_v.low;
  partials[p + 6u] = of_v.high;
  partials[p + 7u] = of_v.not_finite;
}
