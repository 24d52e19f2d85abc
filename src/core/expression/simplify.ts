// Builders that fold constants and drop neutral elements while a tree is put together, and `simplify`, which rebuilds
// a tree with them. Enough to keep derivatives readable and to leave no constant arithmetic to the shader compiler
// (where 1/0 would be a compile error). It is no computer algebra: u - u stays u - u.

import { functionEntry, type FunctionName } from './functions.ts';
import { CONSTANTS, type BinaryOperator, type Comparison, type Node } from './tree.ts';

export const number = (value: number): Node => ({ kind: 'number', value });
export const ZERO = number(0);
export const ONE = number(1);

/** Value of a node that is a constant by itself, else null. */
export function valueOf(node: Node): number | null {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'constant') return CONSTANTS[node.name];
  return null;
}

/** x^y in float64 with the multiplications of shaders/lib/math.wgsl for whole exponents up to 8. */
export function power(x: number, y: number): number {
  switch (y) {
    case 2:
      return x * x;
    case 3:
      return x * x * x;
    case 4:
      return x * x * (x * x);
    case 5:
      return x * x * (x * x) * x;
    case 6:
      return x * x * x * (x * x * x);
    case 7:
      return x * x * x * (x * x * x) * x;
    case 8:
      return x * x * (x * x) * (x * x * (x * x));
    default:
      return y < 0 && y >= -8 && Number.isInteger(y) ? 1 / power(x, -y) : Math.pow(x, y);
  }
}

export const ARITHMETIC: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': power,
};

export const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

export const add = (left: Node, right: Node): Node => binary('+', left, right);
export const subtract = (left: Node, right: Node): Node => binary('-', left, right);
export const multiply = (left: Node, right: Node): Node => binary('*', left, right);
export const divide = (left: Node, right: Node): Node => binary('/', left, right);
export const raise = (left: Node, right: Node): Node => binary('^', left, right);

export function negate(node: Node): Node {
  const value = valueOf(node);
  if (value !== null) return number(-value);
  return node.kind === 'negate' ? node.of : { kind: 'negate', of: node };
}

export function binary(operator: BinaryOperator, left: Node, right: Node): Node {
  const a = valueOf(left);
  const b = valueOf(right);
  if (a !== null && b !== null) return number(ARITHMETIC[operator](a, b));
  switch (operator) {
    case '+':
      if (a === 0) return right;
      if (b === 0) return left;
      if (right.kind === 'negate') return subtract(left, right.of);
      break;
    case '-':
      if (a === 0) return negate(right);
      if (b === 0) return left;
      if (right.kind === 'negate') return add(left, right.of);
      break;
    case '*':
      if (a === 0 || b === 0) return ZERO;
      if (a === 1) return right;
      if (b === 1) return left;
      if (a === -1) return negate(right);
      if (b === -1) return negate(left);
      break;
    case '/':
      if (a === 0) return ZERO;
      if (b === 1) return left;
      break;
    case '^':
      if (b === 0) return ONE;
      if (b === 1) return left;
      if (b === 0.5) return call('sqrt', [left]);
      break;
  }
  return { kind: 'binary', operator, left, right };
}

export function compare(operator: Comparison, left: Node, right: Node): Node {
  const a = valueOf(left);
  const b = valueOf(right);
  if (a !== null && b !== null) return number(COMPARE[operator](a, b) ? 1 : 0);
  return { kind: 'compare', operator, left, right };
}

export function choose(test: Node, then: Node, otherwise: Node): Node {
  const known = valueOf(test);
  if (known !== null) return known !== 0 ? then : otherwise;
  if (valueOf(then) !== null && valueOf(then) === valueOf(otherwise)) return then;
  return { kind: 'choose', test, then, otherwise };
}

/** A call with its constants folded; min and max of many arguments become pairs. */
export function call(name: FunctionName, args: readonly Node[]): Node {
  if (args.length > 2) return call(name, [call(name, args.slice(0, -1)), args.at(-1)!]);
  const values = args.map(valueOf);
  const [a, b] = values;
  if (values.every((value) => value !== null)) return number(functionEntry(name).value(a!, b ?? 0));
  return { kind: 'call', name, arguments: args };
}

export function simplify(node: Node): Node {
  switch (node.kind) {
    case 'negate':
      return negate(simplify(node.of));
    case 'binary':
      return binary(node.operator, simplify(node.left), simplify(node.right));
    case 'compare':
      return compare(node.operator, simplify(node.left), simplify(node.right));
    case 'choose':
      return choose(simplify(node.test), simplify(node.then), simplify(node.otherwise));
    case 'call':
      return call(node.name, node.arguments.map(simplify));
    case 'constant':
      return number(CONSTANTS[node.name]);
    default:
      return node;
  }
}

/** The tree with every occurrence of a name replaced, simplified. */
export function substitute(node: Node, name: string, by: Node): Node {
  const inside = (inner: Node): Node => substitute(inner, name, by);
  switch (node.kind) {
    case 'name':
      return node.name === name ? by : node;
    case 'negate':
      return negate(inside(node.of));
    case 'binary':
      return binary(node.operator, inside(node.left), inside(node.right));
    case 'compare':
      return compare(node.operator, inside(node.left), inside(node.right));
    case 'choose':
      return choose(inside(node.test), inside(node.then), inside(node.otherwise));
    case 'call':
      return call(node.name, node.arguments.map(inside));
    default:
      return node;
  }
}
