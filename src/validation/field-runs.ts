// Runs of fields for checks: an experiment from a few settings and a start, and its state in the backend's own precision
// (float64 on the reference, where a snapshot has f32).

import { initialFields, parseConfig } from '../config/index.ts';
import type { KellerSegelConfig } from '../core/config.ts';
import type { Grid } from '../core/grid.ts';
import { cellCount, cellX, cellY } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import type { InitialFields } from '../simulation/index.ts';
import { createSimulation } from '../simulation/index.ts';
import type { CheckContext, Settings } from './check.ts';

export type PlaceFunction = (x: number, y: number) => number;

/** Values at the cell centres, rounded to f32 so that both backends start from the same numbers. */
export function field(grid: Grid, value: PlaceFunction): Float64Array {
  const result = new Float64Array(cellCount(grid));
  for (let i = 0; i < result.length; i += 1) {
    result[i] = Math.fround(value(cellX(grid, i % grid.nx), cellY(grid, Math.floor(i / grid.nx))));
  }
  return result;
}

export const fields = (grid: Grid, u: PlaceFunction, v: PlaceFunction): InitialFields => ({
  u: field(grid, u),
  v: field(grid, v),
});

export function fieldConfig(settings: Settings): KellerSegelConfig {
  const result = parseConfig({ model: 'keller-segel', ...settings });
  if ('problems' in result) throw new InputError(result.problems);
  if (result.config.model !== 'keller-segel') throw new TypeError('these settings are of another model');
  return result.config;
}

export interface FieldState {
  readonly measurement: Measurement;
  readonly u: Float64Array;
  readonly v: Float64Array;
}

export interface FieldRun {
  readonly config: KellerSegelConfig;
  readonly simulation: Simulation;
  /** Runs on to a time. Throws where the run stops before. */
  to(time: number): Promise<FieldState>;
  dispose(): void;
}

export const stopped = ({ time, status, reason }: Measurement, goal: number): Error =>
  new Error(`the run stopped at t = ${time}, before t = ${goal}: ${reason ?? status}`);

/**
 * @param start By default what the settings say.
 * @param last Time of the last state that will be asked for, for the progress; the settings' `until` if not given.
 */
export async function startFields(
  context: CheckContext,
  settings: Settings,
  start?: (config: KellerSegelConfig) => InitialFields,
  last?: number,
): Promise<FieldRun> {
  const config = fieldConfig(settings);
  const initial = start ? start(config) : initialFields(config, {});
  const simulation = await createSimulation(config, context.createBackend(), initial);
  const cells = cellCount(config);
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
      const { slot } = await simulation.backend.readRecord('clock');
      const [u, v] = await Promise.all(
        ['u', 'v'].map((name) => simulation.backend.read(name, slot * cells, cells)),
      );
      return { measurement, u: Float64Array.from(u), v: Float64Array.from(v) };
    },
    dispose: () => simulation.dispose(),
  };
}

/** One moment of a run that is not needed any longer. */
export async function fieldsAt(
  context: CheckContext,
  time: number,
  settings: Settings,
  start?: (config: KellerSegelConfig) => InitialFields,
): Promise<FieldState & { readonly config: KellerSegelConfig }> {
  const run = await startFields(context, settings, start, time);
  const state = await run.to(time);
  run.dispose();
  return { ...state, config: run.config };
}

/** Largest |a - b| over the largest |b|. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < b.length; i += 1) {
    largest = Math.max(largest, Math.abs(b[i]));
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    if (Number.isNaN(a[i]) !== Number.isNaN(b[i])) return Number.POSITIVE_INFINITY;
  }
  return largest === 0 ? difference : difference / largest;
}
