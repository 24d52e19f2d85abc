// Functions that formulas call and WebAssembly lacks, for four f32 lanes at a time. Each widens to two pairs of float64,
// where plain series and Cody and Waite's reduction (1980) leave an error far below half a unit in f32's last place, and
// rounds once at the end. What does not exist (the logarithm of a negative number) is NaN; what is too large, infinite.
// Angles beyond 1e9 have lost their digits before they come here.

const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const LOG2_E: f64 = 1.44269504088896338700;
const LOG10_E: f64 = 0.43429448190325182765;
const HALF_PI: f64 = 1.57079632679489661923;
const QUARTER_PI: f64 = 0.78539816339744830962;
const HALF_PI_HIGH: f64 = 1.57079632673412561417;
const HALF_PI_LOW: f64 = 6.07710050650619224932e-11;
const TAN_PI_8: f64 = 0.41421356237309504880;
/** Adding it leaves a number's nearest integer in the lowest bits. */
const TO_INTEGER: f64 = 6755399441055744.0;
/** Beyond it, exp is 0 or infinite in f32. */
const LARGEST_EXPONENT: f64 = 200;

@inline
function splat(x: f64): v128 {
  return f64x2.splat(x);
}
@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}
@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(x, x, 1, 0));
}
@inline
function join(a: v128, b: v128): v128 {
  return v128.shuffle<u64>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2);
}
/** a + x b */
@inline
function then(a: f64, x: v128, b: v128): v128 {
  return f64x2.add(splat(a), f64x2.mul(x, b));
}
@inline
function less(a: v128, x: v128, b: f64): v128 {
  return f64x2.sub(a, f64x2.mul(x, splat(b)));
}
@inline
function choose(test: v128, yes: v128, no: v128): v128 {
  return v128.bitselect(yes, no, test);
}

// exp x = 2^k exp r, |r| <= ln(2)/2; the first term left out is below 3e-10 of it.
function exp64(given: v128): v128 {
  const x = f64x2.pmin(f64x2.pmax(given, splat(-LARGEST_EXPONENT)), splat(LARGEST_EXPONENT));
  const shifted = f64x2.add(f64x2.mul(x, splat(LOG2_E)), splat(TO_INTEGER));
  const k = f64x2.sub(shifted, splat(TO_INTEGER));
  const r = less(less(x, k, LN2_HIGH), k, LN2_LOW);
  let p = then(1.0 / 5040, r, splat(1.0 / 40320));
  p = then(1.0 / 720, r, p);
  p = then(1.0 / 120, r, p);
  p = then(1.0 / 24, r, p);
  p = then(1.0 / 6, r, p);
  p = then(0.5, r, p);
  p = then(1, r, p);
  p = then(1, r, p);
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return f64x2.mul(p, power);
}

// log x = k ln 2 + 2 artanh f, f = (m - 1)/(m + 1), m in [1/sqrt 2, sqrt 2]; the first term left out is below 1e-12.
function log64(x: v128): v128 {
  const exponent = i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023));
  const whole = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
  const large = f64x2.gt(whole, splat(1.41421356237309504880));
  const m = choose(large, f64x2.mul(whole, splat(0.5)), whole);
  const wide = f64x2.sub(i64x2.add(exponent, splat(TO_INTEGER)), splat(TO_INTEGER));
  const k = f64x2.add(wide, v128.and(large, splat(1)));
  const f = f64x2.div(f64x2.sub(m, splat(1)), f64x2.add(m, splat(1)));
  const s = f64x2.mul(f, f);
  let p = then(2.0 / 11, s, splat(2.0 / 13));
  p = then(2.0 / 9, s, p);
  p = then(2.0 / 7, s, p);
  p = then(2.0 / 5, s, p);
  p = then(2.0 / 3, s, p);
  p = then(2, s, p);
  const value = f64x2.add(
    f64x2.mul(f, p),
    f64x2.add(f64x2.mul(k, splat(LN2_HIGH)), f64x2.mul(k, splat(LN2_LOW))),
  );
  const finite = choose(f64x2.lt(x, splat(Infinity)), value, x);
  const positive = choose(f64x2.gt(x, splat(0)), finite, splat(NaN));
  return choose(f64x2.eq(x, splat(0)), splat(-Infinity), positive);
}

// Sine of r + quarter pi/2 with |r| <= pi/4: the series of sine or cosine; the first term left out is below 1e-11.
function sine64(given: v128, quarters: i64): v128 {
  const shifted = f64x2.add(f64x2.mul(given, splat(1 / HALF_PI)), splat(TO_INTEGER));
  const k = f64x2.sub(shifted, splat(TO_INTEGER));
  const quarter = i64x2.add(shifted, i64x2.splat(quarters));
  const r = less(less(given, k, HALF_PI_HIGH), k, HALF_PI_LOW);
  const s = f64x2.mul(r, r);
  let p = then(1.0 / 362880, s, splat(-1.0 / 39916800));
  p = then(-1.0 / 5040, s, p);
  p = then(1.0 / 120, s, p);
  p = then(-1.0 / 6, s, p);
  const sine = f64x2.mul(r, then(1, s, p));
  let q = then(-1.0 / 3628800, s, splat(1.0 / 479001600));
  q = then(1.0 / 40320, s, q);
  q = then(-1.0 / 720, s, q);
  q = then(1.0 / 24, s, q);
  q = then(-0.5, s, q);
  const cosine = then(1, s, q);
  const odd = i64x2.eq(v128.and(quarter, i64x2.splat(1)), i64x2.splat(1));
  const sign = i64x2.shl(v128.and(quarter, i64x2.splat(2)), 62);
  const value = v128.xor(choose(odd, cosine, sine), sign);
  return f64x2.pmin(f64x2.pmax(value, splat(-1)), splat(1));
}

