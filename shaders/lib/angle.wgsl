// Headings in fixed point: 2^32 units are a full turn, anticlockwise from the x axis. Sine, cosine and arctangent are
// polynomials of this file (S. Moshier, Cephes: sinf, cosf, atanf) after a reduction in integers, which is exact: WGSL's own
// promise no more than 2^-11, which would bend straight runs. Unit vectors are good to 2e-7, exact at quarter turns.
// Twin: src/core/angle.ts.

const TWO_PI: f32 = 6.2831853071795865;

// Unit vector of a heading.
fn direction(heading: u32) -> vec2<f32> {
  // The nearest quarter turn, and what is left: from -1/8 to 1/8 of a turn.
  let quarter = (heading + 0x20000000u) >> 30u;
  let angle = f32(bitcast<i32>(heading - (quarter << 30u))) * (TWO_PI / 4294967296.0);
  let z = angle * angle;
  let sine = ((-1.9515295891e-4 * z + 8.3321608736e-3) * z - 1.6666654611e-1) * z * angle + angle;
  let cosine = ((2.443315711809948e-5 * z - 1.388731625493765e-3) * z + 4.166664568298827e-2) * z * z - 0.5 * z + 1.0;
  switch (quarter) {
    case 1u: { return vec2<f32>(-sine, cosine); }
    case 2u: { return vec2<f32>(-cosine, -sine); }
    case 3u: { return vec2<f32>(sine, -cosine); }
    default: { return vec2<f32>(cosine, sine); }
  }
}

// An angle in radians as a heading, rounded to the nearest unit that its f32 can tell.
fn heading_of(angle: f32) -> u32 {
  let turns = abs(angle / TWO_PI);
  let units = u32(round((turns - floor(turns)) * 4294967296.0));
  return select(units, 0u - units, angle < 0.0);
}

// Arctangent of a ratio from 0 to 1, doubled, as a heading: 0 to a quarter turn.
fn double_arctangent(ratio: f32) -> u32 {
  let beyond = ratio > 0.4142135623730950;
  let x = select(ratio, (ratio - 1.0) / (ratio + 1.0), beyond);
  let z = x * x;
  let angle = (((8.05374449538e-2 * z - 1.38776856032e-1) * z + 1.99777106478e-1) * z - 3.33329491539e-1) * z * x + x;
  return heading_of(2.0 * angle) + select(0u, 0x40000000u, beyond);
}

// Angle by which a heading turns at a tumble, from one random word: wrapped Cauchy distribution, the image of the uniform
// circle under z -> (z + r)/(1 + r z), whose mean cosine is r = persistence, from -1 to 1 (McCullagh 1996). On half angles that is
// tan(turned/2) = (1 - r)/(1 + r) tan(uniform/2).
fn turn(word: u32, persistence: f32) -> u32 {
  let half = direction(bitcast<u32>(bitcast<i32>(word) >> 1u));
  let x = (1.0 + persistence) * half.x;
  let y = (1.0 - persistence) * abs(half.y);
  let steep = y > x;
  // 0/0 where r = 1 meets the half turn, which stays where it is.
  let ratio = min(x, y) / max(max(x, y), 1e-30);
  let angle = double_arctangent(ratio);
  let turned = select(angle, 0x80000000u - angle, steep);
  return select(turned, 0u - turned, half.y < 0.0);
}
