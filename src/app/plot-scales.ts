// What the axes of the line plots show: ranges, when to turn logarithmic, labels. Apart from plots.ts, because uPlot
// needs a browser as soon as it is loaded.

import { formatNumber } from '../view/numbers.ts';

const DECADES = 1.5;

/** Ends of the mass axis. */
export function massRange(low: number, high: number): [number, number] {
  const middle = (low + high) / 2;
  const half = Math.max(((high - low) / 2) * 1.15, 0.01 * Math.abs(middle), 1e-30);
  return [middle - half, middle + half];
}

export function spansDecades(values: readonly number[]): boolean {
  let low = Infinity;
  let high = 0;
  for (const value of values) {
    if (value > 0) low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high / low > 10 ** DECADES;
}

/** Enough digits to tell neighbouring ticks apart. */
export function tickLabel(value: number, increment: number): string {
  const size = Math.abs(value);
  if (!(increment > 0) || (size !== 0 && (size >= 1e5 || size < 1e-3))) return formatNumber(value);
  let decimals = 0;
  // 2.5 needs one decimal although it is above 1.
  while (decimals < 8 && Math.abs(Number(increment.toFixed(decimals)) - increment) > 1e-6 * increment)
    decimals++;
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
