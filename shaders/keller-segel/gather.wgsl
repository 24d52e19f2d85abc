// How a stage leaves its extremes (extremes.wgsl) for the clock. Needs gather-rows.wgsl or gather-together.wgsl.
// Twin: src/kernels/keller-segel/gather.ts.

// The larger of two values >= 0, the first as bits; NaN is larger than all.
fn larger(bits: u32, value: f32) -> u32 {
  return max(bits, bitcast<u32>(value));
}

fn gather(first: u32, which: u32, value: f32) {
  gather_bits(first, which, bitcast<u32>(value));
}
