// Second pass: one workgroup joins what the first left. Twin: src/kernels/reduce/total.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> partials: array<f32>;
@group(0) @binding(2) var<storage, read_write> statistics: Statistics;

const CHUNK: u32 = 2048u;

fn partial(group: u32, field: u32) -> Summary {
  let p = 8u * group + 4u * field;
  return Summary(partials[p], partials[p + 1u], partials[p + 2u], partials[p + 3u]);
}

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
  let groups = (parameters.nx * parameters.ny + CHUNK - 1u) / CHUNK;
  var of_u = empty();
  var of_v = empty();
  for (var group = thread; group < groups; group += THREADS) {
    of_u = join(of_u, partial(group, 0u));
    of_v = join(of_v, partial(group, 1u));
  }
  let total_u = fold(thread, of_u);
  let total_v = fold(thread, of_v);
  if (thread == 0u) {
    statistics = Statistics(
      total_u.sum, total_u.low, total_u.high, total_u.not_finite,
      total_v.sum, total_v.low, total_v.high, total_v.not_finite,
    );
  }
}
