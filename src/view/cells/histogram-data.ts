// From the density on the grid to the bars of a histogram along x, and how far they are from what theory predicts.

import type { Grid } from '../../core/grid.ts';
import { dx } from '../../core/grid.ts';

/** Probability per length along x: u summed over y and scaled to an integral of 1. Length nx; null without cells. */
export function marginalDensity(u: ArrayLike<number>, grid: Grid): Float64Array | null {
  const density = new Float64Array(grid.nx);
  let total = 0;
  for (let index = 0; index < grid.nx * grid.ny; index += 1) {
    density[index % grid.nx] += u[index];
    total += u[index];
  }
  if (!(total > 0) || !Number.isFinite(total)) return null;
  return density.map((value) => value / (total * dx(grid)));
}

export interface Bars {
  /** Left edges, and the right edge of the last bar: one more than there are heights. */
  readonly edges: Float64Array;
  readonly heights: Float64Array;
}

/** Columns joined into at most `most` bars, each of equally many columns but for the last. */
export function bars(density: ArrayLike<number>, width: number, most: number): Bars {
  const nx = density.length;
  const fold = Math.max(Math.ceil(nx / most), 1);
  const count = Math.ceil(nx / fold);
  const edges = new Float64Array(count + 1);
  const heights = new Float64Array(count);
  for (let bar = 0; bar < count; bar += 1) {
    const begin = bar * fold;
    const end = Math.min(begin + fold, nx);
    edges[bar] = (begin / nx) * width;
    for (let column = begin; column < end; column += 1) heights[bar] += density[column] / (end - begin);
  }
  edges[count] = width;
  return { edges, heights };
}

export interface Distance {
  /** Integral of the absolute difference: 0 to 2. */
  readonly value: number;
  /** What the counting of so many cells alone leaves of it, on average. */
  readonly noise: number;
}

/**
 * Distance between two histograms over the same edges. Noise: the number of `cells` in a bar of probability p is binomial,
 * its mean absolute deviation sqrt(2/pi) sqrt(p (1 - p) cells) for large numbers (NUMERICS, row 41).
 */
export function distance(measured: Bars, predicted: Bars, cells: number): Distance {
  let value = 0;
  let noise = 0;
  for (let bar = 0; bar < measured.heights.length; bar += 1) {
    const size = measured.edges[bar + 1] - measured.edges[bar];
    value += Math.abs(measured.heights[bar] - predicted.heights[bar]) * size;
    const share = Math.min(predicted.heights[bar] * size, 1);
    noise += Math.sqrt(((2 / Math.PI) * share * (1 - share)) / cells);
  }
  return { value, noise };
}
