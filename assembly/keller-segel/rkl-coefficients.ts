// As shaders/keller-segel/rkl-coefficients.wgsl, which says what each means: Runge-Kutta-Legendre super-time-stepping of
// second order. A function a number, for the language has no structs on the stack.

/** The longest stable step of s stages in units of forward Euler's. */
export function stretch(stages: f32): f32 {
  return 0.25 * (stages * stages + stages - 2);
}

function legendreWeight(j: f32): f32 {
  return j < 2 ? <f32>(1.0 / 3) : (j * j + j - 2) / (2 * j * (j + 1));
}

/** When stage j is, as a share of the step. */
export function stageTime(j: f32, stages: f32): f32 {
  if (j < 1) return 0;
  return (j < 2 ? <f32>(4.0 / 3) : j * j + j - 2) / (stages * stages + stages - 2);
}

export function mu(j: f32): f32 {
  return ((2 * j - 1) / j) * legendreWeight(j) / legendreWeight(j - 1);
}

export function nu(j: f32): f32 {
  return (-(j - 1) / j) * legendreWeight(j) / legendreWeight(j - 2);
}

export function muTilde(j: f32, stages: f32): f32 {
  return (j < 2 ? legendreWeight(j) : mu(j)) / stretch(stages);
}

export function gammaTilde(j: f32, stages: f32): f32 {
  return -(1 - legendreWeight(j - 1)) * muTilde(j, stages);
}

/** Share of the slope at stage s - 1 in the error's estimate. */
export function errorShare(stages: f32): f32 {
  return (0.5 * (stages - 1) * (stages + 2)) / ((stages - 2) * (stages + 1));
}

/** What scales the difference to the error of the step. */
export function errorScale(stages: f32): f32 {
  const below = (stages - 1) * (stages + 2);
  const c = ((stages - 2) * (stages + 1)) / below;
  const third = ((stages - 2) * (stages + 3)) / (9 * below);
  return (third - <f32>(1.0 / 6)) / (third - 0.25 * c);
}
