// Tree -> a WGSL expression of type f32. Helpers it may call (power, power_2 ..., modulo, heaviside, log_10,
// hyperbolic_tangent) stand in shaders/lib/math.wgsl, which must be part of the module. Constants are folded before, so
// no constant arithmetic can fail in the shader compiler. Parentheses follow the tree: both languages round in the same
// order (a shader compiler may still fuse a product and a sum).

import { functionEntry } from './functions.ts';
import { simplify } from './simplify.ts';
import { LARGEST, SMALLEST } from './tokens.ts';
import { wholeExponent, type Expression, type Node } from './tree.ts';

/** `rename` gives the WGSL text for each variable and parameter, e.g. `u` or `parameters.c`. */
export function toWgsl(expression: Expression, rename: (name: string) => string): string {
  return emit(simplify(expression.tree), rename);
}

/** A float32 literal. Throws for what float32 cannot hold. */
export function literal(value: number): string {
  if (!(Math.abs(value) <= LARGEST)) throw new Error(`${value} is not a float32 number`);
  // Formulas hold no such constants (see read-tree.ts), derivatives may.
  if (Math.abs(value) < SMALLEST) return '0.0';
  const text = String(value);
  const digits = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 ? `(${digits})` : digits;
}

type Rename = (name: string) => string;

function emit(node: Node, rename: Rename): string {
  switch (node.kind) {
    case 'number':
      return literal(node.value);
    case 'name':
      return rename(node.name);
    case 'negate':
      return `(-${emit(node.of, rename)})`;
    case 'binary':
      if (node.operator === '^') return emitPower(node.left, node.right, rename);
      return `(${emitOperand(node, rename)})`;
    case 'compare':
      return `select(0.0, 1.0, ${emitTest(node, rename)})`;
    case 'choose': {
      const test = emitTest(node.test, rename);
      return `select(${emit(node.otherwise, rename)}, ${emit(node.then, rename)}, ${test})`;
    }
    case 'call': {
      const list = node.arguments.map((argument) => emit(argument, rename)).join(', ');
      return `${functionEntry(node.name).wgsl}(${list})`;
    }
    case 'draw':
      throw new Error('random numbers belong to initial fields, which are computed on the CPU');
    case 'constant':
      throw new Error('simplify leaves no named constants');
  }
}

/** A chain a + b - c or a * b / c without inner parentheses: compilers limit how deep they nest. */
function emitOperand(node: Node & { kind: 'binary' }, rename: Rename): string {
  const { left, right, operator } = node;
  const level = (symbol: string): number => (symbol === '+' || symbol === '-' ? 1 : 2);
  const chained =
    left.kind === 'binary' && left.operator !== '^' && level(left.operator) === level(operator)
      ? emitOperand(left, rename)
      : emit(left, rename);
  return `${chained} ${operator} ${emit(right, rename)}`;
}

/** Comparisons are parenthesised: `f(a < b, c > (d))` would otherwise read as a template. */
function emitTest(node: Node, rename: Rename): string {
  if (node.kind !== 'compare') return `(${emit(node, rename)} != 0.0)`;
  return `(${emit(node.left, rename)} ${node.operator} ${emit(node.right, rename)})`;
}

function emitPower(base: Node, exponent: Node, rename: Rename): string {
  const whole = wholeExponent(exponent);
  const x = emit(base, rename);
  if (whole === null) return `power(${x}, ${emit(exponent, rename)})`;
  const size = Math.abs(whole);
  const product = size === 1 ? x : `power_${size}(${x})`;
  return whole > 0 ? product : `(1.0 / ${product})`;
}
