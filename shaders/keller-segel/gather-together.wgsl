// Where stages gather, and the clock collects, when all threads are of one workgroup: in memory that they share, in one row.
// From one dispatch to the next it stands where others gather and collect (gather-rows.wgsl, collect-rows.wgsl), for the next one
// may be such a one, and in the midst of a super-time-step. Needs extremes.wgsl or rkl-extremes.wgsl and the binding
// `extremes: array<u32>`. Twin: as gather.wgsl.

const THREADS: u32 = TILE_X * TILE_Y;

var<workgroup> gathered: array<atomic<u32>, EXTREMES_COUNT>;

fn gather_bits(_first: u32, which: u32, bits: u32) {
  if (bits > atomicLoad(&gathered[which])) { atomicMax(&gathered[which], bits); }
}

fn collect(which: u32) -> f32 {
  return bitcast<f32>(atomicExchange(&gathered[which], 0u));
}

// All threads call these two, before and after all steps: a word of the first row is the same thread's in both.
fn take_up(thread: u32) {
  for (var at = thread; at < EXTREMES_ROWS * EXTREMES_COUNT; at += THREADS) {
    gather_bits(0u, at % EXTREMES_COUNT, extremes[at]);
    extremes[at] = 0u;
  }
}

fn put_down(thread: u32) {
  for (var at = thread; at < EXTREMES_COUNT; at += THREADS) { extremes[at] = atomicLoad(&gathered[at]); }
}
