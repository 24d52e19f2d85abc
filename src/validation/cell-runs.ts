// Runs of single cells for checks: an experiment from a few settings, and the displacements of its cells since the start.

import { initialFields, parseConfig } from '../config/index.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import type { Cells, Measurement, Simulation } from '../core/simulation.ts';
import { createSimulation } from '../simulation/index.ts';
import type { CheckContext, Settings } from './check.ts';
import { stopped } from './field-runs.ts';

/** A line that goes on for ever, as far as displacements are concerned: they are counted across its ends. */
export const LINE = { ny: 1, nx: 50, width: 1000, boundaryX: 'periodic' } as const;
/** The same in two dimensions. */
export const PLANE = {
  ...{ nx: 10, ny: 10, width: 1000, height: 1000 },
  ...{ boundaryX: 'periodic', boundaryY: 'periodic' },
} as const;

/** Parameters are those that the rule declares (speed 20, tumble rate 1) with these over them. */
export function cellConfig(settings: Settings): RunAndTumbleConfig {
  const result = parseConfig({ model: 'run-and-tumble', ...settings });
  if ('problems' in result) throw new InputError(result.problems);
  if (result.config.model !== 'run-and-tumble') throw new TypeError('these settings are of another model');
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
  /** Runs on to a time. Throws where the run stops before. */
  to(time: number): Promise<CellState>;
  dispose(): void;
}

/** @param last Time of the last state that will be asked for, for the progress; the settings' `until` if not given. */
export async function startCells(context: CheckContext, settings: Settings, last?: number): Promise<CellRun> {
  const config = cellConfig(settings);
  const simulation = await createSimulation(config, context.createBackend(), initialFields(config, {}));
  const population = simulation.population!;
  const start = await population.read();
  return {
    config,
    simulation,
    start,
    async to(time) {
      const measurement = await simulation.advance(time, (now) => {
        context.progress(Math.min(1, now.time / (last ?? config.until)));
        return true;
      });
      if (measurement.reason !== null || Math.abs(measurement.time - time) > 1e-9 * Math.max(time, 1))
        throw stopped(measurement, time);
      const cells = await population.read();
      const x = cells.x.map((at, i) => at - start.x[i] + cells.roundsX[i] * config.width);
      const y = cells.y.map((at, i) => at - start.y[i] + cells.roundsY[i] * config.height);
      return { measurement, cells, x, y, squared: x.map((value, i) => value ** 2 + y[i] ** 2) };
    },
    dispose: () => simulation.dispose(),
  };
}

/** One moment of a run that is not needed any longer. */
export async function cellsAt(context: CheckContext, time: number, settings: Settings): Promise<CellState> {
  const run = await startCells(context, settings, time);
  const state = await run.to(time);
  run.dispose();
  return state;
}
