// Sums over the tracers, second pass: one workgroup joins what the threads of the first left, each thread some and one of
// them the rest. In f32 that is within 128 roundings, where one long sum would take 4096; and a single barrier, since they are
// slow on software adapters. What a thread has summed takes the place of the first it read, as in reduce/total.wgsl.
// Twin: src/kernels/run-and-tumble/moments-total.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read_write> moments_partials: array<Moments>;
@group(0) @binding(2) var<storage, read_write> moments: Moments;

const THREADS: u32 = 64u;
const SHARE: u32 = MOMENTS_THREADS / THREADS;

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) thread: u32) {
  var sums = moments_partials[thread];
  for (var k = 1u; k < SHARE; k += 1u) {
    sums = join(sums, moments_partials[k * THREADS + thread]);
  }
  moments_partials[thread] = sums;
  storageBarrier();
  if (thread > 0u) { return; }
  for (var k = 1u; k < THREADS; k += 1u) {
    sums = join(sums, moments_partials[k]);
  }
  moments = sums;
}
