// WGSL compilers may assume that NaN and infinity do not occur and drop `x != x`: look at the bits instead.

fn is_finite(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u;
}
