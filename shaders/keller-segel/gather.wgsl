// How a stage leaves its extremes (extremes.wgsl) for the clock. Needs the binding `extremes: array<atomic<u32>>`.
// Twin: src/kernels/keller-segel/gather.ts.

// The larger of two values >= 0, the first as bits; NaN is larger than all.
fn larger(bits: u32, value: f32) -> u32 {
  return max(bits, bitcast<u32>(value));
}

// Keeps the largest value, >= 0, of all cells. Looking first spares nearly all of the atomic writes, and the rows
// keep a million threads from looking at one address.
fn gather_bits(first: u32, which: u32, bits: u32) {
  if (bits > atomicLoad(&extremes[first + which])) { atomicMax(&extremes[first + which], bits); }
}

fn gather(first: u32, which: u32, value: f32) {
  gather_bits(first, which, bitcast<u32>(value));
}
