// Waves on the uniform state of an experiment, at the level of description that its model has: which theory holds for which
// model is decided here, a line a model, and nowhere else.

import type { Config } from '../core/config.ts';
import type { Dispersion, Linearised } from './dispersion.ts';
import { fieldDispersion } from './dispersion.ts';
import { cellWaves } from './cell-waves.ts';
import type { FieldFormulas } from './field-formulas.ts';
import { kineticDispersion } from './kinetic-dispersion.ts';
import type { Densities } from './uniform-states.ts';

export type Level = 'keller-segel' | 'kinetic';

export interface LevelWaves extends Dispersion {
  readonly level: Level;
}

export interface UniformWaves {
  /** Coefficients at the state; of cells the diffusion and sensitivity that they have as a field. Null with a note. */
  readonly linearised: Linearised | null;
  /** The level that the experiment runs at comes first; empty with a note. */
  readonly levels: readonly LevelWaves[];
  /** Why theory has no answer; else null. */
  readonly note: string | null;
}

export function uniformWaves(config: Config, formulas: FieldFormulas, state: Densities): UniformWaves {
  const unknown = (note: string): UniformWaves => ({ linearised: null, levels: [], note });
  if (formulas.motionsOf.length > 0) {
    const names = formulas.motionsOf.join(', ');
    return unknown(`diffusion or sensitivity contains ${names}: waves are not independent of each other`);
  }
  const own = formulas.linearised(state.u, state.v);
  const waves =
    config.model === 'keller-segel' ? { fields: own, kinetic: null } : cellWaves(config, state, own);
  if (typeof waves === 'string') return unknown(waves);
  const { fields, kinetic } = waves;
  if (!Object.values(fields).every((value: number) => Number.isFinite(value)))
    return unknown('a formula or its slope has no finite value at the uniform state');
  const asFields: LevelWaves = { level: 'keller-segel', ...fieldDispersion(fields) };
  const asCells = kinetic && kineticDispersion(kinetic);
  const levels: LevelWaves[] = asCells ? [{ level: 'kinetic', ...asCells }, asFields] : [asFields];
  return { linearised: fields, levels, note: null };
}
