// Text -> tree. mathjs knows the grammar (precedence, associativity, conditionals); we keep only what the tree of
// tree.ts can hold. Only its parser for plain numbers is bundled (no matrices, no units, no functions), and its evaluator
// is never called: nothing is evaluated as code, so a formula from a URL can at worst be refused.

import { create, parseDependencies, type MathNode } from 'mathjs/number';
import { ExpressionError } from './error.ts';
import { MAXIMUM_NODES, tooLarge, TreeReader } from './read-tree.ts';
import { checkTokens, tokenize } from './tokens.ts';
import type { Expression } from './tree.ts';

export interface ParseOptions {
  /** Variables and parameters the formula may use. */
  readonly names: readonly string[];
  /** Whether `rand` (uniform in [0, 1)) and `randn` (standard normal) may occur. Default: no. */
  readonly random?: boolean;
}

const mathjs = create({ parseDependencies }, {});

/** Parses a formula. Throws `ExpressionError`, and nothing else, for whatever text it is given. */
export function parseExpression(source: string, options: ParseOptions): Expression {
  const tokens = tokenize(source);
  const names = new Set([...options.names, ...(options.random === true ? ['rand', 'randn'] : [])]);
  checkTokens(source, tokens, names);
  const reader = new TreeReader(source, tokens, options.random === true);
  // Every part of a tree costs at least half a word, so this also bounds the recursions below.
  if (tokens.length > 2 * MAXIMUM_NODES) throw tooLarge(source);
  const tree = reader.read(parseGrammar(source));
  reader.checkSize(tree);
  return { source, tree, draws: reader.draws };
}

function parseGrammar(source: string): MathNode {
  try {
    // Line breaks would make mathjs read several formulas.
    return mathjs.parse(source.replace(/\s/g, ' '));
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(source);
    const at = (error as { char?: unknown }).char;
    const position = Math.min(typeof at === 'number' ? at - 1 : source.length, source.length);
    const rule = String((error as Error).message).replace(/ \(char \d+\)$/, '');
    throw new ExpressionError(source, {
      position,
      length: position < source.length ? 1 : 0,
      rule: `syntax error at character ${position + 1}: ${rule.charAt(0).toLowerCase()}${rule.slice(1)}`,
      remedy: 'Check operators and parentheses there',
    });
  }
}
