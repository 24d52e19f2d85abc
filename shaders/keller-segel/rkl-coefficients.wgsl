// Runge-Kutta-Legendre super-time-stepping of second order, RKL2 (Meyer, Balsara and Aslam 2014, J. Comput. Phys. 257, 594):
// s stages whose polynomial a + b P_s(1 + w z), P_s Legendre's, stays within [-1, 1] on the real axis down to
// z = -(s^2 + s - 2)/2: a step grows with the square of its stages. Twin: src/kernels/keller-segel/rkl-coefficients.ts.

// The longest stable step of s stages in units of forward Euler's.
fn stretch(stages: f32) -> f32 {
  return 0.25 * (stages * stages + stages - 2.0);
}

fn legendre_weight(j: f32) -> f32 {
  if (j < 2.0) { return 1.0 / 3.0; }
  return (j * j + j - 2.0) / (2.0 * j * (j + 1.0));
}

// When stage j is, as a share of the step.
fn stage_time(j: f32, stages: f32) -> f32 {
  if (j < 1.0) { return 0.0; }
  return select(j * j + j - 2.0, 4.0 / 3.0, j < 2.0) / (stages * stages + stages - 2.0);
}

// D_j = mu D_(j-1) + nu D_(j-2) + step (mu_tilde M(Y_0 + D_(j-1)) + gamma_tilde M(Y_0)), D_j = Y_j - Y_0: the paper's
// 1 - mu - nu in front of Y_0 drops out, and with it what rounding Y_0 anew at each stage costs.
struct Coefficients {
  mu: f32,
  nu: f32,
  mu_tilde: f32,
  gamma_tilde: f32,
}

fn rkl_coefficients(j: f32, stages: f32) -> Coefficients {
  let w = 1.0 / stretch(stages);
  let b = legendre_weight(j);
  if (j < 2.0) { return Coefficients(0.0, 0.0, b * w, 0.0); }
  let before = legendre_weight(j - 1.0);
  let mu = (2.0 * j - 1.0) / j * b / before;
  let nu = -(j - 1.0) / j * b / legendre_weight(j - 2.0);
  return Coefficients(mu, nu, mu * w, -(1.0 - before) * mu * w);
}

// What the last stage knows of the error: D_s - step ((1 - beta) M(Y_0) + beta M(Y_(s-1))) with beta = 1/(2 c), c the
// time of stage s - 1, has no term below step^3. On y' = z y it is (c_3 - c/4) z^3, the error of the step
// (c_3 - 1/6) z^3, where c_3 is the third coefficient of the polynomial: beta, and the ratio of the two.
fn error_weights(stages: f32) -> vec2<f32> {
  let below = (stages - 1.0) * (stages + 2.0);
  let c = (stages - 2.0) * (stages + 1.0) / below;
  let third = (stages - 2.0) * (stages + 3.0) / (9.0 * below);
  return vec2(0.5 / c, (third - 1.0 / 6.0) / (third - 0.25 * c));
}
