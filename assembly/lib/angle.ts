// As shaders/lib/angle.wgsl, four headings at a time: 2^32 units are a full turn; sine, cosine and arctangent are the same
// polynomials after the same reduction in integers. A function with two results stores them where it is told.

const TWO_PI: f32 = 6.2831853071795865;
const UNITS: f32 = 4294967296.0;

/** Unit vectors of four headings. */
@inline
export function direction(heading: v128, xAt: usize, yAt: usize): void {
  // The nearest quarter turn, and what is left: from -1/8 to 1/8 of a turn.
  const quarter = i32x4.shr_u(i32x4.add(heading, i32x4.splat(0x20000000)), 30);
  const rest = i32x4.sub(heading, i32x4.shl(quarter, 30));
  const angle = f32x4.mul(f32x4.convert_i32x4_s(rest), f32x4.splat(TWO_PI / UNITS));
  const z = f32x4.mul(angle, angle);
  let p = f32x4.add(f32x4.mul(f32x4.splat(-1.9515295891e-4), z), f32x4.splat(8.3321608736e-3));
  p = f32x4.sub(f32x4.mul(p, z), f32x4.splat(1.6666654611e-1));
  const sine = f32x4.add(f32x4.mul(f32x4.mul(p, z), angle), angle);
  let q = f32x4.sub(f32x4.mul(f32x4.splat(2.443315711809948e-5), z), f32x4.splat(1.388731625493765e-3));
  q = f32x4.add(f32x4.mul(q, z), f32x4.splat(4.166664568298827e-2));
  q = f32x4.mul(f32x4.mul(q, z), z);
  const cosine = f32x4.add(f32x4.sub(q, f32x4.mul(f32x4.splat(0.5), z)), f32x4.splat(1));
  // Odd quarters swap the two; signs are bits.
  const odd = i32x4.neg(v128.and(quarter, i32x4.splat(1)));
  const two = i32x4.splat(2);
  const signX = i32x4.shl(v128.and(i32x4.add(quarter, i32x4.splat(1)), two), 30);
  const signY = i32x4.shl(v128.and(quarter, two), 30);
  v128.store(xAt, v128.xor(v128.bitselect(sine, cosine, odd), signX));
  v128.store(yAt, v128.xor(v128.bitselect(cosine, sine, odd), signY));
}

/** Angles in radians as headings, rounded to the nearest unit that their f32 can tell. */
export function headingOf(angle: v128): v128 {
  const turns = f32x4.abs(f32x4.div(angle, f32x4.splat(TWO_PI)));
  const part = f32x4.sub(turns, f32x4.floor(turns));
  const units = i32x4.trunc_sat_f32x4_u(f32x4.nearest(f32x4.mul(part, f32x4.splat(UNITS))));
  return v128.bitselect(i32x4.neg(units), units, f32x4.lt(angle, f32x4.splat(0)));
}

// Arctangent of a ratio from 0 to 1, doubled, as a heading: 0 to a quarter turn.
function doubleArctangent(ratio: v128): v128 {
  const beyond = f32x4.gt(ratio, f32x4.splat(0.414213562373095));
  const one = f32x4.splat(1);
  const x = v128.bitselect(f32x4.div(f32x4.sub(ratio, one), f32x4.add(ratio, one)), ratio, beyond);
  const z = f32x4.mul(x, x);
  let p = f32x4.sub(f32x4.mul(f32x4.splat(8.05374449538e-2), z), f32x4.splat(1.38776856032e-1));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.99777106478e-1));
  p = f32x4.sub(f32x4.mul(p, z), f32x4.splat(3.33329491539e-1));
  const angle = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x);
  return i32x4.add(headingOf(f32x4.add(angle, angle)), v128.and(beyond, i32x4.splat(0x40000000)));
}

/** Angles by which headings turn at tumbles, from a random word each: wrapped Cauchy distribution. `at`: space for two vectors. */
export function turn(word: v128, persistence: v128, at: usize): v128 {
  direction(i32x4.shr_s(word, 1), at, at + 16);
  const one = f32x4.splat(1);
  const halfY = v128.load(at, 16);
  const x = f32x4.mul(f32x4.add(one, persistence), v128.load(at));
  const y = f32x4.mul(f32x4.sub(one, persistence), f32x4.abs(halfY));
  const steep = f32x4.gt(y, x);
  // 0/0 where the mean cosine is 1 and the half turn is met, which stays where it is.
  const least = f32x4.splat(1e-30);
  const ratio = f32x4.div(f32x4.pmin(x, y), f32x4.pmax(f32x4.pmax(x, y), least));
  const angle = doubleArctangent(ratio);
  const turned = v128.bitselect(i32x4.sub(i32x4.splat(0x80000000), angle), angle, steep);
  return v128.bitselect(i32x4.neg(turned), turned, f32x4.lt(halfY, f32x4.splat(0)));
}
