// The spectrum of u and its dominant wavelength: the spacing of spots, holes or stripes, to compare with the fastest growing mode of
// the linear stability analysis. From the power spectrum averaged over directions. No-flux axes are mirrored first
// (their modes are cosines with half waves); it cannot tell two superposed wavelengths apart: it names the stronger.

import { dimension, dx, dy } from '../core/grid.ts';
import { createTransform } from './fourier.ts';
import type { Boundary, Grid } from '../core/grid.ts';
import type { Transform } from './fourier.ts';
import type { Observable } from './observable.ts';

/** Power of u at each size of the wavenumber |k|, rising; all arrays have the same length. */
export interface RadialSpectrum {
  /** Mean |k| of the modes of a ring, in radians per length. */
  readonly wavenumbers: Float64Array;
  /**
   * Mean square of the amplitudes of the modes in a ring, |FFT(u - mean)|^2/N^2 over N cells: times `modes` and summed, the
   * variance of u. A wave a cos(k x) has a^2/4 in each of its modes k and -k.
   */
  readonly power: Float64Array;
  readonly modes: Float64Array;
  /** The dominant wavelength, see below. */
  readonly wavelength: number;
}

/**
 * Rings of wavenumbers |k| = sqrt(kx^2 + ky^2) are as wide as the larger axis' fundamental 2 pi/L (pi/L between walls, whose
 * modes are half waves), and go up to the coarser axis' Nyquist limit; the uniform part is left out. Grids beyond
 * `largestSide` cells a side are averaged down to that first, which takes a little from waves of a few cells.
 */
export function radialSpectrum(u: ArrayLike<number>, grid: Grid, largestSide = LARGEST_SIDE): RadialSpectrum {
  const ringed = rings(u, grid, largestSide);
  const { sum, count, plain, cells } = ringed;
  const filled = Array.from(count.keys()).filter((bin) => count[bin] > 0);
  return {
    wavenumbers: Float64Array.from(filled, (bin) => plain[bin] / count[bin]),
    power: Float64Array.from(filled, (bin) => sum[bin] / (count[bin] * cells * cells)),
    modes: Float64Array.from(filled, (bin) => count[bin]),
    wavelength: strongest(ringed),
  };
}

/**
 * Wavelength, in lengths, at the peak of the radially averaged power spectrum of u - mean(u); within the strongest ring and
 * its two neighbours the power-weighted mean of |k| is taken, so a single mode gives its wavelength exactly.
 * Not-a-number for a uniform field.
 */
export const dominantWavelength = (u: ArrayLike<number>, grid: Grid): number => strongest(rings(u, grid));

function strongest({ sum, weighted, count }: Rings): number {
  const bins = sum.length - 1;
  let best = 1;
  for (let bin = 1; bin <= bins; bin++) {
    if (count[bin] > 0 && sum[bin] / count[bin] > sum[best] / Math.max(count[best], 1)) best = bin;
  }
  const near = [best - 1, best, best + 1].filter((bin) => bin >= 1 && bin <= bins);
  const total = near.reduce((all, bin) => all + sum[bin], 0);
  return total > 0 ? (2 * Math.PI * total) / near.reduce((all, bin) => all + weighted[bin], 0) : NaN;
}

interface Rings {
  /** Sums over the modes of each ring: of |FFT|^2, of |FFT|^2 |k|, of |k|, and their number. */
  readonly sum: Float64Array;
  readonly weighted: Float64Array;
  readonly plain: Float64Array;
  readonly count: Float64Array;
  /** Cells transformed, mirror images included. */
  readonly cells: number;
}

function rings(field: ArrayLike<number>, fine: Grid, largestSide = LARGEST_SIDE): Rings {
  const { u, grid } = coarsen(field, fine, largestSide);
  const { power, nx, ny, spacingX, spacingY } = powerSpectrum(u, grid);
  const fundamentalX = (2 * Math.PI) / (nx * spacingX);
  const fundamentalY = ny === 1 ? Infinity : (2 * Math.PI) / (ny * spacingY);
  const fundamental = Math.min(fundamentalX, fundamentalY);
  // Only wavenumbers below the coarser axis' Nyquist limit are sampled in every direction.
  const limit = Math.PI / Math.max(spacingX, ny === 1 ? 0 : spacingY);
  const bins = Math.floor(limit / fundamental) + 1;
  const sum = new Float64Array(bins + 1);
  const count = new Float64Array(bins + 1);
  const weighted = new Float64Array(bins + 1);
  const plain = new Float64Array(bins + 1);
  for (let row = 0; row < ny; row++) {
    const ky = row === 0 ? 0 : Math.min(row, ny - row) * fundamentalY;
    for (let column = 0; column <= nx / 2; column++) {
      const k = Math.hypot(column * fundamentalX, ky);
      if (k === 0 || k > limit) continue;
      const bin = Math.round(k / fundamental);
      // Columns 1 ... nx/2 - 1 stand for their mirror images too.
      const weight = column === 0 || 2 * column === nx ? 1 : 2;
      sum[bin] += weight * power[row * nx + column];
      weighted[bin] += weight * power[row * nx + column] * k;
      plain[bin] += weight * k;
      count[bin] += weight;
    }
  }
  return { sum, weighted, plain, count, cells: nx * ny };
}

