// Functions that formulas use and WGSL lacks or leaves undefined in part. Twins of src/core/expression/simplify.ts
// (power) and functions.ts: same pairing of multiplications, so that both round alike. Results that do not exist
// (a negative number to a fractional power, 0 to a negative one) come out as NaN or infinity where the device has
// them, and the run then stops as "not finite".

fn power_2(x: f32) -> f32 {
  return x * x;
}

fn power_3(x: f32) -> f32 {
  return x * x * x;
}

fn power_4(x: f32) -> f32 {
  return power_2(x * x);
}

fn power_5(x: f32) -> f32 {
  return power_4(x) * x;
}

fn power_6(x: f32) -> f32 {
  return power_2(x * x * x);
}

fn power_7(x: f32) -> f32 {
  return power_6(x) * x;
}

fn power_8(x: f32) -> f32 {
  return power_2(power_4(x));
}

// x to the power y for every x: the built-in pow is undefined for x < 0 and may be so at x = 0.
fn power(x: f32, y: f32) -> f32 {
  if (y == 0.0) {
    return 1.0;
  }
  if (x > 0.0) {
    return pow(x, y);
  }
  if (x == 0.0) {
    // 1/x through a variable: a constant division by zero would not compile.
    return select(1.0 / x, 0.0, y > 0.0);
  }
  let whole = floor(y);
  if (whole != y) {
    var quiet_nan = 0x7fc00000u;
    return bitcast<f32>(quiet_nan);
  }
  let odd = whole - 2.0 * floor(0.5 * whole);
  return pow(-x, y) * (1.0 - 2.0 * odd);
}

// Remainder with the sign of the divisor; WGSL's % takes the sign of the dividend.
fn modulo(x: f32, y: f32) -> f32 {
  return x - y * floor(x / y);
}

// 0 below 0, 1 from 0 on.
fn heaviside(x: f32) -> f32 {
  return select(0.0, 1.0, x >= 0.0);
}

fn log_10(x: f32) -> f32 {
  return log(x) * 0.4342944819032518;
}

// tanh rounds to 1 from 9.02 on, and some devices divide infinity by infinity when asked for more.
fn hyperbolic_tangent(x: f32) -> f32 {
  return tanh(clamp(x, -10.0, 10.0));
}
