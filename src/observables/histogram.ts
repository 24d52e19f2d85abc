// How many simulated cells each column of the grid holds: the histogram the lecture draws, from the density that was
// made of the cells. A density comes in single precision, so counts are whole again, and exact, up to two million cells
// in one grid cell. It knows no positions within a grid cell.

import { cellMeasure } from '../core/grid.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';

/**
 * Simulated cells a column, length nx: density times measure of a grid cell by weight, summed over the rows. `u` is as
 * snapshots have it, each cell counted where it is.
 */
export function columnHistogram(u: ArrayLike<number>, config: RunAndTumbleConfig): Float64Array {
  const { nx } = config;
  const cells = cellMeasure(config) / config.weight;
  const histogram = new Float64Array(nx);
  for (let index = 0; index < u.length; index++) histogram[index % nx] += Math.round(u[index] * cells);
  return histogram;
}
