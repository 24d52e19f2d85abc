// As shaders/lib/finite.wgsl: looks at the bits.

@inline
export function isFinite32(x: f32): bool {
  return (reinterpret<u32>(x) & 0x7f800000) != 0x7f800000;
}

/** Lanes of ones where numbers are finite. */
@inline
export function finiteLanes(x: v128): v128 {
  const exponent = i32x4.splat(0x7f800000);
  return v128.not(i32x4.eq(v128.and(x, exponent), exponent));
}
