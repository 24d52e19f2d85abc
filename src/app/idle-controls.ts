// Controls of the panel that would do nothing in an experiment, or to the picture of it that is shown, and are hidden.

import { isWalk, type Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { chemicalCounts, parameterCounts } from './parameter-use.ts';

/** What does nothing in one dimension. */
const PLANE_ONLY: ReadonlySet<string> = new Set([
  'view.colormap',
  'view.marks',
  'smooth',
  'height',
  'boundaryY',
  'parameters.rotationalDiffusion',
]);
/** The figures of cells on a line have axes of their own; curves of the attractant have these. */
const RANGE: ReadonlySet<string> = new Set(['view.scale', 'view.low', 'view.high']);
/** A chemical that nothing senses and nothing changes. */
const CHEMICAL: ReadonlySet<string> = new Set(['attractant', 'view.field']);

/** `key` as the panel names its fields: settings, `parameters.chi`, and some of its own. */
export function isIdle(config: Config, key: string): boolean {
  const singles = config.model === 'run-and-tumble';
  const line = dimension(config) === 1;
  const { field } = config.view;
  if (key.startsWith('parameters.') && !parameterCounts(config, key.slice(11))) return true;
  if (key === 'view.marks' && !singles) return true;
  // The start of a chemical by formula is no field of its own.
  if (key === 'file-v') return isWalk(config) && config.chemical === 'prescribed';
  if (CHEMICAL.has(key) && field === 'u' && !chemicalCounts(config)) return true;
  return line && (PLANE_ONLY.has(key) || (singles && field === 'u' && RANGE.has(key)));
}