/** Cells a side beyond which pairs are averaged first, to keep the transform below a second. */
const LARGEST_SIDE = 1024;

/** Averages pairs of cells along the longer sides of a large 2D grid; waves of less than four cells fade in that. */
function coarsen(
  u: ArrayLike<number>,
  grid: Grid,
  largestSide: number,
): { u: ArrayLike<number>; grid: Grid } {
  const x = grid.nx > largestSide && grid.nx % 2 === 0 ? 2 : 1;
  const y = grid.ny > largestSide && grid.ny % 2 === 0 ? 2 : 1;
  if (dimension(grid) === 1 || x * y === 1) return { u, grid };
  const coarse = { ...grid, nx: grid.nx / x, ny: grid.ny / y };
  const mean = new Float64Array(coarse.nx * coarse.ny);
  for (let cell = 0; cell < u.length; cell++) {
    const ix = cell % grid.nx;
    const iy = (cell - ix) / grid.nx;
    mean[Math.floor(iy / y) * coarse.nx + Math.floor(ix / x)] += u[cell] / (x * y);
  }
  return coarsen(mean, coarse, largestSide);
}

/** |FFT|^2 of u minus its mean; no-flux axes doubled by mirroring. `power[row * nx + column]`. */
function powerSpectrum(u: ArrayLike<number>, grid: Grid) {
  const extended = (count: number, boundary: Boundary) =>
    boundary === 'periodic' || count === 1 ? count : 2 * count;
  const nx = extended(grid.nx, grid.boundaryX);
  const ny = extended(grid.ny, grid.boundaryY);
  let mean = 0;
  for (let cell = 0; cell < u.length; cell++) mean += u[cell] / u.length;
  // Rounding of the mean alone must not pass for a pattern.
  let largest = 0;
  for (let cell = 0; cell < u.length; cell++) largest = Math.max(largest, Math.abs(u[cell] - mean));
  const uniform = largest <= 1e-12 * Math.abs(mean);
  const re = new Float64Array(nx * ny);
  const im = new Float64Array(nx * ny);
  for (let row = 0; row < ny; row++) {
    const iy = row < grid.ny ? row : 2 * grid.ny - 1 - row;
    for (let column = 0; column < nx; column++) {
      const ix = column < grid.nx ? column : 2 * grid.nx - 1 - column;
      re[row * nx + column] = uniform ? 0 : u[iy * grid.nx + ix] - mean;
    }
  }
  const alongX = transformOf(nx);
  for (let row = 0; row < ny; row++) {
    const line = { re: re.subarray(row * nx, (row + 1) * nx), im: im.subarray(row * nx, (row + 1) * nx) };
    const result = alongX(line);
    line.re.set(result.re);
    line.im.set(result.im);
  }
  const alongY = transformOf(ny);
  const power = new Float64Array(nx * ny);
  const line = { re: new Float64Array(ny), im: new Float64Array(ny) };
  for (let column = 0; column <= nx / 2; column++) {
    for (let row = 0; row < ny; row++) {
      line.re[row] = re[row * nx + column];
      line.im[row] = im[row * nx + column];
    }
    const result = ny === 1 ? line : alongY(line);
    for (let row = 0; row < ny; row++) power[row * nx + column] = result.re[row] ** 2 + result.im[row] ** 2;
  }
  return { power, nx, ny, spacingX: dx(grid), spacingY: dimension(grid) === 1 ? Infinity : dy(grid) };
}

const transforms = new Map<number, Transform>();
function transformOf(n: number): Transform {
  const transform = transforms.get(n) ?? createTransform(n);
  transforms.set(n, transform);
  return transform;
}

export const WAVELENGTH: readonly Observable[] = [
  {
    name: 'u_wavelength',
    unit: 'length',
    doc: 'u: wavelength at the peak of the power spectrum averaged over directions',
    of: ({ config, snapshot }) => dominantWavelength(snapshot.u, config),
  },
];
