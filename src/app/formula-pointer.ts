// Where a formula is wrong, for the line under its text field: the characters at fault, to be marked; and whether it is
// a name nobody has given a meaning yet, which the panel then offers to make a parameter.

import { findSetting, INITIAL_NAMES, MODEL_NAMES } from '../config/index.ts';
import { ExpressionError, parseExpression, RESERVED_NAMES } from '../core/expression/index.ts';

const TAKEN = [...MODEL_NAMES, ...INITIAL_NAMES, 'preset', 'parameters', 'view'];

export interface FormulaFault {
  /** The formula around the fault; `at` is empty where something is missing at the end. */
  readonly before: string;
  readonly at: string;
  readonly after: string;
  /** The unknown name at fault, or null when the fault is another. */
  readonly unknownName: string | null;
}

/** Null when the formula of setting `key` can be read; what is wrong with it is then its values. */
export function formulaFault(
  key: string,
  source: string,
  parameters: readonly string[],
): FormulaFault | null {
  const setting = findSetting(key);
  if (setting?.kind !== 'formula' && setting?.kind !== 'initial') return null;
  try {
    parseExpression(source, { names: [...setting.names, ...parameters], random: setting.kind === 'initial' });
    return null;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const word = source.slice(error.position, error.position + error.length);
    const called = source
      .slice(error.position + error.length)
      .trimStart()
      .startsWith('(');
    return {
      before: source.slice(0, error.position),
      at: word,
      after: source.slice(error.position + error.length),
      unknownName: isFree(word) && !called ? word : null,
    };
  }
}

/** Whether a word could be the name of a parameter: letters and digits, without a meaning already. */
const isFree = (word: string): boolean =>
  /^[A-Za-z]\w{0,31}$/.test(word) &&
  !RESERVED_NAMES.has(word) &&
  !(TAKEN as readonly string[]).includes(word) &&
  findSetting(word) === undefined;

/** The parameters that occur in any of the formulas; a parameter without use would be refused. */
export function usedParameters(
  parameters: Readonly<Record<string, number>>,
  formulas: readonly unknown[],
): Record<string, number> {
  const words = new Set<string>();
  for (const formula of formulas) {
    if (typeof formula === 'string') for (const word of formula.match(/[A-Za-z_]\w*/g) ?? []) words.add(word);
  }
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => words.has(name)));
}
