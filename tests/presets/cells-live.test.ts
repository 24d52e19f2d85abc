// Presets in which cells make or eat what they sense: what each announces, on a part of the domain with fewer cells of
// larger weight (see support/reduced-cells.ts), against linear theory, mass balance, and what the whole was seen to do.

import { describe, expect, it, vi } from 'vitest';
import { countPeaks } from '../../src/observables/peaks.ts';
import { kineticGrowth } from '../../src/theory/kinetic-dispersion.ts';
import { testGpu } from '../support/gpu.ts';
import { countBand } from '../support/reduced-preset.ts';
import { reducedCells, type CellsSeen } from '../support/reduced-cells.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

const gpu = testGpu();

/** Amplitude of the longest wave along x that fits the domain, as a share of the mean. */
function longestWave({ chemical, config: { nx } }: CellsSeen): number {
  let real = 0;
  let imaginary = 0;
  let sum = 0;
  chemical.forEach((value, cell) => {
    const phase = (2 * Math.PI * ((cell % nx) + 0.5)) / nx;
    real += value * Math.cos(phase);
    imaginary += value * Math.sin(phase);
    sum += value;
  });
  return (2 * Math.hypot(real, imaginary)) / sum;
}

/** The smallest share of the area that holds half of all cells. */
function areaOfHalf({ density }: CellsSeen): number {
  const sorted = density.slice().sort((a, b) => b - a);
  const half = sorted.reduce((sum, value) => sum + value, 0) / 2;
  let sum = 0;
  const count = sorted.findIndex((value) => (sum += value) >= half) + 1;
  return count / sorted.length;
}

/** Growth rate of a wave of cells in the plane; far below 0 where it has no real root. */
const kineticRate = (wavelength: number, response: number, diffusionV: number, decay: number): number => {
  const walk = { dimension: 2, speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0 } as const;
  const growth = kineticGrowth({ walk, response, diffusionV, decay }, ((2 * Math.PI) / wavelength) ** 2);
  return growth?.rate ?? -Infinity;
};

const contrast = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
};

describe('self-aggregation', () => {
  const reduced = { cells: 8000, part: [0.4, 0.4], grid: [48, 48] } as const;
  /** chi K/(K + v0)^2 rate u0: what a change of the chemical does to the density. */
  const rate = (chi: number, wavelength: number): number => kineticRate(wavelength, chi / 20, 100, 0.2);

  it('begins with the wave that linear theory names', async () => {
    const rates = Array.from({ length: 200 }, (_, i) => rate(10, 100 + 2 * i));
    expect(Math.max(...rates)).toBeCloseTo(0.065, 3);
    expect(100 + 2 * rates.indexOf(Math.max(...rates))).toBeCloseTo(204, -1);
    expect(rate(10, 114)).toBeLessThan(0); // longer than 115 um

    // One wave of 200 um, 10% high. Noise of N cells in it is sqrt(2/N) = 1%; it grows along and errs the rate by
    // 1% x sqrt(2)/(10% x 20 s) = 0.007.
    const run = await reducedCells('self-aggregation', {
      cells: 20_000,
      part: [0.2, 0.2],
      grid: [24, 24],
      settings: { initialU: '1 + 0.1*cos(2*pi*x/width)', initialV: '(1 + 0.055*cos(2*pi*x/width))/k' },
    });
    const [a, b] = [await run.at(10), await run.at(30)];
    const grown = Math.log(longestWave(b) / longestWave(a)) / 20;
    expect(Math.abs(grown - rate(10, 200))).toBeLessThan(4 * 0.007);
    expect(grown).toBeGreaterThan(0.03);
  });

  it('makes aggregates of finite density, as many as announced', async () => {
    const run = await reducedCells('self-aggregation', reduced);
    const seen = await run.at(100);
    expect(seen.status).toBe('running');
    // the chemical is smooth where counts of cells are not
    const { fewest, most } = countBand(25, 0.16);
    const peaks = countPeaks(seen.chemical, run.config);
    expect(peaks).toBeGreaterThan(Math.max(fewest, 1));
    expect(peaks).toBeLessThan(most);
    // about 10; a count of 10 x 69 um^2/20 cells errs by 17%, and this is the largest of many
    expect(seen.u.max).toBeGreaterThan(6);
    expect(seen.u.max).toBeLessThan(20);
    expect(seen.u.mean).toBeCloseTo(1, 6);
    expect(areaOfHalf(seen)).toBeLessThan(0.15);
    expect(areaOfHalf(seen)).toBeGreaterThan(0.03);
  });

  it('makes none below the threshold', async () => {
    const settings = { parameters: { chi: 3 } };
    const run = await reducedCells('self-aggregation', { ...reduced, settings });
    const [early, late] = [await run.at(20), await run.at(40)];
    for (const wavelength of [120, 200, 400]) expect(rate(3, wavelength)).toBeLessThan(0);
    // noise only: a wave that decays at 0.02 a second does not grow from one time to the other
    expect(contrast(late.chemical)).toBeLessThan(1.5 * contrast(early.chemical));
    expect(contrast(late.chemical)).toBeLessThan(0.15);
  });
});

