// Grammar of formulas, before anything is computed with them; and which names they use.

import { ExpressionError, parseExpression } from '../core/expression/index.ts';
import type { Problem } from '../core/problem.ts';
import type { Setting } from '../core/setting.ts';
import { showSource } from './check-setting.ts';
import { DECLARING_RULES } from './declared.ts';

export interface Grammar {
  readonly problems: readonly Problem[];
  /** Words of all formulas: parameters that are none of these have no effect. */
  readonly words: ReadonlySet<string>;
}

/**
 * Grammar of all formulas. One that is not `read` may name parameters of any sensing rule (it waits for its rule to be
 * chosen) but does not bring them into use.
 * @param values Settings by key, of the right type.
 * @param parameters Names of the parameters at hand.
 */
export function checkGrammars(
  settings: readonly Setting[],
  values: ReadonlyMap<string, unknown>,
  parameters: readonly string[],
  read: (key: string) => boolean,
): Grammar {
  const problems: Problem[] = [];
  for (const setting of settings) {
    const source = values.get(setting.key);
    if ((setting.kind !== 'formula' && setting.kind !== 'initial') || typeof source !== 'string') continue;
    const used = read(setting.key);
    const names = [...setting.names, ...parameters, ...(used ? [] : DECLARING_RULES.keys())];
    const found = checkGrammar(setting.key, source, names, setting.kind === 'initial');
    if (found !== null) problems.push(found);
  }
  return { problems, words: wordsInUse(settings, values, read) };
}

/** Words of all formulas, but for parameters of sensing rules in a formula that is not `read`. */
export function wordsInUse(
  settings: readonly Setting[],
  values: ReadonlyMap<string, unknown>,
  read: (key: string) => boolean,
): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { key, kind } of settings) {
    const source = values.get(key);
    if ((kind !== 'formula' && kind !== 'initial') || typeof source !== 'string') continue;
    for (const word of source.slice(0, 2000).match(/[A-Za-z_]\w*/g) ?? [])
      if (read(key) || !DECLARING_RULES.has(word)) words.add(word);
  }
  return words;
}

/** Grammar of one formula; null when it is right. */
function checkGrammar(
  field: string,
  source: string,
  names: readonly string[],
  random: boolean,
): Problem | null {
  try {
    parseExpression(source, { names, random });
    return null;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    // In a formula of nothing there is nothing to mark.
    const rule = source.trim() === '' ? error.rule : `${error.rule}: ${error.marked()}`;
    return { field, value: showSource(source), rule, remedy: error.remedy };
  }
}
