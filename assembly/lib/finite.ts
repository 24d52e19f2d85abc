// As shaders/lib/finite.wgsl: looks at the bits.

@inline
export function isFinite32(x: f32): bool {
  return (reinterpret<u32>(x) & 0x7f800000) != 0x7f800000;
}
