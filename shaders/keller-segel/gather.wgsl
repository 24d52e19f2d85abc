// How a stage leaves its extremes (extremes.wgsl) for the clock. Needs the binding `extremes: array<atomic<u32>>`.
// Twin: src/kernels/keller-segel/gather.ts.

// Keeps the largest value, >= 0, of all cells. Looking first spares nearly all of the atomic writes, and the rows
// keep a million threads from looking at one address.
fn gather(first: u32, which: u32, value: f32) {
  let bits = bitcast<u32>(value);
  if (bits > atomicLoad(&extremes[first + which])) { atomicMax(&extremes[first + which], bits); }
}
