// The folder's door: a config to what a simulation runs. One line a model.

import type { ArraySpec, Fields } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { dx, dy } from '../core/grid.ts';
import { parameterField } from '../kernels/keller-segel/layout.ts';
import { dependsOnTime } from './keller-segel/formulas.ts';
import { kellerSegelArrays, kellerSegelProgram } from './keller-segel/program.ts';
import type { ModelProgram } from './program.ts';
import { cellArrays, cellProgram } from './run-and-tumble/program.ts';
import { cellRecord, cumulativeShares } from './run-and-tumble/record.ts';
import { longestStep } from './run-and-tumble/time-step.ts';

export { ruleOf } from './run-and-tumble/formulas.ts';
export { checkRates, steadyStep, stepDistance } from './run-and-tumble/time-step.ts';
export type { ModelProgram } from './program.ts';

/** Where a formula contains t, an adaptive run of fields takes at least this many steps between two stored frames. */
const STEPS_AN_INTERVAL = 16;

export const modelProgram = (config: Config): ModelProgram =>
  config.model === 'keller-segel' ? kellerSegelProgram(config) : cellProgram(config);

/** The arrays alone: what an experiment needs can be asked for without compiling its formulas. */
export const modelArrays = (config: Config): readonly ArraySpec[] =>
  config.model === 'keller-segel' ? kellerSegelArrays(config) : cellArrays(config);

/** The longest step that the model allows beside the limit its kernels find; Infinity where there is none. */
export function longestModelStep(config: Config, parameters: Readonly<Record<string, number>>): number {
  if (config.model === 'run-and-tumble') return longestStep(config, parameters);
  // A limit found from the state alone does not see what a formula does at a later t.
  return dependsOnTime(config) ? config.every / STEPS_AN_INTERVAL : Infinity;
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
    ...(config.model === 'run-and-tumble' ? cellRecord(config) : {}),
  };
  for (const [name, value] of Object.entries(parameters)) record[parameterField(name)] = value;
  return record;
}

/** Arrays that initial fields alone do not fill: for cells, where to place them. */
export const placement = (config: Config, u: Float64Array): Readonly<Record<string, Uint32Array>> =>
  config.model === 'run-and-tumble' ? { cumulative: cumulativeShares(u) } : {};

/** Arrays whose contents, with v, are the state of a run. */
export const stateArrays = (config: Config): readonly string[] =>
  config.model === 'run-and-tumble' ? ['position', 'heading', 'hazard', 'rounds', 'memory', 'origin'] : [];
