// The free numbers of the formulas: legal names, finite values, and none given that no formula uses (it would be a
// misspelling that changes nothing).

import { RESERVED_NAMES } from '../core/expression/index.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import { problem, show } from './check-setting.ts';
import { SETTING_KEYS } from './layers.ts';
import { SETTING_NAMES } from './settings.ts';

const MAXIMUM_PARAMETERS = 64;

export interface CheckedParameters {
  /** The given parameters over the inherited ones. */
  readonly values: Map<string, number>;
  /** Names among the given ones that can be parameters. */
  readonly sound: readonly string[];
}

/** Each fault is added to `problems`. */
export function checkParameters(
  given: ReadonlyMap<string, unknown>,
  inherited: ReadonlyMap<string, unknown>,
  problems: Problem[],
): CheckedParameters {
  const faulty = new Set<string>();
  const parameters = new Map<string, number>();
  if (given.size > MAXIMUM_PARAMETERS) {
    const rule = `there can be at most ${MAXIMUM_PARAMETERS} parameters`;
    problems.push({
      field: 'parameters',
      value: `${given.size} names`,
      rule,
      remedy: 'Write constants into the formulas',
    });
    given = new Map();
  }
  for (const [name, value] of [...inherited, ...given]) {
    const fault = checkParameter(name, value);
    if (fault !== null) {
      problems.push(fault);
      faulty.add(name);
    }
    // A faulty one counts as known all the same, so that the formulas which use it are not refused on top.
    parameters.set(name, fault === null ? (value as number) : 1);
  }
  return { values: parameters, sound: [...given.keys()].filter((name) => !faulty.has(name)) };
}

function checkParameter(name: string, value: unknown): Problem | null {
  const refuse = (rule: string, remedy: string): Problem =>
    problem(`parameters.${name.slice(0, 40)}`, value, rule, remedy);
  if (!/^[A-Za-z]\w{0,31}$/.test(name))
    return refuse('the name of a parameter is a letter and up to 31 letters, digits and _', 'Rename it');
  if (RESERVED_NAMES.has(name) || SETTING_NAMES.has(name))
    return refuse(`the name ${name} already has a meaning of its own`, 'Rename the parameter');
  if (typeof value !== 'number' || !(Math.abs(value) <= 3e38))
    return refuse('must be a finite number, at most 3e38 in size', 'Give it a number');
  // Smaller ones are 0 on a GPU and not in float64.
  if (value !== 0 && Math.abs(value) < 1.2e-38)
    return refuse('must be 0 or at least 1.2e-38 in size', 'Use 0, or other units');
  return null;
}

/**
 * Problems for those of the given parameters `names` that are new and occur in no formula. `words`: all names in the
 * formulas.
 */
export function findUnused(
  names: readonly string[],
  given: ReadonlyMap<string, unknown>,
  inherited: ReadonlyMap<string, unknown>,
  words: ReadonlySet<string>,
): Problem[] {
  const inUse = [...inherited.keys()].filter((name) => words.has(name));
  return (
    names
      // One the preset has may fall out of use while a formula is being changed.
      .filter((name) => !words.has(name) && !inherited.has(name))
      .map((name) => {
        const near = nearest(name, [...SETTING_KEYS, ...inUse]);
        const remedy = near === null ? `In use are ${inUse.join(', ') || 'none'}` : `Did you mean ${near}?`;
        const rule = 'no formula uses this parameter, and no setting has its name';
        return { field: `parameters.${name}`, value: show(given.get(name)), rule, remedy };
      })
  );
}
