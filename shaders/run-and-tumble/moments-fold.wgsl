// Adds up the sums of 256 threads in pairs: in f32 the error of a sum of n terms then grows with log2 n instead of n (Higham
// 1993). Shared by moments.wgsl and moments-total.wgsl. Twin: src/kernels/run-and-tumble/moments-fold.ts.

const THREADS: u32 = 256u;
// Workgroups that the tracers are spread over.
const MOMENTS_GROUPS: u32 = 64u;

var<workgroup> folded: array<Moments, THREADS>;

fn join(a: Moments, b: Moments) -> Moments {
  return Moments(
    a.x + b.x, a.y + b.y, a.xx + b.xx, a.yy + b.yy, a.dx + b.dx, a.dy + b.dy, a.rr + b.rr, a.rrrr + b.rrrr,
    a.alignment + b.alignment, a.correlation + b.correlation, a.memory + b.memory,
  );
}

// The sum over all threads, in thread 0.
fn fold(thread: u32, value: Moments) -> Moments {
  folded[thread] = value;
  for (var half = THREADS / 2u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (thread < half) { folded[thread] = join(folded[thread], folded[thread + half]); }
  }
  return folded[thread];
}
