// Folds the values of 256 threads into one, in pairs: in f32 the error of a sum of n terms then grows with log2 n
// instead of n (Higham 1993). Shared by partial.wgsl and total.wgsl. Twin: src/kernels/reduce/fold.ts.

const THREADS: u32 = 256u;
const LARGEST: f32 = 3.4028234e38;

struct Summary {
  sum: f32,
  low: f32,
  high: f32,
  not_finite: f32,
}

var<workgroup> folded: array<Summary, THREADS>;

fn empty() -> Summary {
  return Summary(0.0, LARGEST, -LARGEST, 0.0);
}

fn summary_of(value: f32) -> Summary {
  if (!is_finite(value)) { return Summary(0.0, LARGEST, -LARGEST, 1.0); }
  return Summary(value, value, value, 0.0);
}

fn join(a: Summary, b: Summary) -> Summary {
  return Summary(a.sum + b.sum, min(a.low, b.low), max(a.high, b.high), a.not_finite + b.not_finite);
}

fn fold(thread: u32, value: Summary) -> Summary {
  workgroupBarrier();
  folded[thread] = value;
  for (var half = THREADS / 2u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (thread < half) { folded[thread] = join(folded[thread], folded[thread + half]); }
  }
  workgroupBarrier();
  return folded[0];
}
