// Pearson's chi-squared statistic and the range in which it must lie. Both ends count: numbers that fit too well are not
// random either.

/** Sum of (found - expected)^2/expected over all bins; `expected` for all bins or for each. */
export function chiSquared(found: ArrayLike<number>, expected: number | ArrayLike<number>): number {
  let sum = 0;
  for (let bin = 0; bin < found.length; bin += 1) {
    const wanted = typeof expected === 'number' ? expected : expected[bin];
    sum += (found[bin] - wanted) ** 2 / wanted;
  }
  return sum;
}

/**
 * Critical values with probability 1e-4 on either side, by E. B. Wilson and M. M. Hilferty (1931): the cube root of
 * chi^2/k is normal with mean 1 - 2/(9k) and variance 2/(9k). 255 degrees of freedom: 179.4 to
 * 347.7, 31: 9.7 to 69.3 (exact: 179.4, 347.7; 9.8, 69.1).
 */
export function chiSquaredRange(degrees: number): { readonly low: number; readonly high: number } {
  const variance = 2 / (9 * degrees);
  const at = (deviations: number): number => degrees * (1 - variance + deviations * Math.sqrt(variance)) ** 3;
  return { low: at(-3.719), high: at(3.719) };
}
