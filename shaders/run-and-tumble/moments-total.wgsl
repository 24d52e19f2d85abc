// Sums over the tracers, second pass: one workgroup joins what the first left. Twin:
// src/kernels/run-and-tumble/moments-total.ts.

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<storage, read> moments_partials: array<Moments>;
@group(0) @binding(2) var<storage, read_write> moments: Moments;

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
  var sums = Moments();
  if (thread < MOMENTS_GROUPS) { sums = moments_partials[thread]; }
  let total = fold(thread, sums);
  if (thread == 0u) { moments = total; }
}
