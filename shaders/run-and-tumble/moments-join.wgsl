// How the sums of two sets of tracers join, and over how many threads they are spread. Shared by moments.wgsl and
// moments-total.wgsl; their twins add field by field.

const MOMENTS_THREADS: u32 = 4096u;

fn join(a: Moments, b: Moments) -> Moments {
  return Moments(
    a.x + b.x, a.y + b.y, a.xx + b.xx, a.yy + b.yy, a.dx + b.dx, a.dy + b.dy, a.rr + b.rr, a.rrrr + b.rrrr,
    a.alignment + b.alignment, a.correlation + b.correlation, a.memory + b.memory,
  );
}
