// Runs of single cells for tests of their physics: an experiment from a few settings, displacements since the start, and
// averages with their standard errors. Whoever compares with an exact value allows four standard errors (a chance of
// 6e-5 a comparison, and the seed is fixed) and the bias of the step, which the test must derive.

import { expect } from 'vitest';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { initialFields, parseConfig } from '../../src/config/index.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';
import type { Cells, Measurement, Simulation } from '../../src/core/simulation.ts';
import { chiSquared, chiSquaredRange } from './chi-squared.ts';
import { simulate } from './run.ts';

export type CellSettings = Readonly<Record<string, unknown>>;

/** A line that goes on for ever, as far as displacements are concerned: they are counted across its ends. */
export const LINE = { ny: 1, nx: 50, width: 1000, boundaryX: 'periodic' } as const;
/** The same in two dimensions. */
export const PLANE = {
  ...{ nx: 10, ny: 10, width: 1000, height: 1000 },
  ...{ boundaryX: 'periodic', boundaryY: 'periodic' },
} as const;

/** Parameters are those that the rule declares (speed 20, tumble rate 1) with these over them. */
export function cellConfig(settings: CellSettings): RunAndTumbleConfig {
  const result = parseConfig({ model: 'run-and-tumble', ...settings });
  if ('problems' in result) throw new InputError(result.problems);
  if (result.config.model !== 'run-and-tumble') throw new Error('these settings are of another model');
  return result.config;
}

/** All cells at one moment. */
export interface CellState {
  readonly measurement: Measurement;
  readonly cells: Cells;
  /** Displacement of each since the start of the run, across periodic edges as if the domain went on. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly squared: Float64Array;
}

export interface CellRun {
  readonly config: RunAndTumbleConfig;
  readonly simulation: Simulation;
  readonly start: Cells;
  /** Runs on to a time; fails where the run stops before. */
  to(time: number): Promise<CellState>;
  dispose(): void;
}

/** On the reference, or on the GPU where one is handed in. */
export async function startCells(settings: CellSettings, gpu?: GpuAccess): Promise<CellRun> {
  const config = cellConfig(settings);
  const simulation = await simulate(config, initialFields(config, {}), gpu);
  const population = simulation.population!;
  const start = await population.read();
  return {
    config,
    simulation,
    start,
    async to(time) {
      const measurement = await simulation.advance(time);
      expect(measurement.reason).toBeNull();
      expect(measurement.time).toBeCloseTo(time, 9);
      const cells = await population.read();
      const x = cells.x.map((at, i) => at - start.x[i] + cells.roundsX[i] * config.width);
      const y = cells.y.map((at, i) => at - start.y[i] + cells.roundsY[i] * config.height);
      return { measurement, cells, x, y, squared: x.map((value, i) => value ** 2 + y[i] ** 2) };
    },
    dispose: () => simulation.dispose(),
  };
}

/** One moment of a run that is not needed any longer. */
export async function cellsAt(time: number, settings: CellSettings, gpu?: GpuAccess): Promise<CellState> {
  const run = await startCells(settings, gpu);
  const state = await run.to(time);
  run.dispose();
  return state;
}

/** An average over independent cells, its standard error, and their variance. */
export interface Average {
  readonly mean: number;
  readonly error: number;
  readonly variance: number;
}

export function average(values: ArrayLike<number>): Average {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += (values[i] - mean) ** 2;
  const variance = squares / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length), variance };
}

/** Their variance as an average of its own: of the squared distances from their mean. */
export function varianceOf(values: Float64Array): Average {
  const { mean } = average(values);
  return average(values.map((value) => (value - mean) ** 2));
}

export const scaled = ({ mean, error, variance }: Average, factor: number): Average => ({
  mean: mean * factor,
  error: error * Math.abs(factor),
  variance: variance * factor ** 2,
});

/** Within four standard errors of the exact value, and `bias`. */
export function expectExact({ mean, error }: Average, exact: number, bias = 0): void {
  const off = Math.abs(mean - exact);
  expect(off, `${mean} +- ${error}, exact ${exact}`).toBeLessThan(4 * error + bias);
}

/** Numbers of values in equal bins from `low` to `high`; values beyond count in no bin. */
export function histogram(values: ArrayLike<number>, low: number, high: number, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.floor(((values[i] - low) / (high - low)) * bins);
    if (bin >= 0 && bin < bins) counts[bin] += 1;
  }
  return counts;
}

/** Integral by Simpson's rule on an even number of intervals. */
export function integral(f: (x: number) => number, low: number, high: number, intervals = 200): number {
  const h = (high - low) / intervals;
  let sum = f(low) + f(high);
  for (let i = 1; i < intervals; i += 1) sum += (i % 2 === 1 ? 4 : 2) * f(low + i * h);
  return (sum * h) / 3;
}

/** What a histogram of `count` values must hold whose density is proportional to `density`. */
export function expectedCounts(
  density: (x: number) => number,
  low: number,
  high: number,
  bins: number,
  count: number,
): Float64Array {
  const width = (high - low) / bins;
  const shares = Float64Array.from({ length: bins }, (_, bin) =>
    integral(density, low + bin * width, low + (bin + 1) * width, 20),
  );
  const total = shares.reduce((a, b) => a + b);
  return shares.map((share) => (share / total) * count);
}

/**
 * Values between `low` and `high` follow a density, up to a factor: chi-squared over equal bins, in the range that it has
 * with probability 1 - 2e-4.
 */
export function expectDensity(
  values: Float64Array,
  density: (x: number) => number,
  low: number,
  high: number,
  bins: number,
): void {
  const found = histogram(values, low, high, bins);
  const count = found.reduce((a, b) => a + b);
  const statistic = chiSquared(found, expectedCounts(density, low, high, bins, count));
  const range = chiSquaredRange(bins - 1);
  expect(statistic, `chi-squared of ${bins} bins`).toBeGreaterThan(range.low);
  expect(statistic, `chi-squared of ${bins} bins`).toBeLessThan(range.high);
}
