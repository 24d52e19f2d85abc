// How many peaks u has: what coarsening (peaks that merge or starve one another) is counted by.

import { wrap } from './neighbours.ts';
import type { Grid } from '../core/grid.ts';
import type { Observable } from './observable.ts';

/**
 * Number of local maxima higher than the mean by more than one standard deviation. A maximum is higher than all its
 * neighbours (2 in 1D, 8 in 2D, across the edges as the boundary says); of equal neighbours the first in index counts.
 * Ripples on a plateau can count twice: it is a count of maxima, not of connected spots.
 */
export function countPeaks(u: ArrayLike<number>, grid: Grid): number {
  const { nx, ny } = grid;
  let sum = 0;
  let squares = 0;
  for (let cell = 0; cell < u.length; cell++) sum += u[cell];
  const mean = sum / u.length;
  for (let cell = 0; cell < u.length; cell++) squares += (u[cell] - mean) ** 2;
  const threshold = mean + Math.sqrt(squares / u.length);
  let peaks = 0;
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      const cell = iy * nx + ix;
      if (u[cell] > threshold && isMaximum(u, grid, ix, iy)) peaks += 1;
    }
  }
  return peaks;
}

function isMaximum(u: ArrayLike<number>, grid: Grid, ix: number, iy: number): boolean {
  const { nx, ny, boundaryX, boundaryY } = grid;
  const cell = iy * nx + ix;
  for (let row = iy - 1; row <= iy + 1; row++) {
    for (let column = ix - 1; column <= ix + 1; column++) {
      const other = wrap(row, ny, boundaryY) * nx + wrap(column, nx, boundaryX);
      if (u[other] > u[cell] || (u[other] === u[cell] && other < cell)) return false;
    }
  }
  return true;
}

export const PEAKS: readonly Observable[] = [
  {
    name: 'u_peaks',
    unit: '1',
    doc: 'u: number of local maxima above the mean plus one standard deviation',
    of: ({ config, snapshot }) => countPeaks(snapshot.u, config),
  },
];
