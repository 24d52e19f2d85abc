// A measured number beside the exact one: what passes, and why so much and not more may be between them.
//
// Averages over independent cells are allowed four standard errors (a chance of 6e-5 each, and seeds are fixed) and the
// bias of the step, which each check derives.

import type { Plot, Quantity } from './check.ts';
import type { Average } from './statistics.ts';
import { chiSquared, chiSquaredDeviate, expectedCounts, histogram, RARE } from './statistics.ts';

/** Passes where |measured - exact| <= tolerance; not where any of them is not a number. */
export const within = (
  quantity: string,
  unit: string,
  measured: number,
  exact: number,
  tolerance: number,
  toleranceFrom: string,
): Quantity => ({
  ...{ quantity, unit, measured, exact, tolerance, toleranceFrom },
  pass: Math.abs(measured - exact) <= tolerance,
});

/** For counts and integers. */
export const equal = (quantity: string, measured: number, exact: number, why = 'none: exact'): Quantity =>
  within(quantity, '1', measured, exact, 0, why);

/** Four standard errors, and a bias that the caller derives. */
export const statistical = (
  quantity: string,
  unit: string,
  { mean, error }: Average,
  exact: number,
  bias?: { readonly most: number; readonly from: string },
): Quantity =>
  within(
    quantity,
    unit,
    mean,
    exact,
    4 * error + (bias?.most ?? 0),
    bias ? `4 standard errors, and ${bias.from}` : '4 standard errors',
  );

/** Chi-squared of counts as a normal deviate. */
export const counts = (
  quantity: string,
  found: ArrayLike<number>,
  expected: number | ArrayLike<number>,
): Quantity =>
  within(
    `${quantity}: chi-squared of ${found.length} bins as a normal deviate`,
    '1',
    chiSquaredDeviate(chiSquared(found, expected), found.length - 1),
    0,
    RARE,
    'exceeded with probability 2e-4 (Wilson and Hilferty 1931)',
  );

/** A density up to a factor, between two places. */
export interface Shape {
  readonly density: (x: number) => number;
  readonly low: number;
  readonly high: number;
  readonly bins: number;
}

/** Values follow a density: chi-squared over equal bins; values outside are left out. */
export function follows(quantity: string, values: Float64Array, shape: Shape): Quantity {
  const { density, low, high, bins } = shape;
  const found = histogram(values, low, high, bins);
  const count = found.reduce((a, b) => a + b);
  return counts(quantity, found, expectedCounts(density, low, high, bins, count));
}

/** Histogram of values as a probability density, with the density that they must follow. */
export function densityPlot(title: string, label: string, values: Float64Array, shape: Shape): Plot {
  const { density, low, high, bins } = shape;
  const found = histogram(values, low, high, bins);
  const count = found.reduce((a, b) => a + b);
  const width = (high - low) / bins;
  const centre = (bin: number): number => low + (bin + 0.5) * width;
  const expected = expectedCounts(density, low, high, bins, 1);
  return {
    title,
    x: { label, unit: 'length' },
    y: { label: 'probability density', unit: '1/length' },
    curves: [
      {
        name: 'exact',
        kind: 'exact',
        points: Array.from(expected, (share, bin) => [centre(bin), share / width] as const),
      },
      {
        name: 'measured',
        kind: 'measured',
        points: Array.from(found, (value, bin) => [centre(bin), value / count / width] as const),
      },
    ],
  };
}
