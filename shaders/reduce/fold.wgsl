// What is known of a set of cells' values, and how two such sets join. Shared by partial.wgsl and total.wgsl. Sums go in
// blocks of BLOCK, blocks then among themselves: in f32 the error of a long sum grows with its length, that of a sum of
// short ones hardly (Higham 1993). Twin: src/kernels/reduce/fold.ts.

const LARGEST: f32 = 3.4028234e38;
const BLOCK: u32 = 16u;
// Cells one thread of the first pass reduces.
const CHUNK: u32 = 64u;

struct Summary {
  sum: f32,
  low: f32,
  high: f32,
  not_finite: f32,
}

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
