// Tree -> float64 function of a slot array, as closures within closures. No code is generated, so pages with a strict
// content policy can run it and no text can become program. The reference backend calls the result for every cell:
// the commonest shapes (slot op slot, slot op number, ...) get closures of their own, which halves the calls.

import { functionEntry } from './functions.ts';
import { ARITHMETIC, COMPARE, power, simplify } from './simplify.ts';
import { drawName, wholeExponent, type BinaryOperator, type Expression, type Node } from './tree.ts';

export type SlotFunction = (slots: Float64Array) => number;

/**
 * The formula as a function of `slots`, where `slots[k]` is the value of `slotNames[k]`. Random draws are read from
 * slots named `drawName(index)`. Throws if the formula needs a name that `slotNames` lacks.
 */
export function toFunction(expression: Expression, slotNames: readonly string[]): SlotFunction {
  return compile(simplify(expression.tree), new Map(slotNames.map((name, index) => [name, index])));
}

type Slots = ReadonlyMap<string, number>;

function slotOf(node: Node, slots: Slots): number | null {
  if (node.kind !== 'name' && node.kind !== 'draw') return null;
  const name = node.kind === 'name' ? node.name : drawName(node.index);
  const slot = slots.get(name);
  if (slot === undefined) throw new Error(`the formula needs ${name}, which has no slot`);
  return slot;
}

function compile(node: Node, slots: Slots): SlotFunction {
  switch (node.kind) {
    case 'number': {
      const value = node.value;
      return () => value;
    }
    case 'name':
    case 'draw': {
      const slot = slotOf(node, slots)!;
      return (s) => s[slot]!;
    }
    case 'negate': {
      const of = compile(node.of, slots);
      return (s) => -of(s);
    }
    case 'binary':
      return compileBinary(node.operator, node.left, node.right, slots);
    case 'compare': {
      const test = compileTest(node, slots);
      return (s) => (test(s) ? 1 : 0);
    }
    case 'choose': {
      const test = compileTest(node.test, slots);
      const then = compile(node.then, slots);
      const otherwise = compile(node.otherwise, slots);
      return (s) => (test(s) ? then(s) : otherwise(s));
    }
    case 'call': {
      const value = functionEntry(node.name).value;
      const [first, second] = node.arguments.map((argument) => compile(argument, slots));
      if (second === undefined) return (s) => value(first!(s), 0);
      return (s) => value(first!(s), second(s));
    }
    case 'constant':
      throw new Error('simplify leaves no named constants');
  }
}

function compileTest(node: Node, slots: Slots): (s: Float64Array) => boolean {
  if (node.kind === 'compare') {
    const holds = COMPARE[node.operator];
    const left = compile(node.left, slots);
    const right = compile(node.right, slots);
    return (s) => holds(left(s), right(s));
  }
  const value = compile(node, slots);
  return (s) => value(s) !== 0;
}

function compileBinary(operator: BinaryOperator, left: Node, right: Node, slots: Slots): SlotFunction {
  if (operator === '^') return compilePower(left, right, slots);
  const i = slotOf(left, slots);
  const j = slotOf(right, slots);
  const a = left.kind === 'number' ? left.value : null;
  const b = right.kind === 'number' ? right.value : null;
  const f = compile(left, slots);
  const g = compile(right, slots);
  switch (operator) {
    case '+':
      if (i !== null && j !== null) return (s) => s[i]! + s[j]!;
      if (i !== null && b !== null) return (s) => s[i]! + b;
      if (a !== null && j !== null) return (s) => a + s[j]!;
      if (a !== null) return (s) => a + g(s);
      if (b !== null) return (s) => f(s) + b;
      return (s) => f(s) + g(s);
    case '-':
      if (i !== null && j !== null) return (s) => s[i]! - s[j]!;
      if (i !== null && b !== null) return (s) => s[i]! - b;
      if (a !== null && j !== null) return (s) => a - s[j]!;
      if (a !== null) return (s) => a - g(s);
      if (b !== null) return (s) => f(s) - b;
      return (s) => f(s) - g(s);
    case '*':
      if (i !== null && j !== null) return (s) => s[i]! * s[j]!;
      if (i !== null && b !== null) return (s) => s[i]! * b;
      if (a !== null && j !== null) return (s) => a * s[j]!;
      if (i !== null) return (s) => s[i]! * g(s);
      if (j !== null) return (s) => f(s) * s[j]!;
      if (a !== null) return (s) => a * g(s);
      if (b !== null) return (s) => f(s) * b;
      return (s) => f(s) * g(s);
    case '/':
      if (i !== null && j !== null) return (s) => s[i]! / s[j]!;
      if (i !== null && b !== null) return (s) => s[i]! / b;
      if (a !== null && j !== null) return (s) => a / s[j]!;
      if (j !== null) return (s) => f(s) / s[j]!;
      return (s) => f(s) / g(s);
  }
}

function compilePower(base: Node, exponent: Node, slots: Slots): SlotFunction {
  const f = compile(base, slots);
  const whole = wholeExponent(exponent);
  const i = slotOf(base, slots);
  if (whole === 2 && i !== null) return (s) => s[i]! * s[i]!;
  if (whole === 2) {
    return (s) => {
      const x = f(s);
      return x * x;
    };
  }
  if (whole !== null) return (s) => power(f(s), whole);
  const g = compile(exponent, slots);
  const raise = ARITHMETIC['^'];
  return (s) => raise(f(s), g(s));
}
