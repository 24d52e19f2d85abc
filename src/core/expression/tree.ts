// The syntax tree of a formula: everything a formula can hold, and nothing else. Each output (float64 function, WGSL,
// TeX, derivative) is one switch over these kinds. Comparisons have the value 1 or 0.

import type { FunctionName } from './functions.ts';
import { FUNCTIONS } from './functions.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '^';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type Distribution = 'uniform' | 'normal';

export type Node =
  | { readonly kind: 'number'; readonly value: number }
  /** pi and e, kept by name for typesetting. */
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' }
  | { readonly kind: 'name'; readonly name: string }
  /** `rand` or `randn`; index counts the occurrences in the formula, each a random stream of its own. */
  | { readonly kind: 'draw'; readonly index: number; readonly distribution: Distribution }
  | { readonly kind: 'negate'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Node; readonly right: Node }
  | { readonly kind: 'choose'; readonly test: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Node[] };

export interface Expression {
  /** As written; of a derivative, `d(source)/d(variable)`. */
  readonly source: string;
  readonly tree: Node;
  /** One entry an occurrence of `rand` or `randn`, in the order of the text. */
  readonly draws: readonly Distribution[];
}

export const CONSTANTS = { pi: Math.PI, e: Math.E } as const;

/** Name of the slot that holds the value of draw `index` (see `toFunction`); no formula can spell it. */
export const drawName = (index: number): string => `draw#${index}`;

/** Names a parameter cannot have, because a formula (or the parser) gives them a meaning of their own. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(CONSTANTS),
  ...FUNCTIONS.keys(),
  ...['rand', 'randn', 'ln', 'pow', 'i', 'true', 'false', 'null', 'undefined', 'NaN', 'Infinity'],
  ...['mod', 'to', 'in', 'and', 'or', 'xor', 'not', 'end'],
  // Names every JavaScript object answers to: a record of parameters must not.
  ...Object.getOwnPropertyNames(Object.prototype),
]);

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'negate':
      return [node.of];
    case 'binary':
    case 'compare':
      return [node.left, node.right];
    case 'choose':
      return [node.test, node.then, node.otherwise];
    case 'call':
      return node.arguments;
    default:
      return [];
  }
}

/** Names of the variables and parameters the formula uses, in the order of their first appearance. */
export const variablesOf = (expression: Expression): string[] => namesOf(expression.tree);

/** Those of a tree. */
export function namesOf(tree: Node): string[] {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.kind === 'name') names.add(node.name);
    childrenOf(node).forEach(visit);
  };
  visit(tree);
  return [...names];
}

/**
 * Exponent n when a power is to be computed by multiplication: whole, 1 <= |n| <= 8. WGSL's pow is exp2(y log2 x),
 * which loses digits and is undefined for x < 0; both languages multiply in the same pairs (see shaders/lib/math.wgsl).
 */
export function wholeExponent(node: Node): number | null {
  if (node.kind !== 'number' || !Number.isInteger(node.value)) return null;
  const size = Math.abs(node.value);
  return size >= 1 && size <= 8 ? node.value : null;
}
