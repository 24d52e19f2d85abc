// The highest peak of u: where it is and how wide. The width tells whether the grid still resolves it: a peak
// narrower than about three cells is the grid's work, not the equation's.

import { cellX, cellY, dimension, dx, dy } from '../core/grid.ts';
import { wrap } from './neighbours.ts';
import { once } from './observable.ts';
import type { Boundary, Grid } from '../core/grid.ts';
import type { Observable } from './observable.ts';

export interface Peak {
  /** Centre of the highest cell, in lengths. */
  readonly x: number;
  readonly y: number;
  /**
   * Full width where u is half-way between its lowest and highest value, linearly interpolated between cells:
   * in lengths, the mean of the cuts along x and y; in cells, the narrower of the two. Not-a-number where u is
   * uniform, or nowhere falls below half-way along a cut (a stripe).
   */
  readonly width: number;
  readonly widthInCells: number;
}

/** @param u nx * ny values, index iy * nx + ix. */
export function highestPeak(u: ArrayLike<number>, grid: Grid): Peak {
  let top = 0;
  let min = u[0];
  for (let cell = 1; cell < u.length; cell++) {
    if (u[cell] > u[top]) top = cell;
    if (u[cell] < min) min = u[cell];
  }
  const { nx, ny } = grid;
  const ix = top % nx;
  const iy = (top - ix) / nx;
  const half = (u[top] + min) / 2;
  const alongX = widthOfCut(nx, ix, grid.boundaryX, half, (column) => u[iy * nx + column]);
  const cuts = [{ cells: alongX, length: alongX * dx(grid) }];
  if (dimension(grid) === 2) {
    const alongY = widthOfCut(ny, iy, grid.boundaryY, half, (row) => u[row * nx + ix]);
    cuts.push({ cells: alongY, length: alongY * dy(grid) });
  }
  return {
    x: cellX(grid, ix),
    y: cellY(grid, iy),
    width: cuts.reduce((sum, cut) => sum + cut.length, 0) / cuts.length,
    widthInCells: Math.min(...cuts.map((cut) => cut.cells)),
  };
}

/** Distance, in cells, between the two places around `top` where the values fall through `half`. */
function widthOfCut(
  count: number,
  top: number,
  boundary: Boundary,
  half: number,
  value: (index: number) => number,
): number {
  const reach = (direction: 1 | -1): number => {
    // In the even extension of a no-flux axis every value is met within one period of 2 * count cells.
    for (let distance = 1; distance <= 2 * count; distance++) {
      const here = value(wrap(top + direction * distance, count, boundary));
      if (here < half) {
        const before = value(wrap(top + direction * (distance - 1), count, boundary));
        return distance - 1 + (before - half) / (before - here);
      }
    }
    return NaN;
  };
  return reach(1) + reach(-1);
}

const peakOf = once(({ config, snapshot }) => highestPeak(snapshot.u, config));

export const PEAK: readonly Observable[] = [
  { name: 'u_peak_x', unit: 'length', doc: 'u: x of the highest cell', of: (state) => peakOf(state).x },
  {
    name: 'u_peak_y',
    unit: 'length',
    doc: 'u: y of the highest cell (0 in 1D)',
    of: (state) => peakOf(state).y,
  },
  {
    name: 'u_peak_width',
    unit: 'length',
    doc: 'u: full width of the highest peak half-way between min and max, mean of the cuts along x and y',
    of: (state) => peakOf(state).width,
  },
  {
    name: 'u_peak_cells',
    unit: 'cells',
    doc: 'u: the same width in cells, the narrower cut; below 3 the grid no longer resolves the peak',
    of: (state) => peakOf(state).widthInCells,
  },
];
