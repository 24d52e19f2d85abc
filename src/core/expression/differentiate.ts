// Symbolic derivatives, for the linear stability analysis and for checks. Own rules instead of mathjs's `derivative`,
// because that knows no min, max, step, conditionals or floor, and its `simplify` can take seconds; tests hold these
// rules against mathjs and against central differences. Where a function jumps or has a corner, the derivative is that
// of the branch the point lies on (0 for step, sign, floor, ceil): no delta functions.

import type { FunctionName } from './functions.ts';
import {
  add,
  binary,
  call,
  choose,
  compare,
  divide,
  multiply,
  negate,
  number,
  ONE,
  raise,
  simplify,
  subtract,
  valueOf,
  ZERO,
} from './simplify.ts';
import type { Expression, Node } from './tree.ts';

/** d(expression)/d(variable), simplified. Names other than `variable` count as constants. */
export function differentiate(expression: Expression, variable: string): Expression {
  return {
    source: `d(${expression.source})/d(${variable})`,
    tree: derivative(simplify(expression.tree), variable),
    draws: expression.draws,
  };
}

const TWO = number(2);

/** Outer derivative of each function of one argument a; null where it vanishes wherever it exists. */
const OUTER: Readonly<Record<Exclude<FunctionName, 'mod' | 'min' | 'max'>, ((a: Node) => Node) | null>> = {
  sin: (a) => call('cos', [a]),
  cos: (a) => negate(call('sin', [a])),
  tan: (a) => divide(ONE, raise(call('cos', [a]), TWO)),
  asin: (a) => divide(ONE, call('sqrt', [subtract(ONE, raise(a, TWO))])),
  acos: (a) => negate(divide(ONE, call('sqrt', [subtract(ONE, raise(a, TWO))]))),
  atan: (a) => divide(ONE, add(ONE, raise(a, TWO))),
  sinh: (a) => call('cosh', [a]),
  cosh: (a) => call('sinh', [a]),
  tanh: (a) => subtract(ONE, raise(call('tanh', [a]), TWO)),
  exp: (a) => call('exp', [a]),
  log: (a) => divide(ONE, a),
  log10: (a) => divide(number(Math.LOG10E), a),
  log2: (a) => divide(number(Math.LOG2E), a),
  sqrt: (a) => divide(number(0.5), call('sqrt', [a])),
  abs: (a) => call('sign', [a]),
  sign: null,
  floor: null,
  ceil: null,
  step: null,
};

function derivative(node: Node, variable: string): Node {
  const d = (inner: Node): Node => derivative(inner, variable);
  switch (node.kind) {
    case 'name':
      return node.name === variable ? ONE : ZERO;
    case 'negate':
      return negate(d(node.of));
    case 'binary':
      return binaryDerivative(node.operator, node.left, node.right, d);
    case 'choose':
      return choose(node.test, d(node.then), d(node.otherwise));
    case 'call':
      return callDerivative(node.name, node.arguments, d);
    default:
      return ZERO;
  }
}

function binaryDerivative(operator: string, left: Node, right: Node, d: (inner: Node) => Node): Node {
  const a = d(left);
  const b = d(right);
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return add(multiply(a, right), multiply(left, b));
    case '/':
      if (valueOf(b) === 0) return divide(a, right);
      return divide(subtract(multiply(a, right), multiply(left, b)), raise(right, TWO));
    default:
      // x^n: n x^(n-1) x'. Otherwise a^b = exp(b ln a), which needs a > 0.
      if (valueOf(b) === 0) return multiply(multiply(right, raise(left, subtract(right, ONE))), a);
      if (valueOf(a) === 0) return multiply(multiply(raise(left, right), call('log', [left])), b);
      return multiply(
        raise(left, right),
        add(multiply(b, call('log', [left])), divide(multiply(right, a), left)),
      );
  }
}

function callDerivative(name: FunctionName, args: readonly Node[], d: (inner: Node) => Node): Node {
  const [first, second] = args as [Node, Node];
  switch (name) {
    case 'min':
      return choose(compare('<', first, second), d(first), d(second));
    case 'max':
      return choose(compare('>', first, second), d(first), d(second));
    case 'mod':
      // a - b floor(a/b)
      return subtract(d(first), multiply(d(second), call('floor', [binary('/', first, second)])));
    default: {
      const outer = OUTER[name];
      const inner = d(first);
      return outer === null || valueOf(inner) === 0 ? ZERO : multiply(outer(first), inner);
    }
  }
}
