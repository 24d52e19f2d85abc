// Observables on fields whose answer is known exactly.

import { describe, expect, it } from 'vitest';
import { countPeaks } from '../../src/observables/peaks.ts';
import { createTransform } from '../../src/observables/fourier.ts';
import { dominantWavelength, radialSpectrum } from '../../src/observables/wavelength.ts';
import { highestPeak } from '../../src/observables/peak.ts';
import { columnHistogram, observablesOf, observe } from '../../src/observables/index.ts';
import { spread } from '../../src/observables/spread.ts';
import { wrap } from '../../src/observables/neighbours.ts';
import { cellsConfig } from '../support/configs.ts';
import type { Config } from '../../src/core/config.ts';
import type { Boundary, Grid } from '../../src/core/grid.ts';
import type { Measurement } from '../../src/core/simulation.ts';

function gridOf(
  nx: number,
  ny: number,
  width: number,
  height: number,
  boundary: Boundary = 'periodic',
): Grid {
  return { nx, ny, width, height, boundaryX: boundary, boundaryY: boundary };
}
const field = (grid: Grid, of: (x: number, y: number) => number): Float64Array =>
  Float64Array.from({ length: grid.nx * grid.ny }, (_, cell) => {
    const ix = cell % grid.nx;
    const iy = (cell - ix) / grid.nx;
    return of(((ix + 0.5) * grid.width) / grid.nx, ((iy + 0.5) * grid.height) / grid.ny);
  });

it('neighbours: periodic wraps, no-flux mirrors', () => {
  expect([-2, -1, 0, 3, 4, 5, 9].map((i) => wrap(i, 4, 'periodic'))).toEqual([2, 3, 0, 3, 0, 1, 1]);
  expect([-2, -1, 0, 3, 4, 5, 8].map((i) => wrap(i, 4, 'no-flux'))).toEqual([1, 0, 0, 3, 3, 2, 0]);
  expect(wrap(-1, 1, 'no-flux')).toBe(0);
});

describe('Fourier transform', () => {
  it.each([1, 2, 3, 7, 12, 45, 64, 125, 509])('length %i is the sum in its definition', (n) => {
    const input = {
      re: Float64Array.from({ length: n }, (_, j) => Math.cos(j * j + 1)),
      im: Float64Array.from({ length: n }, (_, j) => Math.sin(3 * j)),
    };
    const { re, im } = createTransform(n)(input);
    for (let k = 0; k < n; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let j = 0; j < n; j++) {
        const angle = (-2 * Math.PI * ((j * k) % n)) / n;
        sumRe += input.re[j] * Math.cos(angle) - input.im[j] * Math.sin(angle);
        sumIm += input.re[j] * Math.sin(angle) + input.im[j] * Math.cos(angle);
      }
      // Both sums round: at most n terms of size <= 2, each within 2^-53 of itself, and so are their n partial sums.
      const bound = 4 * n * n * 2 ** -53;
      expect(Math.abs(re[k] - sumRe)).toBeLessThanOrEqual(bound);
      expect(Math.abs(im[k] - sumIm)).toBeLessThanOrEqual(bound);
    }
  });
});

describe('dominant wavelength', () => {
  it.each([
    ['along x', 10, 0],
    ['along y', 0, 6],
    ['oblique', 3, 4],
  ])('of one periodic mode %s', (_name, mx, my) => {
    const grid = gridOf(60, 50, 100, 100);
    const u = field(grid, (x, y) => 2 + 0.1 * Math.cos((2 * Math.PI * (mx * x + my * y)) / 100 + 0.3));
    expect(dominantWavelength(u, grid)).toBeCloseTo(100 / Math.hypot(mx, my), 9);
  });

  it('of a half wave between no-flux walls', () => {
    const grid = gridOf(40, 30, 8, 6, 'no-flux');
    const u = field(grid, (x) => 1 + Math.cos((Math.PI * 3 * x) / 8));
    expect(dominantWavelength(u, grid)).toBeCloseTo(16 / 3, 9);
  });

  it('on a grid that is averaged down first', () => {
    const grid = gridOf(4096, 48, 4096, 48);
    const u = field(grid, (x, y) => 1 + Math.cos((2 * Math.PI * (80 * x + 0 * y)) / 4096));
    expect(dominantWavelength(u, grid)).toBeCloseTo(4096 / 80, 9);
  });

  it('in one dimension, and of the stronger of two modes', () => {
    const grid = gridOf(200, 1, 100, 1);
    const u = field(
      grid,
      (x) => 1 + Math.sin((2 * Math.PI * 10 * x) / 100) + 0.5 * Math.sin((2 * Math.PI * 17 * x) / 100),
    );
    expect(dominantWavelength(u, grid)).toBeCloseTo(10, 9);
  });

  it('is not a number for a uniform field', () => {
    const grid = gridOf(16, 16, 1, 1);
    expect(dominantWavelength(new Float64Array(256).fill(0.1), grid)).toBeNaN();
  });
});

