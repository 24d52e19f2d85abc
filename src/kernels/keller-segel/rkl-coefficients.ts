// Twin of shaders/keller-segel/rkl-coefficients.wgsl: Runge-Kutta-Legendre super-time-stepping of second order, RKL2
// (Meyer, Balsara and Aslam 2014, J. Comput. Phys. 257, 594). See the shader for the formulas' meaning.

/** The longest stable step of s stages in units of forward Euler's. */
export const stretch = (stages: number): number => 0.25 * (stages * stages + stages - 2);

const legendreWeight = (j: number): number => (j < 2 ? 1 / 3 : (j * j + j - 2) / (2 * j * (j + 1)));

/** When stage j is, as a share of the step. */
export function stageTime(j: number, stages: number): number {
  if (j < 1) return 0;
  return (j < 2 ? 4 / 3 : j * j + j - 2) / (stages * stages + stages - 2);
}

export interface RklCoefficients {
  readonly mu: number;
  readonly nu: number;
  readonly muTilde: number;
  readonly gammaTilde: number;
}

/** D_j = mu D_(j-1) + nu D_(j-2) + step (muTilde M(Y_0 + D_(j-1)) + gammaTilde M(Y_0)), D_j = Y_j - Y_0. */
export function rklCoefficients(j: number, stages: number): RklCoefficients {
  const w = 1 / stretch(stages);
  const b = legendreWeight(j);
  if (j < 2) return { mu: 0, nu: 0, muTilde: b * w, gammaTilde: 0 };
  const before = legendreWeight(j - 1);
  const mu = (((2 * j - 1) / j) * b) / before;
  const nu = ((-(j - 1) / j) * b) / legendreWeight(j - 2);
  return { mu, nu, muTilde: mu * w, gammaTilde: -(1 - before) * mu * w };
}

/** Share of the slope at stage s - 1 in the error's estimate, and what scales the difference to the error of the step. */
export function errorWeights(stages: number): { readonly beta: number; readonly scale: number } {
  const below = (stages - 1) * (stages + 2);
  const c = ((stages - 2) * (stages + 1)) / below;
  const third = ((stages - 2) * (stages + 3)) / (9 * below);
  return { beta: 0.5 / c, scale: (third - 1 / 6) / (third - 0.25 * c) };
}
