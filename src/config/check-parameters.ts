// The numbers of an experiment: those a sensing rule declares, in their range, and the free ones of the formulas, with
// legal names and finite values; and none given that has no effect (it would be a misspelling that changes nothing).

import { RESERVED_NAMES } from '../core/expression/index.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import type { ParameterSpec } from '../core/setting.ts';
import { problem, show, showBound } from './check-setting.ts';
import { DECLARING_RULES, defaultValue } from './declared.ts';
import { SETTING_KEYS } from './layers.ts';
import { SETTING_NAMES } from './settings.ts';

const MAXIMUM_PARAMETERS = 64;

export interface CheckedParameters {
  /** The given parameters over the inherited ones. */
  readonly values: Map<string, number>;
  /** Names among the given ones that can be parameters. */
  readonly sound: readonly string[];
}

/** Each fault is added to `problems`. `declared`: parameters of the sensing rule, which have ranges and defaults. */
export function checkParameters(
  given: ReadonlyMap<string, unknown>,
  inherited: ReadonlyMap<string, unknown>,
  declared: readonly ParameterSpec[],
  dimensions: 1 | 2,
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
    const spec = declared.find((candidate) => candidate.name === name);
    const fault = spec === undefined ? checkName(name, value) : null;
    const wrong =
      fault ??
      checkValue(name, value) ??
      (spec === undefined ? null : checkRange(spec, value as number, dimensions));
    if (wrong !== null) {
      problems.push(wrong);
      faulty.add(name);
    }
    // A faulty one counts as known all the same, so that the formulas which use it are not refused on top.
    parameters.set(name, wrong === null ? (value as number) : 1);
  }
  return { values: parameters, sound: [...given.keys()].filter((name) => !faulty.has(name)) };
}

const refuse = (name: string, value: unknown, rule: string, remedy: string): Problem =>
  problem(`parameters.${name.slice(0, 40)}`, value, rule, remedy);

function checkName(name: string, value: unknown): Problem | null {
  if (!/^[A-Za-z]\w{0,31}$/.test(name)) {
    const rule = 'the name of a parameter is a letter and up to 31 letters, digits and _';
    return refuse(name, value, rule, 'Rename it');
  }
  if (RESERVED_NAMES.has(name) || SETTING_NAMES.has(name))
    return refuse(name, value, `the name ${name} already has a meaning of its own`, 'Rename the parameter');
  return null;
}

function checkValue(name: string, value: unknown): Problem | null {
  if (typeof value !== 'number' || !(Math.abs(value) <= 3e38))
    return refuse(name, value, 'must be a finite number, at most 3e38 in size', 'Give it a number');
  // Smaller ones are 0 on a GPU and not in float64.
  if (value !== 0 && Math.abs(value) < 1.2e-38)
    return refuse(name, value, 'must be 0 or at least 1.2e-38 in size', 'Use 0, or other units');
  return null;
}

function checkRange(spec: ParameterSpec, value: number, dimensions: 1 | 2): Problem | null {
  const { name, least, most, doc } = spec;
  if (value >= least && value <= most) return null;
  const rule = `must be from ${showBound(least)} to ${showBound(most)} (${doc})`;
  return refuse(
    name,
    value,
    rule,
    `Use ${showBound(value < least ? least : most)}, or the default ${defaultValue(spec, dimensions)}`,
  );
}

/** What values a declared parameter takes, for tables and tooltips, e.g. `-1 .. 1`. */
export const parameterRange = ({ least, most }: ParameterSpec): string =>
  `${showBound(least)} .. ${showBound(most)}`;

/**
 * Problems for those of the given parameters `names` that are new and have no effect.
 * @param inUse Declared parameters and all names in the formulas.
 * @param walks Whether the model has sensing rules, which could be what the parameter was meant for.
 */
export function findUnused(
  names: readonly string[],
  given: ReadonlyMap<string, unknown>,
  inherited: ReadonlyMap<string, unknown>,
  inUse: ReadonlySet<string>,
  walks: boolean,
): Problem[] {
  const known = [...inherited.keys()].filter((name) => inUse.has(name));
  return (
    names
      // A formula's own that the preset has may fall out of use while the formula is being changed.
      .filter((name) => !inUse.has(name) && (!inherited.has(name) || (walks && DECLARING_RULES.has(name))))
      .map((name) => {
        const field = `parameters.${name}`;
        const value = show(given.get(name));
        const rules = walks ? DECLARING_RULES.get(name) : undefined;
        if (rules !== undefined) {
          const rule = `no formula uses this parameter, and it belongs to the sensing rule${rules.length > 1 ? 's' : ''} ${rules.join(', ')}`;
          return { field, value, rule, remedy: `Leave it out, or set sensing to ${rules[0]}` };
        }
        const near = nearest(name, [...known, ...SETTING_KEYS]);
        const remedy = near === null ? `In use are ${known.join(', ') || 'none'}` : `Did you mean ${near}?`;
        const rule = 'no formula uses this parameter, and no setting has its name';
        return { field, value, rule, remedy };
      })
  );
}