describe('travelling-band', () => {
  const HEIGHT = 25;
  const CELLS = 3000;
  const start = (cells: number, settings: Readonly<Record<string, unknown>> = {}) =>
    reducedCells('travelling-band', { cells, part: [1, HEIGHT / 400], grid: [384, 3], settings });

  /** Where the mean of the attractant over the height passes a half on its way from left to right. */
  function front({ chemical, config: { nx, ny, width } }: CellsSeen): number {
    const mean = new Float64Array(nx);
    chemical.forEach((value, cell) => (mean[cell % nx] += value / ny));
    let ix = nx - 1;
    while (ix > 0 && mean[ix] > 0.5) ix -= 1;
    return ((ix + 0.5 + (0.5 - mean[ix]) / (mean[ix + 1] - mean[ix])) * width) / nx;
  }

  it('travels at the announced speed, which is that of what it eats', async () => {
    const run = await start(CELLS);
    const [a, b] = [await run.at(100), await run.at(180)];
    const speed = (front(b) - front(a)) / 80;
    // 5.5; the cells in the band are a sample (6 sqrt(.92 x .08/N) = 0.03), and so is their mean way, sqrt(2 D t/N)/t
    // = 0.05: four times both together, 0.06
    expect(Math.abs(speed - 5.5)).toBeLessThan(0.24);
    // All attractant that is gone was in front of the band: the profile travels, its area stands. Five per cent for
    // what lies behind and goes on being eaten.
    const eaten = (a.v.mass - b.v.mass) / (80 * HEIGHT);
    expect(Math.abs(eaten / speed - 1)).toBeLessThan(0.05);
    expect(eaten).toBeLessThan(6); // q N/s_inf, which no band can surpass
    const around = b.share((x) => Math.abs(x - front(b)) < 250);
    expect(around).toBeGreaterThan(0.8);
    expect(Math.abs(b.statistics.alignment - 0.27)).toBeLessThan(4 * Math.sqrt(0.5 / CELLS));
    expect(b.v.min).toBeGreaterThanOrEqual(0);
  });

  it('does not travel where cells do not sense', async () => {
    const run = await start(1000, { parameters: { chi: 0 } });
    const seen = await run.at(100);
    // diffusion alone: sqrt(4 D t) = 330 um, with hardly a cell there; the band would be at 600
    expect(front(seen)).toBeLessThan(450);
    expect(seen.share((x) => x > 600)).toBeLessThan(0.05);
  });
});

describe('agents-collapse', () => {
  const reduced = { cells: 5000, part: [0.4, 0.4], grid: [64, 64] } as const;

  function collapsed(seen: CellsSeen, cells: number): void {
    expect(seen.status).toBe('running');
    expect(areaOfHalf(seen)).toBeLessThan(1e-3);
    expect(seen.u.max).toBeGreaterThan(1000);
    expect(seen.u.notFinite + seen.v.notFinite).toBe(0);
    // each cell is counted in one grid cell
    const area = (seen.config.width * seen.config.height) / seen.density.length;
    const counted = seen.density.reduce((sum, value) => sum + (value * area) / seen.config.weight, 0);
    expect(counted).toBeCloseTo(cells, 1);
  }

  it('is far above threshold in linear theory', () => {
    const rates = Array.from({ length: 200 }, (_, i) => kineticRate(100 + 2 * i, 0.8, 200, 0.1));
    expect(Math.max(...rates)).toBeCloseTo(0.137, 3);
    expect(100 + 2 * rates.indexOf(Math.max(...rates))).toBeCloseTo(205, -1);
  });

  it('collapses crowds to points and loses no cell', async () => {
    const run = await reducedCells('agents-collapse', reduced);
    // noise of a cell that stands for 32 is 5.7 times that of the preset: ln 5.7/0.137 = 13 s earlier
    const crowds = await run.at(20);
    expect(areaOfHalf(crowds)).toBeGreaterThan(0.1);
    expect(contrast(crowds.chemical)).toBeGreaterThan(0.1);
    collapsed(await run.at(45), reduced.cells);
  });

  it('does so on the GPU', async () => {
    const smaller = { cells: 2800, part: [0.3, 0.3], grid: [48, 48], on: gpu.access } as const;
    const run = await reducedCells('agents-collapse', smaller);
    collapsed(await run.at(45), smaller.cells);
    run.dispose();
  });
});
