// How cells spread when nothing guides them. A heading forgets itself at the rate mu, and all moments of the displacement
// follow from that: they are integrals over ordered times of the correlations of the heading. Exact at every time, from
// straight runs (t << 1/mu) to diffusion (t >> 1/mu). It holds without walls, for headings that are uniform at the start.
//
// Source: Goldstein 1951, Kac 1974 (telegraph process, one dimension); Lovely & Dahlquist 1975 (persistence);
// Stadje 1987, Martens et al. 2012 (moments in two dimensions). NUMERICS, rows 1, 2, 4-6.

export interface Walk {
  readonly dimension: 1 | 2;
  /** L/T. */
  readonly speed: number;
  /** Rate of tumbles, 1/T. */
  readonly tumbleRate: number;
  /** Mean cosine of a tumble's turn, -1 to 1. */
  readonly persistence: number;
  /** Rotational diffusion between tumbles, 1/T; without meaning in one dimension. */
  readonly rotationalDiffusion: number;
}

/** mu = lam (1 - persistence) + (d - 1) D_r, 1/T: the rate at which the mean cosine with the first heading decays. */
export const headingLossRate = (walk: Walk): number =>
  walk.tumbleRate * (1 - walk.persistence) + (walk.dimension - 1) * walk.rotationalDiffusion;

/** Rate at which the mean of cos 2(angle) decays, 1/T: a wrapped Cauchy turn has persistence^2 for it. */
const secondLossRate = (walk: Walk): number =>
  walk.tumbleRate * (1 - walk.persistence ** 2) + 4 * walk.rotationalDiffusion;

/** Mean cosine between the headings at two times so far apart: exp(-mu t). */
export const headingCorrelation = (walk: Walk, time: number): number =>
  Math.exp(-headingLossRate(walk) * time);

/** D = v^2/(d mu), L^2/T; Infinity for cells that never turn. */
export const diffusionCoefficient = (walk: Walk): number =>
  walk.speed ** 2 / (walk.dimension * headingLossRate(walk));

/** <|r|^2> = (2 v^2/mu) (t - (1 - e^{-mu t})/mu), L^2. */
export function meanSquaredDisplacement(walk: Walk, time: number): number {
  const mu = headingLossRate(walk);
  const turns = mu * time;
  // Below, the difference would lose more than half of its digits; the next term of the series is turns^3/60.
  if (turns < 1e-4) return (walk.speed * time) ** 2 * (1 - turns / 3 + turns ** 2 / 12);
  return ((2 * walk.speed ** 2) / mu) * (time + Math.expm1(-turns) / mu);
}

/**
 * <|r|^4>, L^4. |r|^4 is a product of four headings at times in any order. Between the first and the second, and between
 * the third and the fourth, one heading's direction must last (rate mu); between the two pairs either none (rate 0) or, in
 * two dimensions, where the first two point the same way round, cos 2(angle) (rate secondLossRate). Of the 24 orders all
 * are of the first kind in one dimension, 16 in two.
 */
export function fourthMoment(walk: Walk, time: number): number {
  const mu = headingLossRate(walk);
  const apart = orderedIntegral([0, mu, 0, mu, 0], time);
  if (walk.dimension === 1) return 24 * walk.speed ** 4 * apart;
  const together = orderedIntegral([0, mu, secondLossRate(walk), mu, 0], time);
  return walk.speed ** 4 * (16 * apart + 8 * together);
}

/**
 * Integral over times 0 < t1 < t2 < .. < t of the product of exp(-rate[k] * k-th interval): the inverse Laplace transform of
 * the product of 1/(s + rate[k]). It is the corner of the exponential of a matrix with -rate on the diagonal and ones beside
 * it, which, unlike partial fractions, knows no special cases where rates agree or vanish. By the Taylor series of a short
 * time, squared up to the whole: all entries of an exponential are positive here, so no digits cancel.
 */
export function orderedIntegral(rates: readonly number[], time: number): number {
  const size = rates.length;
  const turns = Math.max(...rates) * time;
  const halvings = turns > 0.25 ? Math.ceil(Math.log2(4 * turns)) : 0;
  const step = time / 2 ** halvings;
  const matrix = identity(size).map((row, i) => row.map((_, j) => entry(rates, i, j) * step));
  let term = identity(size);
  let result = identity(size);
  // Rates times the step are at most 1/4: what the series leaves out is below rounding.
  for (let order = 1; order <= 16; order += 1) {
    term = multiply(term, matrix).map((row) => row.map((value) => value / order));
    result = result.map((row, i) => row.map((value, j) => value + term[i][j]));
  }
  for (let count = 0; count < halvings; count += 1) result = multiply(result, result);
  return result[0][size - 1];
}

const entry = (rates: readonly number[], i: number, j: number): number =>
  i === j ? -rates[i] : j === i + 1 ? 1 : 0;

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_unused, j) => (i === j ? 1 : 0)));

const multiply = (a: number[][], b: number[][]): number[][] =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
