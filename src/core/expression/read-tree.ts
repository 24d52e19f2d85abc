// mathjs's tree -> ours. Only the node types listed here pass; everything else is refused, whatever else mathjs may
// learn to parse. Leaves come in the order of the text, which gives each its position for error messages.

import type { MathNode } from 'mathjs/number';
import { ExpressionError } from './error.ts';
import { ALIASES, FUNCTIONS, type FunctionName } from './functions.ts';
import { simplify, valueOf } from './simplify.ts';
import { LARGEST, MAXIMUM_DEPTH, SMALLEST, type Token } from './tokens.ts';
import { childrenOf, type BinaryOperator, type Comparison, type Distribution, type Node } from './tree.ts';

export const MAXIMUM_NODES = 500;
const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=']);

export const tooLarge = (source: string): ExpressionError =>
  new ExpressionError(source, {
    position: 0,
    length: 0,
    rule: `the formula has more than ${MAXIMUM_NODES} parts or is nested more than ${MAXIMUM_DEPTH} deep`,
    remedy: 'Simplify it',
  });

export class TreeReader {
  readonly draws: Distribution[] = [];
  private readonly positions = new Map<Node, Token>();
  private readonly source: string;
  private readonly random: boolean;
  private readonly leaves: Iterator<Token>;
  private readonly secondComparison: Token | undefined;

  constructor(source: string, tokens: readonly Token[], random: boolean) {
    this.source = source;
    this.random = random;
    this.leaves = tokens.filter((token) => token.kind === 'number' || token.kind === 'word').values();
    this.secondComparison = tokens.filter((token) => COMPARISONS.has(token.text))[1];
  }

  read(node: MathNode): Node {
    const children = (list: readonly MathNode[]): Node[] => list.map((child) => this.read(child));
    // mathjs types its nodes loosely; the switch reads only the fields documented for each type.
    const any = node as unknown as Record<string, never> & { args: MathNode[] };
    switch (node.type) {
      case 'ParenthesisNode':
        return this.read(any['content']!);
      case 'ConstantNode':
      case 'SymbolNode':
        return this.leaf(this.nextLeaf());
      case 'FunctionNode':
        return this.call(this.nextLeaf(), any.args);
      case 'ConditionalNode': {
        const [test, then, otherwise] = children([any['condition']!, any['trueExpr']!, any['falseExpr']!]);
        return { kind: 'choose', test: test!, then: then!, otherwise: otherwise! };
      }
      case 'OperatorNode':
        return this.operator(String(any['op']), children(any.args));
      case 'RelationalNode':
        return this.refuse(this.secondComparison, 'comparisons cannot be chained', 'Write (a < b)*(b < c)');
      default:
        return this.refuse(undefined, `a ${node.type} has no place in a formula`, 'Use one expression only');
    }
  }

  /** Size and depth limits, and no constant part that is infinite, undefined or beyond single precision, but 0. */
  checkSize(tree: Node): void {
    let count = 0;
    const visit = (node: Node, depth: number): void => {
      if (++count > MAXIMUM_NODES || depth > MAXIMUM_DEPTH) throw tooLarge(this.source);
      // The left side of a + b + c + ... is written without parentheses, and so is its derivative: no depth.
      const chained = node.kind === 'binary' && (node.operator === '+' || node.operator === '-');
      childrenOf(node).forEach((child, index) => visit(child, chained && index === 0 ? depth : depth + 1));
      const value = valueOf(simplify(node));
      if (value !== null && !(Math.abs(value) <= LARGEST))
        this.refuse(this.firstLeaf(node), `a constant part of the formula is ${value}`, 'Use a finite value');
      if (value !== null && value !== 0 && Math.abs(value) < SMALLEST)
        this.refuse(
          this.firstLeaf(node),
          `a constant part of the formula is ${value}, and single precision begins at 1.2e-38`,
          'Use 0, or other units',
        );
    };
    visit(tree, 0);
  }

  private nextLeaf(): Token {
    const next = this.leaves.next();
    if (next.done === true) throw tooLarge(this.source);
    return next.value;
  }

  private leaf(token: Token): Node {
    const node = this.makeLeaf(token);
    this.positions.set(node, token);
    return node;
  }

  private makeLeaf(token: Token): Node {
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.text === 'pi' || token.text === 'e') return { kind: 'constant', name: token.text };
    if (this.random && (token.text === 'rand' || token.text === 'randn')) {
      const distribution = token.text === 'rand' ? 'uniform' : 'normal';
      return { kind: 'draw', index: this.draws.push(distribution) - 1, distribution };
    }
    return { kind: 'name', name: token.text };
  }

  private call(token: Token, args: readonly MathNode[]): Node {
    const name = ALIASES.get(token.text) ?? token.text;
    const [fewest, most] = name === 'pow' ? [2, 2] : (FUNCTIONS.get(name)?.arity ?? [0, -1]);
    if (args.length < fewest || args.length > most) {
      const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
      const noun = most === 1 ? 'argument' : 'arguments';
      this.refuse(
        token,
        `${token.text} takes ${wanted} ${noun}, not ${args.length}`,
        'Check its parentheses',
      );
    }
    const children = args.map((argument) => this.read(argument));
    const node: Node =
      name === 'pow'
        ? { kind: 'binary', operator: '^', left: children[0]!, right: children[1]! }
        : { kind: 'call', name: name as FunctionName, arguments: children };
    this.positions.set(node, token);
    return node;
  }

  private operator(symbol: string, args: readonly Node[]): Node {
    const [left, right] = args;
    if (left !== undefined && right === undefined && symbol === '-') return { kind: 'negate', of: left };
    if (left !== undefined && right === undefined && symbol === '+') return left;
    if (left !== undefined && right !== undefined && args.length === 2) {
      if (COMPARISONS.has(symbol)) return { kind: 'compare', operator: symbol as Comparison, left, right };
      if ('+-*/^'.includes(symbol))
        return { kind: 'binary', operator: symbol as BinaryOperator, left, right };
    }
    return this.refuse(undefined, `the operator ${symbol} has no place in a formula`, 'Use + - * / ^');
  }

  private firstLeaf(node: Node): Token | undefined {
    const first = childrenOf(node)[0];
    return this.positions.get(node) ?? (first === undefined ? undefined : this.firstLeaf(first));
  }

  private refuse(token: Token | undefined, rule: string, remedy: string): never {
    const position = token?.position ?? 0;
    throw new ExpressionError(this.source, { position, length: token?.text.length ?? 0, rule, remedy });
  }
}
