// Waves on the uniform state of an experiment, at the level of description that its model has: which theory holds for which
// model is decided here, a line a model, and nowhere else.

import type { Config } from '../core/config.ts';
import type { CellWaves } from './cell-waves.ts';
import { cellWaves } from './cell-waves.ts';
import type { Dispersion, Linearised } from './dispersion.ts';
import { fieldBands, fieldDispersion } from './dispersion.ts';
import type { FieldFormulas } from './field-formulas.ts';
import { kineticBands, kineticDispersion } from './kinetic-dispersion.ts';
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
  const waves = coefficients(config, formulas, state);
  if (typeof waves === 'string') return { linearised: null, levels: [], note: waves };
  const { fields, kinetic } = waves;
  const asFields: LevelWaves = { level: 'keller-segel', ...fieldDispersion(fields) };
  const asCells: LevelWaves | null = kinetic && { level: 'kinetic', ...kineticDispersion(kinetic) };
  const levels = asCells === null ? [asFields] : [asCells, asFields];
  return { linearised: fields, levels, note: null };
}

/** Whether any wave grows, at the experiment's own level; null where theory has no answer. Quicker than all of its waves. */
export function isUnstable(config: Config, formulas: FieldFormulas, state: Densities): boolean | null {
  const waves = coefficients(config, formulas, state);
  if (typeof waves === 'string') return null;
  const { fields, kinetic } = waves;
  // Negative diffusion is no experiment: such a config is refused.
  if (fields.diffusionU < 0 || fields.diffusionV < 0) return null;
  return (kinetic === null ? fieldBands(fields) : kineticBands(kinetic)).length > 0;
}

/** A text says why theory has no answer. */
function coefficients(config: Config, formulas: FieldFormulas, state: Densities): CellWaves | string {
  if (formulas.motionsOf.length > 0) {
    const names = formulas.motionsOf.join(', ');
    return `diffusion or sensitivity contains ${names}: waves are not independent of each other`;
  }
  const own = formulas.linearised(state.u, state.v);
  const waves =
    config.model === 'keller-segel' ? { fields: own, kinetic: null } : cellWaves(config, state, own);
  if (typeof waves === 'string') return waves;
  return Object.values(waves.fields).every((value: number) => Number.isFinite(value))
    ? waves
    : 'a formula or its slope has no finite value at the uniform state';
}
