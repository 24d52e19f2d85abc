// Waves that fit a domain: whole wavelengths round a periodic axis, halves between walls. A state may be unstable to waves
// that have no room.

import type { Boundary, Grid } from '../core/grid.ts';
import { dimension, dx, dy } from '../core/grid.ts';
import type { Band, Dispersion, Growth, Wave } from './dispersion.ts';
import { gridSquare, waveOf } from './dispersion.ts';

const HALF = Math.PI;

/** Wavenumber of the longest wave along an axis. */
const first = (size: number, boundary: Boundary): number => ((boundary === 'periodic' ? 2 : 1) * HALF) / size;

export interface FittingWaves {
  /** The longest one, along the longer axis; null where theory has no answer for it. */
  readonly longest: Wave | null;
  /** Of those that grow the one next to the fastest of all, if that is finite; null where none grows. */
  readonly fastest: Wave | null;
}

/** For each number of waves along y the two numbers along x next to the fastest wavenumber are tried. */
export function fittingWaves(grid: Grid, dispersion: Dispersion): FittingWaves {
  const kx = first(grid.width, grid.boundaryX);
  const ky = dimension(grid) === 1 ? Infinity : first(grid.height, grid.boundaryY);
  const wave = (wavenumber: number): Wave | null => {
    const growth = dispersion.growth(wavenumber);
    return growth && waveOf(wavenumber, growth);
  };
  const longest = wave(Math.min(kx, ky));
  if (dispersion.bands.length === 0) return { longest, fastest: null };
  const aim = dispersion.fastest?.wavenumber ?? inside(grid, dispersion.bands[0]);
  const tried = new Set<number>([Math.min(kx, ky)]);
  const rows = dimension(grid) === 1 ? 0 : Math.min(Math.ceil(aim / ky), grid.ny);
  for (let row = 0; row <= rows; row += 1) {
    const across = row === 0 ? 0 : row * ky;
    const along = Math.sqrt(Math.max(aim ** 2 - across ** 2, 0)) / kx;
    for (const column of [Math.floor(along), Math.ceil(along), Math.floor(along) + 1]) {
      if (column + row > 0 && column <= grid.nx) tried.add(Math.hypot(column * kx, across));
    }
  }
  let fastest: Wave | null = null;
  for (const wavenumber of tried) {
    const here = wave(wavenumber);
    if (here !== null && here.rate > (fastest?.rate ?? 0)) fastest = here;
  }
  return { longest, fastest };
}

/** A wavenumber of the band; of one without an end the shortest wave that the grid has. */
const inside = (grid: Grid, { low, high }: Band): number =>
  Number.isFinite(high) ? (low + high) / 2 : Math.max(2 * low, Math.PI / dx(grid));

/** Growth of a wave (kx, ky) as the grid of fields sees it: each axis has (2 - 2 cos kh)/h^2 in the place of k^2. */
export function growthOnGrid(grid: Grid, dispersion: Dispersion, kx: number, ky = 0): Growth | null {
  const across = dimension(grid) === 1 ? 0 : gridSquare(ky, dy(grid));
  return dispersion.growthOfSquare(gridSquare(kx, dx(grid)) + across);
}
