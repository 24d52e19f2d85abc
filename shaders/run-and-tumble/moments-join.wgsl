// How the sums of two sets of tracers join, and over how many threads they are spread. Shared by moments.wgsl and
// moments-total.wgsl; their twins add field by field.

const MOMENTS_THREADS: u32 = 4096u;

fn join(a: Moments, b: Moments) -> Moments {
  return Moments(
    a.x + b.x, a.y + b.y, a.xx + b.xx, a.yy + b.yy, a.dx + b.dx, a.dy + b.dy, a.rr + b.rr, a.rrrr + b.rrrr,
    a.alignment + b.alignment, a.correlation + b.correlation, a.rate + b.rate,
    a.inner0 + b.inner0, a.inner1 + b.inner1, a.inner2 + b.inner2,
    a.inner3 + b.inner3, a.inner4 + b.inner4, a.inner5 + b.inner5,
    a.square0 + b.square0, a.square1 + b.square1, a.square2 + b.square2,
    a.square3 + b.square3, a.square4 + b.square4, a.square5 + b.square5,
    a.first0 + b.first0, a.first1 + b.first1, a.first2 + b.first2,
    a.first3 + b.first3, a.first4 + b.first4, a.first5 + b.first5,
  );
}