// arctan x for x >= 0, brought below tan(pi/8) by its addition theorem; the first term left out is below 1e-10.
function arctangent64(given: v128): v128 {
  const sign = v128.and(given, i64x2.splat(0x8000000000000000));
  const size = f64x2.abs(given);
  const large = f64x2.gt(size, splat(1));
  const x = choose(large, f64x2.div(splat(1), size), size);
  const middle = f64x2.gt(x, splat(TAN_PI_8));
  const z = choose(middle, f64x2.div(f64x2.sub(x, splat(1)), f64x2.add(x, splat(1))), x);
  const s = f64x2.mul(z, z);
  let p = then(1.0 / 21, s, splat(-1.0 / 23));
  p = then(-1.0 / 19, s, p);
  p = then(1.0 / 17, s, p);
  p = then(-1.0 / 15, s, p);
  p = then(1.0 / 13, s, p);
  p = then(-1.0 / 11, s, p);
  p = then(1.0 / 9, s, p);
  p = then(-1.0 / 7, s, p);
  p = then(1.0 / 5, s, p);
  p = then(-1.0 / 3, s, p);
  const small = f64x2.mul(z, then(1, s, p));
  const angle = f64x2.add(small, v128.and(middle, splat(QUARTER_PI)));
  return v128.or(choose(large, f64x2.sub(splat(HALF_PI), angle), angle), sign);
}

function arcsine64(x: v128): v128 {
  const cosine = f64x2.sqrt(f64x2.mul(f64x2.sub(splat(1), x), f64x2.add(splat(1), x)));
  return arctangent64(f64x2.div(x, cosine));
}

// Near 0, where the difference of exponentials has no digits left, the series.
function hyperbolicSine64(x: v128): v128 {
  const e = exp64(x);
  const value = f64x2.mul(splat(0.5), f64x2.sub(e, f64x2.div(splat(1), e)));
  const series = f64x2.mul(x, then(1, f64x2.mul(x, x), splat(1.0 / 6)));
  return choose(f64x2.lt(f64x2.abs(x), splat(1e-3)), series, value);
}
function hyperbolicCosine64(x: v128): v128 {
  const e = exp64(x);
  return f64x2.mul(splat(0.5), f64x2.add(e, f64x2.div(splat(1), e)));
}
function hyperbolicTangent64(x: v128): v128 {
  const e = exp64(f64x2.add(x, x));
  const value = f64x2.div(f64x2.sub(e, splat(1)), f64x2.add(e, splat(1)));
  const series = f64x2.mul(x, then(1, f64x2.mul(x, x), splat(-1.0 / 3)));
  return choose(f64x2.lt(f64x2.abs(x), splat(1e-3)), series, value);
}

// x^y as core/expression/simplify.ts has it (Math.pow), also for x <= 0.
function power64(x: v128, y: v128): v128 {
  const size = exp64(f64x2.mul(y, log64(f64x2.abs(x))));
  const whole = f64x2.eq(f64x2.floor(y), y);
  const half = f64x2.mul(y, splat(0.5));
  const odd = v128.and(whole, f64x2.ne(f64x2.floor(half), half));
  const signed = v128.xor(size, v128.and(odd, splat(-0.0)));
  const negative = choose(whole, signed, splat(NaN));
  const zero = choose(f64x2.gt(y, splat(0)), splat(0), f64x2.div(splat(1), x));
  const value = choose(f64x2.lt(x, splat(0)), negative, choose(f64x2.eq(x, splat(0)), zero, size));
  return choose(f64x2.eq(y, splat(0)), splat(1), value);
}

export function sin(x: v128): v128 {
  return join(sine64(low(x), 0), sine64(high(x), 0));
}
export function cos(x: v128): v128 {
  return join(sine64(low(x), 1), sine64(high(x), 1));
}
export function tan(x: v128): v128 {
  const a = low(x);
  const b = high(x);
  return join(f64x2.div(sine64(a, 0), sine64(a, 1)), f64x2.div(sine64(b, 0), sine64(b, 1)));
}
export function asin(x: v128): v128 {
  return join(arcsine64(low(x)), arcsine64(high(x)));
}
export function acos(x: v128): v128 {
  return join(
    f64x2.sub(splat(HALF_PI), arcsine64(low(x))),
    f64x2.sub(splat(HALF_PI), arcsine64(high(x))),
  );
}
export function atan(x: v128): v128 {
  return join(arctangent64(low(x)), arctangent64(high(x)));
}
export function sinh(x: v128): v128 {
  return join(hyperbolicSine64(low(x)), hyperbolicSine64(high(x)));
}
export function cosh(x: v128): v128 {
  return join(hyperbolicCosine64(low(x)), hyperbolicCosine64(high(x)));
}
export function tanh(x: v128): v128 {
  return join(hyperbolicTangent64(low(x)), hyperbolicTangent64(high(x)));
}
export function exp(x: v128): v128 {
  return join(exp64(low(x)), exp64(high(x)));
}
export function log(x: v128): v128 {
  return join(log64(low(x)), log64(high(x)));
}
export function log10(x: v128): v128 {
  return join(f64x2.mul(log64(low(x)), splat(LOG10_E)), f64x2.mul(log64(high(x)), splat(LOG10_E)));
}
export function log2(x: v128): v128 {
  return join(f64x2.mul(log64(low(x)), splat(LOG2_E)), f64x2.mul(log64(high(x)), splat(LOG2_E)));
}
export function power(x: v128, y: v128): v128 {
  return join(power64(low(x), low(y)), power64(high(x), high(y)));
}
