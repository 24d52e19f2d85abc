// Averages with their standard errors, histograms, Pearson's chi-squared, integrals and slopes: what a measurement needs to be
// compared with an exact value.

/** An average over independent cells, its standard error, and their variance. */
export interface Average {
  readonly mean: number;
  readonly error: number;
  readonly variance: number;
}

export function average(values: ArrayLike<number>): Average {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += (values[i] - mean) ** 2;
  const variance = squares / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length), variance };
}

/** Their variance as an average of its own: of the squared distances from their mean. */
export function varianceOf(values: Float64Array): Average {
  const { mean } = average(values);
  return average(values.map((value) => (value - mean) ** 2));
}

export const scaled = ({ mean, error, variance }: Average, factor: number): Average => ({
  mean: mean * factor,
  error: error * Math.abs(factor),
  variance: variance * factor ** 2,
});

/** Numbers of values in equal bins from `low` to `high`; values beyond count in no bin. */
export function histogram(values: ArrayLike<number>, low: number, high: number, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.floor(((values[i] - low) / (high - low)) * bins);
    if (bin >= 0 && bin < bins) counts[bin] += 1;
  }
  return counts;
}

/** Integral by Simpson's rule on an even number of intervals. */
export function integral(f: (x: number) => number, low: number, high: number, intervals = 200): number {
  const h = (high - low) / intervals;
  let sum = f(low) + f(high);
  for (let i = 1; i < intervals; i += 1) sum += (i % 2 === 1 ? 4 : 2) * f(low + i * h);
  return (sum * h) / 3;
}

/** What a histogram of `count` values must hold whose density is proportional to `density`. */
export function expectedCounts(
  density: (x: number) => number,
  low: number,
  high: number,
  bins: number,
  count: number,
): Float64Array {
  const width = (high - low) / bins;
  const shares = Float64Array.from({ length: bins }, (_, bin) =>
    integral(density, low + bin * width, low + (bin + 1) * width, 20),
  );
  const total = shares.reduce((a, b) => a + b);
  return shares.map((share) => (share / total) * count);
}

/** Sum of (found - expected)^2/expected over all bins; `expected` for all bins or for each. */
export function chiSquared(found: ArrayLike<number>, expected: number | ArrayLike<number>): number {
  let sum = 0;
  for (let bin = 0; bin < found.length; bin += 1) {
    const wanted = typeof expected === 'number' ? expected : expected[bin];
    sum += (found[bin] - wanted) ** 2 / wanted;
  }
  return sum;
}

/** Deviate of a standard normal that is exceeded with probability 1e-4. */
export const RARE = 3.719;

/**
 * Chi-squared as a standard normal deviate, by E. B. Wilson and M. M. Hilferty (1931): the cube root of chi^2/k is normal
 * with mean 1 - 2/(9k) and variance 2/(9k). Both ends count: numbers that fit too well are not random either.
 */
export function chiSquaredDeviate(statistic: number, degrees: number): number {
  const variance = 2 / (9 * degrees);
  return (Math.cbrt(statistic / degrees) - 1 + variance) / Math.sqrt(variance);
}

/** The range of chi-squared with `RARE` on either side: 179.4 to 347.7 for 255 degrees of freedom, 9.7 to 69.3 for 31. */
export function chiSquaredRange(degrees: number): { readonly low: number; readonly high: number } {
  const variance = 2 / (9 * degrees);
  const at = (deviations: number): number => degrees * (1 - variance + deviations * Math.sqrt(variance)) ** 3;
  return { low: at(-RARE), high: at(RARE) };
}

/** Slope of ln y against ln x by least squares: a measured order of convergence. */
export function slope(x: readonly number[], y: readonly number[]): number {
  const lx = x.map(Math.log);
  const ly = y.map(Math.log);
  const mx = lx.reduce((a, b) => a + b) / lx.length;
  const my = ly.reduce((a, b) => a + b) / ly.length;
  const top = lx.reduce((sum, value, k) => sum + (value - mx) * (ly[k] - my), 0);
  return top / lx.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

/** The root of a function that changes sign between `low` and `high`, by halving. */
export function root(f: (x: number) => number, low: number, high: number): number {
  const rising = f(high) > 0;
  let [a, b] = [low, high];
  for (let i = 0; i < 100; i += 1) {
    const middle = (a + b) / 2;
    if (f(middle) > 0 === rising) b = middle;
    else a = middle;
  }
  return (a + b) / 2;
}
