// The words of a formula, each with its position, and all the refusals that can be made on words alone. mathjs's
// grammar is far larger than ours (strings, matrices, units, assignments, implicit products); what passes here holds
// nothing of that, so the parser meets harmless text only, and every refusal can point at its character.

import { nearest } from '../nearest.ts';
import { ExpressionError } from './error.ts';
import { ALIASES, FUNCTIONS } from './functions.ts';
import { CONSTANTS } from './tree.ts';

export interface Token {
  readonly kind: 'number' | 'word' | 'operator' | 'open' | 'close' | 'comma';
  readonly text: string;
  readonly position: number;
}

export const MAXIMUM_LENGTH = 2000;
/**
 * Parentheses in parentheses, arguments in arguments. WGSL compilers refuse more than 128 levels by their own count,
 * where each of ours costs two to four and differentiating doubles them.
 */
export const MAXIMUM_DEPTH = 20;
/** Largest float32, so that every literal and every constant part is legal WGSL. */
export const LARGEST = 3.4028234663852886e38;
/** Smallest normal float32: GPUs may treat anything smaller as 0, where float64 would keep it. */
export const SMALLEST = 1.1754943508222875e-38;

const TOKEN =
  /\s+|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(<=|>=|==|!=|[-+*/^<>?:])|(\()|(\))|(,)/y;
const KINDS = ['number', 'word', 'operator', 'open', 'close', 'comma'] as const;

export function tokenize(source: string): Token[] {
  if (source.length > MAXIMUM_LENGTH) {
    throw new ExpressionError(source.slice(0, MAXIMUM_LENGTH), {
      position: MAXIMUM_LENGTH - 1,
      length: 1,
      rule: `a formula has at most ${MAXIMUM_LENGTH} characters, this one has ${source.length}`,
      remedy: 'Shorten it, or give the field as a file',
    });
  }
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const position = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (match === null) throw strangeCharacter(source, position);
    const group = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
    if (group >= 0) tokens.push({ kind: KINDS[group]!, text: match[0], position });
  }
  if (tokens.length === 0) {
    throw new ExpressionError(source, {
      position: 0,
      length: 0,
      rule: 'a formula cannot be empty',
      remedy: 'Write 0 for no term at all',
    });
  }
  return tokens;
}

function strangeCharacter(source: string, position: number): ExpressionError {
  const character = String.fromCodePoint(source.codePointAt(position)!);
  const remedies: Record<string, string> = {
    '=': 'Write == to compare; a formula cannot assign',
    '!': 'Write != for "not equal"; there are no factorials',
    '%': 'Write mod(x, y) for a remainder, or a decimal number for a percentage',
    '[': 'Use round parentheses',
    '{': 'Use round parentheses',
    '·': 'Write * for a product',
    '×': 'Write * for a product',
    '−': 'Write the minus sign of the keyboard',
    π: 'Write pi',
  };
  return new ExpressionError(source, {
    position,
    length: character.length,
    rule: `${JSON.stringify(character)} at character ${position + 1} has no meaning in a formula`,
    remedy: Object.hasOwn(remedies, character)
      ? remedies[character]!
      : 'Use numbers, names, + - * / ^ ( ) , < <= > >= == != ? :',
  });
}

/** Refuses unknown names, products without *, calls of what is no function, numbers out of range, deep nesting. */
export function checkTokens(source: string, tokens: readonly Token[], names: ReadonlySet<string>): void {
  const refuse = (token: Token, rule: string, remedy: string): never => {
    throw new ExpressionError(source, { position: token.position, length: token.text.length, rule, remedy });
  };
  let depth = 0;
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const where = `at character ${token.position + 1}`;
    const isFunction = token.kind === 'word' && isFunctionName(token.text) && !names.has(token.text);
    if (token.kind === 'number' && !(Math.abs(Number(token.text)) <= LARGEST))
      refuse(token, `${token.text} ${where} is beyond single precision (3.4e38)`, 'Use a smaller number');
    if (
      token.kind === 'word' &&
      !isFunction &&
      !names.has(token.text) &&
      !Object.hasOwn(CONSTANTS, token.text)
    )
      refuse(token, `unknown name ${clip(token.text)} ${where}`, suggestion(token, next, names));
    if (isFunction && next?.kind !== 'open')
      refuse(token, `the function ${token.text} ${where} has no argument`, `Write ${token.text}(...)`);
    if (token.kind === 'open' && ++depth > MAXIMUM_DEPTH)
      refuse(
        token,
        `parentheses are nested more than ${MAXIMUM_DEPTH} deep ${where}`,
        'Simplify the formula',
      );
    if (token.kind === 'close') depth--;
    const ends = token.kind === 'number' || token.kind === 'word' || token.kind === 'close';
    const begins = next?.kind === 'number' || next?.kind === 'word' || next?.kind === 'open';
    if (ends && begins && !(isFunction && next.kind === 'open'))
      refuse(
        next,
        `an operator is missing before ${clip(next.text)} at character ${next.position + 1}`,
        `Write a product with *: ${clip(token.text)}*${next.kind === 'open' ? '(...)' : clip(next.text)}`,
      );
  });
}

export const isFunctionName = (word: string): boolean =>
  FUNCTIONS.has(word) || ALIASES.has(word) || word === 'pow';

const clip = (word: string): string => (word.length > 30 ? `${word.slice(0, 30)}...` : word);

function suggestion(token: Token, next: Token | undefined, names: ReadonlySet<string>): string {
  const functions = [...FUNCTIONS.keys(), ...ALIASES.keys(), 'pow'];
  const candidates = next?.kind === 'open' ? [...functions, ...names] : [...names, ...Object.keys(CONSTANTS)];
  const found = nearest(token.text, candidates);
  if (found !== null) return `Did you mean ${found}?`;
  if (next?.kind === 'open') return `The functions are ${functions.join(', ')}`;
  return `Use ${[...names].join(', ')}, or add it to the parameters`;
}