describe('radial spectrum', () => {
  it.each([
    { name: 'along x', grid: gridOf(64, 48, 10, 7.5), kx: 3, ky: 0 },
    { name: 'oblique', grid: gridOf(64, 48, 10, 7.5), kx: 4, ky: 3 },
    { name: 'on a line', grid: gridOf(90, 1, 10, 1), kx: 7, ky: 0 },
  ])('of one wave $name has its variance in the ring of its wavenumber', ({ grid, kx, ky }) => {
    const wave = 2 * Math.PI;
    const u = field(grid, (x, y) => 3 + 0.5 * Math.cos((wave * kx * x) / 10 + (wave * ky * y) / 7.5 + 0.4));
    const { wavenumbers, power, modes, wavelength } = radialSpectrum(u, grid);
    const k = wave * Math.hypot(kx / 10, ky / 7.5);
    const total = power.reduce((sum, value, ring) => sum + value * modes[ring], 0);
    expect(total).toBeCloseTo(0.5 ** 2 / 2, 12);
    const ring = power.indexOf(Math.max(...power));
    expect(power[ring] * modes[ring]).toBeCloseTo(0.125, 12);
    // Rings are as wide as the larger axis' fundamental.
    expect(Math.abs(wavenumbers[ring] - k)).toBeLessThanOrEqual((wave / 10) * 0.5 + 1e-9);
    expect(wavelength).toBeCloseTo(wave / k, 9);
    expect([...wavenumbers]).toEqual([...wavenumbers].sort((a, b) => a - b));
  });

  it('of a half wave between walls', () => {
    const grid = gridOf(40, 1, 6, 1, 'no-flux');
    const { wavenumbers, power, modes } = radialSpectrum(
      field(grid, (x) => 1 + 0.1 * Math.cos((Math.PI * 5 * x) / 6)),
      grid,
    );
    expect(wavenumbers[4]).toBeCloseTo((Math.PI * 5) / 6, 12);
    expect(power[4] * modes[4]).toBeCloseTo(0.1 ** 2 / 2, 12);
  });

  it('of uniform density is nothing', () => {
    const grid = gridOf(16, 16, 1, 1);
    const { power, wavelength } = radialSpectrum(
      field(grid, () => 7),
      grid,
    );
    expect(Math.max(...power)).toBe(0);
    expect(wavelength).toBeNaN();
  });
});

describe('the highest peak', () => {
  it('of a triangle: place, and width half-way up', () => {
    const grid = gridOf(20, 1, 10, 1);
    // Falls by 1 a cell from 8 at cell 13 to 0: half-way, 4, is met 4 cells away on each side.
    const u = Float64Array.from({ length: 20 }, (_, i) => Math.max(0, 8 - Math.abs(i - 13)));
    const peak = highestPeak(u, grid);
    expect(peak).toEqual({ x: 6.75, y: 0, width: 4, widthInCells: 8 });
  });

  it('across a periodic edge, and against a wall (mirrored)', () => {
    const u = Float64Array.from({ length: 20 }, (_, i) => Math.max(0, 8 - i, 8 - (20 - i)));
    expect(highestPeak(u, gridOf(20, 1, 20, 1)).widthInCells).toBe(8);
    const atWall = Float64Array.from({ length: 20 }, (_, i) => Math.max(0, 8 - i));
    // The mirror image of cell 0 is as high: the fall on that side begins one cell later.
    expect(highestPeak(atWall, gridOf(20, 1, 20, 1, 'no-flux')).widthInCells).toBe(9);
  });

  it('in two dimensions: cells that are not square', () => {
    const grid = gridOf(32, 32, 32, 64);
    const u = Float64Array.from(
      { length: 1024 },
      (_, cell) =>
        Math.max(0, 1 - Math.abs((cell % 32) - 5) / 4) * Math.max(0, 1 - Math.abs((cell >> 5) - 9) / 6),
    );
    // Half-way after 2 cells of length 1 along x and 3 cells of length 2 along y.
    expect(highestPeak(u, grid)).toEqual({ x: 5.5, y: 19, width: (4 + 12) / 2, widthInCells: 4 });
  });

  it('has no width where u never falls half-way', () => {
    expect(highestPeak(new Float64Array(9).fill(3), gridOf(3, 3, 1, 1)).width).toBeNaN();
  });
});

describe('number of peaks', () => {
  it.each([
    ['periodic', 12],
    // Walls at x = 0 and 1 cut the outer maxima of 4 periods in half: 5 along x. Along y, 3 periods: 4.
    ['no-flux', 20],
  ] as const)('of a lattice, %s', (boundary, peaks) => {
    const grid = gridOf(64, 60, 1, 1, boundary);
    const u = field(grid, (x, y) => Math.cos(2 * Math.PI * 4 * x) + Math.cos(2 * Math.PI * 3 * y));
    expect(countPeaks(u, grid)).toBe(peaks);
  });

  it('counts a plateau of two once, and none in a uniform field', () => {
    const u = new Float64Array(10);
    u[4] = u[5] = 1;
    expect(countPeaks(u, gridOf(10, 1, 1, 1))).toBe(1);
    expect(countPeaks(new Float64Array(10).fill(1), gridOf(10, 1, 1, 1))).toBe(0);
  });
});

