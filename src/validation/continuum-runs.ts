// Runs of the continuum levels for checks: a density and its current at some moments, in the backend's own precision, and
// moments of a density along x.

import { initialFields, parseConfig } from '../config/index.ts';
import type { Config, FokkerPlanckConfig, TwoStateConfig } from '../core/config.ts';
import type { Grid } from '../core/grid.ts';
import { cellCount, cellX } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { createSimulation } from '../simulation/index.ts';
import type { CheckContext, Plot, Quantity, Settings } from './check.ts';
import type { PlaceFunction } from './field-runs.ts';
import { field, stopped } from './field-runs.ts';
import { within } from './verdict.ts';

type ContinuumConfig = TwoStateConfig | FokkerPlanckConfig;

/** A master equation of two states that reverse at the rate a = 1 and run at v = 20: exact steps of dx/v = 1/32. */
export const LATTICE = {
  ...{ model: 'two-state', ny: 1, nx: 400, width: 250, boundaryX: 'periodic' },
  ...{ sensing: 'rates', ratePlus: 'tumbleRate', rateMinus: 'tumbleRate' },
} as const;

export interface ContinuumState {
  readonly config: ContinuumConfig;
  readonly measurement: Measurement;
  /** Density and current along x, length nx * ny. */
  readonly u: Float64Array;
  readonly v: Float64Array;
}

export interface ContinuumRun {
  readonly config: ContinuumConfig;
  readonly simulation: Simulation;
  /** Runs on to a time. Throws where the run stops before. */
  to(time: number): Promise<ContinuumState>;
  dispose(): void;
}

function isContinuum(config: Config): config is ContinuumConfig {
  return config.model === 'two-state' || config.model === 'fokker-planck';
}

/**
 * @param shape Of the density at the start, whose integral is the number of cells; by default what the settings say.
 * @param last Time of the last state that will be asked for, for the progress; the settings' `until` if not given.
 */
export async function startContinuum(
  context: CheckContext,
  settings: Settings,
  shape?: PlaceFunction,
  last?: number,
): Promise<ContinuumRun> {
  const result = parseConfig(settings);
  if ('problems' in result) throw new InputError(result.problems);
  const { config } = result;
  if (!isContinuum(config)) throw new TypeError('these settings are of another model');
  const cells = cellCount(config);
  const initial = shape ? { u: field(config, shape), v: new Float64Array(cells) } : initialFields(config, {});
  const simulation = await createSimulation(config, context.createBackend(), initial);
  return {
    config,
    simulation,
    async to(time) {
      const measurement = await simulation.advance(time, (now) => {
        context.progress(Math.min(1, now.time / (last ?? config.until)));
        return true;
      });
      if (measurement.reason !== null || Math.abs(measurement.time - time) > 1e-6 * time)
        throw stopped(measurement, time);
      simulation.refresh();
      const { slot } = await simulation.backend.readRecord('clock');
      const [u, v] = await Promise.all(
        ['u', 'v'].map((name) => simulation.backend.read(name, slot * cells, cells)),
      );
      return { config, measurement, u: Float64Array.from(u), v: Float64Array.from(v) };
    },
    dispose: () => simulation.dispose(),
  };
}

/** One moment of a run that is not needed any longer. */
export async function continuumAt(
  context: CheckContext,
  time: number,
  settings: Settings,
  shape?: PlaceFunction,
): Promise<ContinuumState> {
  const run = await startContinuum(context, settings, shape, time);
  const state = await run.to(time);
  run.dispose();
  return state;
}

/** Everything in the grid cell around that place. */
export const spike =
  (width: number, nx: number, column: number): PlaceFunction =>
  (x) =>
    Math.floor((x / width) * nx) === column ? 1 : 0;

/** Mean of a function of x over the density. */
export function meanOf(grid: Grid, u: Float64Array, of: (x: number) => number): number {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < u.length; i += 1) {
    sum += u[i] * of(cellX(grid, i % grid.nx));
    weight += u[i];
  }
  return sum / weight;
}

/** Along x, in the domain's own coordinate; cells' own width is left out: each counts at its centre. */
export function momentsAlong(grid: Grid, u: Float64Array): { mean: number; variance: number } {
  const mean = meanOf(grid, u, (x) => x);
  return { mean, variance: meanOf(grid, u, (x) => (x - mean) ** 2) };
}

/** Integral of the absolute difference of two densities over the integral of the second. */
export function distance(u: Float64Array, exact: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < u.length; i += 1) {
    sum += Math.abs(u[i] - exact[i]);
    total += exact[i];
  }
  return sum / total;
}

/** What so many steps may round off: six roundings a step, all the same way, in the backend's precision. */
export const rounding = ({ backend }: CheckContext, steps: number): number =>
  6 * steps * (backend !== 'reference' ? 2 ** -24 : 2 ** -53);

/** Order of an error between steps of 2 h and h. */
export function orderOfTwo(
  quantity: string,
  [coarse, fine]: readonly [number, number],
  order: number,
  tolerance: number,
  from: string,
): Quantity {
  return within(`order of ${quantity}`, '1', Math.log2(Math.abs(coarse / fine)), order, tolerance, from);
}

/** A density along x beside the exact one; both are brought to an integral of 1. */
export function profilePlot(
  title: string,
  grid: Grid,
  u: Float64Array,
  exact: (x: number) => number,
  [low, high]: readonly [number, number] = [0, grid.width],
): Plot {
  const step = Math.max(1, Math.ceil(grid.nx / 200));
  const h = grid.width / grid.nx;
  const inside = Array.from({ length: grid.nx }, (_, i) => i).filter(
    (i) => i % step === 0 && cellX(grid, i) >= low && cellX(grid, i) <= high,
  );
  const total = u.reduce((sum, value) => sum + value, 0) * h;
  return {
    title,
    x: { label: 'x', unit: 'length' },
    y: { label: 'probability density', unit: '1/length' },
    curves: [
      {
        name: 'exact',
        kind: 'exact',
        points: inside.map((i) => [cellX(grid, i), exact(cellX(grid, i))] as const),
      },
      {
        name: 'measured',
        kind: 'measured',
        points: inside.map((i) => [cellX(grid, i), u[i] / total] as const),
      },
    ],
  };
}
