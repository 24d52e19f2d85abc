// Where a stage that is a dispatch gathers: in rows of the binding `extremes: array<atomic<u32>>`, for its threads are of many
// workgroups. Twin: as gather.wgsl.

// Keeps the largest value, >= 0, of all cells. Looking first spares nearly all of the atomic writes, and the rows
// keep a million threads from looking at one address.
fn gather_bits(first: u32, which: u32, bits: u32) {
  if (bits > atomicLoad(&extremes[first + which])) { atomicMax(&extremes[first + which], bits); }
}