describe('spread', () => {
  it('of two equal cells is half their distance, also across a periodic edge', () => {
    const u = new Float64Array(10);
    u[0] = u[8] = 1;
    expect(spread(u, gridOf(10, 1, 10, 1))).toBeCloseTo(1, 12);
    expect(spread(u, gridOf(10, 1, 10, 1, 'no-flux'))).toBeCloseTo(4, 12);
  });

  it('of a uniform square with walls is its side / sqrt(6)', () => {
    const n = 50;
    // Sum of (i - (n-1)/2)^2 / n = (n^2 - 1)/12 along each axis, in cells of size 3/n.
    const expected = Math.sqrt((2 * (n * n - 1)) / 12) * (3 / n);
    expect(spread(new Float64Array(n * n).fill(0.7), gridOf(n, n, 3, 3, 'no-flux'))).toBeCloseTo(
      expected,
      12,
    );
  });
});

it('the table has a row for every state, with contrast sqrt(1/2) for 1 + sin', () => {
  const grid = gridOf(40, 1, 20, 1);
  const u = Float32Array.from(field(grid, (x) => 1 + Math.sin((2 * Math.PI * x) / 20)));
  const statistics = { mass: 20, mean: 1, min: 0, max: 2, notFinite: 0 };
  const measurement = {
    time: 3,
    steps: 7,
    rejected: 0,
    timeStep: 0.5,
    status: 'running',
    reason: null,
    u: statistics,
    v: { ...statistics, mass: 9 },
    cells: null,
  } as const;
  const config = { ...grid, model: 'keller-segel' } as Config;
  const row = observe({ config, snapshot: { time: 3, u, v: u }, measurement });
  const names = observablesOf(config).map(({ name }) => name);
  const values = Object.fromEntries(names.map((name, index) => [name, row[index]]));
  expect(values).toMatchObject({
    t: 3,
    steps: 7,
    time_step: 0.5,
    u_mass: 20,
    v_mass: 9,
    u_peaks: 1,
    u_peak_y: 0,
  });
  // f32 rounding of the cells: 2^-24 relative each.
  expect(values['u_contrast']).toBeCloseTo(Math.SQRT1_2, 6);
  expect(values['u_wavelength']).toBeCloseTo(20, 5);
  expect(new Set(names).size).toBe(names.length);
});

describe('cells', () => {
  const config = { ...cellsConfig, nx: 4, ny: 2, width: 8, height: 2, cells: 10, weight: 3 };
  const u = Float32Array.of(0, 1.5, 3, 0, 4.5, 0, 1.5, 4.5);
  const statistics = { mass: 30, mean: 1.875, min: 0, max: 4.5, notFinite: 0 };
  const measurement: Measurement = {
    ...{ time: 4, steps: 9, rejected: 0, timeStep: 0.5, status: 'running', reason: null },
    ...{ u: statistics, v: statistics },
    cells: {
      ...{ count: 10, meanX: 5, meanY: 1, varianceX: 4, varianceY: 0.5, displacementX: 2, displacementY: -1 },
      ...{
        squaredDisplacement: 25,
        fourthDisplacement: 900,
        alignment: 0.25,
        correlation: 0.5,
        inner: { level: { mean: 0.75, deviation: 0.125 } },
        tumbleRate: 0.5,
      },
    },
  };
  const rowOf = (of: typeof config, now = measurement): Record<string, number> => {
    const row = observe({ config: of, snapshot: { time: now.time, u, v: u }, measurement: now });
    return Object.fromEntries(observablesOf(of).map(({ name }, index) => [name, row[index]]));
  };

  it('have their own columns beside those of the density', () => {
    const row = rowOf(config);
    expect(row).toMatchObject({
      t: 4,
      u_mass: 30,
      mean_x: 5,
      variance_y: 0.5,
      msd: 25,
      chemotactic_index: 0.25,
    });
    expect(row).toMatchObject({ drift_x: 0.5, drift_y: -0.25, heading_correlation: 0.5 });
    expect(Object.keys(row)).not.toContain('mean_level');
    expect(row['mean_tumble_rate']).toBe(0.5);
    const landscape = rowOf({ ...config, sensing: 'landscape' });
    expect([landscape['mean_level'], landscape['sd_level']]).toEqual([0.75, 0.125]);
    expect(Object.keys(landscape)).not.toContain('mean_tumble_rate');
    // Nobody has a velocity yet.
    expect(rowOf(config, { ...measurement, time: 0 })['drift_x']).toBeNaN();
  });

  it('are counted in columns: density times 2 by weight 3, rows added', () => {
    expect([...columnHistogram(u, config)]).toEqual([3, 1, 3, 3]);
    // A million cells in one grid cell, of a weight that no float holds: single precision, and a whole number again.
    const many = { ...config, cells: 1e6, weight: 0.1, nx: 3, ny: 1, width: 0.3 };
    const density = Float32Array.of((999_983 * 0.1) / 0.1, 0, (17 * 0.1) / 0.1);
    expect([...columnHistogram(density, many)]).toEqual([999_983, 0, 17]);
  });
});
