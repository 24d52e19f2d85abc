// Random numbers without state: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as
// 1, 2, 3") turns counter and key into four words, the same integers as src/core/random.ts, its twin. A cell's numbers
// depend on which cell, step and event they are for, not on the order or the number of threads.
// Numbers have 24 bits, what f32 can hold: not enough for tails beyond 5.8 standard deviations. Needs fixed.wgsl, angle.wgsl.

const PHILOX_ROUNDS: u32 = 10u;
const UNIT: f32 = 5.9604644775390625e-8; // 2^-24

// Counter: cell, step, event, purpose. Key: the low and the high word of the seed.
fn philox(counter: vec4<u32>, key: vec2<u32>) -> vec4<u32> {
  var c = counter;
  var k = key;
  for (var i = 0u; i < PHILOX_ROUNDS; i += 1u) {
    let product_0 = multiply(0xd2511f53u, c.x);
    let product_1 = multiply(0xcd9e8d57u, c.z);
    c = vec4<u32>(product_1.y ^ c.y ^ k.x, product_1.x, product_0.y ^ c.w ^ k.y, product_0.x);
    k += vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

// Uniform in [0, 1), a multiple of 2^-24.
fn unit(word: u32) -> f32 {
  return f32(word >> 8u) * UNIT;
}

// Exponential of mean 1, from 0 to 16.6. `max`: a device may find log(1) a little above 0.
fn exponential(word: u32) -> f32 {
  return max(0.0, -log(f32((word >> 8u) + 1u) * UNIT));
}

// Two independent standard normals (Box and Muller 1958).
fn normals(first: u32, second: u32) -> vec2<f32> {
  return sqrt(2.0 * exponential(first)) * direction(second);
}
