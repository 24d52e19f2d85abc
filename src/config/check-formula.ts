// What can be known of the formulas before the first step, each model's in its own file. What u and v become later is
// watched by the run itself.

import { isWalk, type Config } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import { checkCells } from './check-cells.ts';
import { checkFields } from './check-fields.ts';
import type { InitialFields } from './initial-formula.ts';

/** Problems of a configuration whose formulas are grammatical. `fields`: its initial state, where that is computed. */
export function checkFormulas(config: Config, fields: InitialFields | null = null): Problem[] {
  return isWalk(config) ? checkCells(config, fields) : checkFields(config, fields);
}
