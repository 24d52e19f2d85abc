// Second pass: one workgroup joins what the threads of the first left, each thread some and one of them the rest. What a
// thread has joined takes the place of the first it read: memory shared by a workgroup is cleared before it is used, which
// a software adapter unrolls and compiles for seconds.
// Twin: src/kernels/reduce/total.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> partials: array<f32>;
@group(0) @binding(2) var<storage, read_write> statistics: Statistics;

const THREADS: u32 = 256u;

fn partial(chunk: u32, field: u32) -> Summary {
  let p = 8u * chunk + 4u * field;
  return Summary(partials[p], partials[p + 1u], partials[p + 2u], partials[p + 3u]);
}

fn keep(chunk: u32, field: u32, joined: Summary) {
  let p = 8u * chunk + 4u * field;
  partials[p] = joined.sum;
  partials[p + 1u] = joined.low;
  partials[p + 2u] = joined.high;
  partials[p + 3u] = joined.not_finite;
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
  if (thread < chunks) {
    keep(thread, 0u, of_u);
    keep(thread, 1u, of_v);
  }
  storageBarrier();
  if (thread > 0u) { return; }
  let left = min(THREADS, chunks);
  var total_u = empty();
  var total_v = empty();
  for (var first = 0u; first < left; first += BLOCK) {
    var block_u = empty();
    var block_v = empty();
    for (var k = first; k < min(first + BLOCK, left); k += 1u) {
      block_u = join(block_u, partial(k, 0u));
      block_v = join(block_v, partial(k, 1u));
    }
    total_u = join(total_u, block_u);
    total_v = join(total_v, block_v);
  }
  statistics = Statistics(
    total_u.sum, total_u.low, total_u.high, total_u.not_finite,
    total_v.sum, total_v.low, total_v.high, total_v.not_finite,
  );
}
