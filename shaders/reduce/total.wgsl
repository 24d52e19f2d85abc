// Second pass: one workgroup joins what the threads of the first left, each thread some and one of them the rest.
// Twin: src/kernels/reduce/total.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> partials: array<f32>;
@group(0) @binding(2) var<storage, read_write> statistics: Statistics;

const THREADS: u32 = 256u;

var<workgroup> joined_u: array<Summary, THREADS>;
var<workgroup> joined_v: array<Summary, THREADS>;

fn partial(chunk: u32, field: u32) -> Summary {
  let p = 8u * chunk + 4u * field;
  return Summary(partials[p], partials[p + 1u], partials[p + 2u], partials[p + 3u]);
}

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
  let chunks = (parameters.nx * parameters.ny + CHUNK - 1u) / CHUNK;
  var of_u = empty();
  var of_v = empty();
  for (var first = thread; first < chunks; first += BLOCK * THREADS) {
    var block_u = empty();
    var block_v = empty();
    for (var k = 0u; k < BLOCK; k += 1u) {
      let chunk = first + k * THREADS;
      if (chunk < chunks) {
        block_u = join(block_u, partial(chunk, 0u));
        block_v = join(block_v, partial(chunk, 1u));
      }
    }
    of_u = join(of_u, block_u);
    of_v = join(of_v, block_v);
  }
  joined_u[thread] = of_u;
  joined_v[thread] = of_v;
  workgroupBarrier();
  if (thread > 0u) { return; }
  var total_u = empty();
  var total_v = empty();
  for (var first = 0u; first < THREADS; first += BLOCK) {
    var block_u = empty();
    var block_v = empty();
    for (var k = first; k < first + BLOCK; k += 1u) {
      block_u = join(block_u, joined_u[k]);
      block_v = join(block_v, joined_v[k]);
    }
    total_u = join(total_u, block_u);
    total_v = join(total_v, block_v);
  }
  statistics = Statistics(
    total_u.sum, total_u.low, total_u.high, total_u.not_finite,
    total_v.sum, total_v.low, total_v.high, total_v.not_finite,
  );
}
