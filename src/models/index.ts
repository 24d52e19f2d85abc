// The folder's door: a config to what a simulation runs. One line a model.

import type { ArraySpec, Fields, Values } from '../core/backend.ts';
import { isWalk, type Config } from '../core/config.ts';
import { dx, dy } from '../core/grid.ts';
import type { Tile } from '../core/tile.ts';
import { parameterField } from '../kernels/keller-segel/layout.ts';
import { densityOfCells } from './continuum.ts';
import { FOKKER_PLANCK_STATE, fokkerPlanckArrays, fokkerPlanckProgram } from './fokker-planck/program.ts';
import { dependsOnTime } from './keller-segel/formulas.ts';
import type { StageWindow } from './keller-segel/program.ts';
import { kellerSegelArrays, kellerSegelProgram, stageWindow as fieldWindow } from './keller-segel/program.ts';
import type { ModelProgram } from './program.ts';
import { cellsDependOnTime } from './run-and-tumble/formulas.ts';
import { cellArrays, cellProgram } from './run-and-tumble/program.ts';
import { cellRecord, cumulativeShares } from './run-and-tumble/record.ts';
import { longestStep } from './run-and-tumble/time-step.ts';
import { TWO_STATE_STATE, twoStateArrays, twoStateProgram } from './two-state/program.ts';

export { densityOfCells } from './continuum.ts';
export { innerBits } from './run-and-tumble/record.ts';
export { LONGEST_OVER_FIRST, roundsFor } from './keller-segel/super-step.ts';
export { ruleOf } from './run-and-tumble/formulas.ts';
export { checkRates, steadyStep, stepDistance } from './run-and-tumble/time-step.ts';
export type { ModelProgram } from './program.ts';

/** Where a formula contains t, an adaptive run of fields takes at least this many steps between two stored frames. */
const STEPS_AN_INTERVAL = 16;

/** @param tile How the threads of its stages lie, for models whose stages can lie this way and that. */
export function modelProgram(config: Config, tile?: Tile): ModelProgram {
  switch (config.model) {
    case 'keller-segel':
      return kellerSegelProgram(config, [], tile);
    case 'run-and-tumble':
      return cellProgram(config);
    case 'two-state':
      return twoStateProgram(config);
    case 'fokker-planck':
      return fokkerPlanckProgram(config);
  }
}

/** What the stages of a model need of a tile; null where they lie one way only. */
export const stageWindow = (config: Config): StageWindow | null =>
  config.model === 'keller-segel' ? fieldWindow(config) : null;

/** The arrays alone: what an experiment needs can be asked for without compiling its formulas. */
export function modelArrays(config: Config): readonly ArraySpec[] {
  switch (config.model) {
    case 'keller-segel':
      return kellerSegelArrays(config);
    case 'run-and-tumble':
      return cellArrays(config);
    case 'two-state':
      return twoStateArrays(config);
    case 'fokker-planck':
      return fokkerPlanckArrays(config);
  }
}

/** The longest step that the model allows beside the limit its kernels find; Infinity where there is none. */
export function longestModelStep(config: Config, parameters: Readonly<Record<string, number>>): number {
  switch (config.model) {
    case 'run-and-tumble':
      return longestStep(config, parameters);
    case 'two-state':
      // Its steps are all of this length: see shaders/two-state/lattice.wgsl.
      return dx(config) / parameters.speed;
    case 'fokker-planck':
      return cellsDependOnTime(config) ? config.every / STEPS_AN_INTERVAL : Infinity;
    case 'keller-segel':
      // A limit found from the state alone does not see what a formula does at a later t.
      return dependsOnTime(config) ? config.every / STEPS_AN_INTERVAL : Infinity;
  }
}

/** The record `parameters`, but for the clock's own fields. */
export function parameterRecord(config: Config, parameters: Readonly<Record<string, number>>): Fields {
  const record: Fields = {
    nx: config.nx,
    ny: config.ny,
    dx: dx(config),
    dy: dy(config),
    stop_when_unresolved: config.model === 'keller-segel' && config.whenUnresolved === 'stop' ? 1 : 0,
    zero: 0,
    ...(config.model === 'keller-segel' ? { tolerance: config.tolerance } : {}),
    ...(isWalk(config) ? cellRecord(config) : {}),
  };
  for (const [name, value] of Object.entries(parameters)) record[parameterField(name)] = value;
  return record;
}

/** What is written at the start over the initial fields: for cells, where to place them, or the density of their number. */
export function placement(config: Config, u: Float64Array): Readonly<Record<string, Values>> {
  switch (config.model) {
    case 'keller-segel':
      return {};
    case 'run-and-tumble':
      return { cumulative: cumulativeShares(u) };
    case 'two-state':
    case 'fokker-planck':
      return { u: densityOfCells(config, u) };
  }
}

const CELL_STATE = ['position', 'heading', 'hazard', 'rounds', 'memory', 'origin'];

/** Arrays whose contents, with u and v, are the state of a run. */
export function stateArrays(config: Config): readonly string[] {
  switch (config.model) {
    case 'run-and-tumble':
      return CELL_STATE;
    case 'two-state':
      return TWO_STATE_STATE;
    case 'fokker-planck':
      return FOKKER_PLANCK_STATE;
    case 'keller-segel':
      return [];
  }
}
