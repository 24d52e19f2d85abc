// Trees -> a WebAssembly function that evaluates them along a row, four f32 lanes at a time. The order of operations is
// that of the other languages (to-wgsl.ts), so all round alike; both branches of a choice are computed and one is selected.
// What stands more than once in the trees is computed once, which serves derivatives best. Functions that WebAssembly lacks
// are imported from `math` (assembly/lib/math.ts).

import type { FunctionBody, FunctionImport } from '../wasm/binary.ts';
import { call, f32x4, i32, local, loop } from '../wasm/instructions.ts';
import type { FunctionName } from './functions.ts';
import { call as callNode, compare, divide, multiply, number, subtract, valueOf, ZERO } from './simplify.ts';
import { LARGEST, SMALLEST } from './tokens.ts';
import { childrenOf, wholeExponent, type Comparison, type Node } from './tree.ts';

/** What a name of a formula is in a row function. */
export type Place =
  /** A row of numbers, at so many bytes from the address that is the function's parameter number `row`. */
  | { readonly row: number; readonly offset: number }
  /** The function's parameter number `value`, an f32 for the whole row. */
  | { readonly value: number }
  /** A number at so many bytes from the address that is parameter number `record`, for the whole row. */
  | { readonly record: number; readonly offset: number };

export interface RowFunction {
  readonly name: string;
  readonly parameters: readonly ('i32' | 'f32')[];
  /** Number of the parameter that says how many numbers the rows have, a multiple of 4. */
  readonly length: number;
  /**
   * Number of the parameter that is the address of space for so many constants: an engine makes a constant anew each time round
   * a loop, in three instructions, where loading it takes one. Beyond that number they are made.
   */
  readonly constants?: { readonly parameter: number; readonly most: number };
  readonly places: ReadonlyMap<string, Place>;
  /** Trees after `simplify`, and where their values go: a row at so many bytes from a parameter. */
  readonly outputs: readonly { readonly tree: Node; readonly row: number; readonly offset: number }[];
}

/** Functions of formulas that are imported, in the order of their indices. */
const IMPORTED = [
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'exp',
  'log',
  'log10',
  'log2',
] as const;
const isImported = (name: FunctionName): name is (typeof IMPORTED)[number] =>
  (IMPORTED as readonly string[]).includes(name);
const POWER = IMPORTED.length;

export const ROW_IMPORTS: readonly FunctionImport[] = [
  ...IMPORTED.map((name): FunctionImport => ({
    module: 'math',
    name,
    parameters: ['v128'],
    results: ['v128'],
  })),
  { module: 'math', name: 'power', parameters: ['v128', 'v128'], results: ['v128'] },
];

const COMPARISON: Readonly<Record<Comparison, readonly number[]>> = {
  '<': f32x4.less,
  '<=': f32x4.lessOrEqual,
  '>': f32x4.greater,
  '>=': f32x4.greaterOrEqual,
  '==': f32x4.equal,
  '!=': f32x4.unequal,
};
const ARITHMETIC = { '+': f32x4.add, '-': f32x4.subtract, '*': f32x4.multiply, '/': f32x4.divide } as const;

/** @throws Error where a formula needs a name without a place, or a random number. */
export function rowFunction(wanted: RowFunction): FunctionBody {
  const writer = new RowWriter(wanted);
  return writer.write();
}

class RowWriter {
  private readonly wanted: RowFunction;
  /** Before the loop: what is the same along the row. */
  private readonly before: number[] = [];
  private readonly variables = new Map<number, number>();
  private readonly times = new Map<number, number>();
  private readonly ids = new Map<Node, number>();
  private readonly known = new Map<string, number>();
  private count = 0;
  private kept = 0;
  /** Bytes from the beginning of the rows, and where they end. */
  private readonly at: number;
  private readonly end: number;

  constructor(wanted: RowFunction) {
    this.wanted = wanted;
    this.at = wanted.parameters.length;
    this.end = wanted.parameters.length + 1;
  }

  write(): FunctionBody {
    const { name, parameters, length } = this.wanted;
    const outputs = this.wanted.outputs.map((output) => ({ ...output, tree: lowered(output.tree) }));
    for (const { tree } of outputs) this.countIn(tree);
    const body = outputs.flatMap(({ tree, row, offset }) => [
      ...local.get(row),
      ...local.get(this.at),
      ...i32.add,
      ...this.emit(tree),
      ...f32x4.store(offset),
    ]);
    const onwards = [
      ...local.get(this.at),
      ...i32.constant(16),
      ...i32.add,
      ...local.tee(this.at),
      ...local.get(this.end),
      ...i32.lessUnsigned,
    ];
    const limit = [...local.get(length), ...i32.constant(2), ...i32.shiftLeft, ...local.set(this.end)];
    return {
      name,
      parameters,
      results: [],
      locals: ['i32', 'i32', ...Array.from({ length: this.count }, () => 'v128' as const)],
      code: outputs.length === 0 ? [] : [...limit, ...this.before, ...loop([...body, ...onwards])],
    };
  }

  /** A number for the value of a tree: the same for trees that are alike. */
  private key(node: Node): number {
    const before = this.ids.get(node);
    if (before !== undefined) return before;
    const own = Object.values(node).filter((value) => typeof value !== 'object');
    const description = JSON.stringify([own, childrenOf(node).map((child) => this.key(child))]);
    const id = this.known.get(description) ?? this.known.size;
    this.known.set(description, id);
    this.ids.set(node, id);
    return id;
  }

  private countIn(node: Node): void {
    const key = this.key(node);
    const times = (this.times.get(key) ?? 0) + 1;
    this.times.set(key, times);
    if (times === 1) childrenOf(node).forEach((child) => this.countIn(child));
  }

  private variable(): number {
    this.count += 1;
    return this.end + this.count;
  }

  /** Instructions that leave the node's value on the stack. */
  private emit(node: Node): readonly number[] {
    const key = this.key(node);
    const known = this.variables.get(key);
    if (known !== undefined) return local.get(known);
    const same = this.sameAlongTheRow(node);
    if (same !== null) {
      const variable = this.variable();
      this.variables.set(key, variable);
      this.before.push(...same, ...local.set(variable));
      return local.get(variable);
    }
    const code = this.compute(node);
    if (this.times.get(key) === 1) return code;
    const variable = this.variable();
    this.variables.set(key, variable);
    return [...code, ...local.tee(variable)];
  }

  private sameAlongTheRow(node: Node): number[] | null {
    if (node.kind === 'number') return this.constant(representable(node.value));
    if (node.kind !== 'name') return null;
    const place = this.place(node.name);
    if ('value' in place) return [...local.get(place.value), ...f32x4.splat];
    if ('record' in place) return [...local.get(place.record), ...f32x4.loadSplat(place.offset)];
    return null;
  }

  private constant(value: number): number[] {
    const space = this.wanted.constants;
    if (value === 0 || space === undefined || this.kept >= space.most) return f32x4.constant(value);
    const offset = 16 * this.kept;
    this.kept += 1;
    const address = local.get(space.parameter);
    return [...address, ...f32x4.constant(value), ...f32x4.store(offset), ...address, ...f32x4.load(offset)];
  }

  private place(name: string): Place {
    const place = this.wanted.places.get(name);
    if (place === undefined) throw new Error(`the formula needs ${name}, which has no place`);
    return place;
  }

  private compute(node: Node): readonly number[] {
    switch (node.kind) {
      case 'name': {
        const place = this.place(node.name);
        if (!('row' in place)) throw new Error(`${node.name} is the same along the row`);
        return [...local.get(place.row), ...local.get(this.at), ...i32.add, ...f32x4.load(place.offset)];
      }
      case 'negate':
        return [...this.emit(node.of), ...f32x4.negate];
      case 'binary':
        if (node.operator === '^') return this.power(node.left, node.right);
        return [...this.emit(node.left), ...this.emit(node.right), ...ARITHMETIC[node.operator]];
      case 'compare':
        return [...this.test(node), ...this.emit(number(1)), ...f32x4.and];
      case 'choose':
        return [
          ...this.emit(node.then),
          ...this.emit(node.otherwise),
          ...this.test(node.test),
          ...f32x4.bitselect,
        ];
      case 'call':
        return this.call(node.name, node.arguments);
      case 'draw':
        throw new Error('random numbers belong to initial fields, which are computed elsewhere');
      case 'number':
      case 'constant':
        throw new Error('simplify leaves no named constants, and numbers stand before the loop');
    }
  }

  /** Lanes of ones where the test holds. */
  private test(node: Node): readonly number[] {
    if (node.kind !== 'compare') return [...this.emit(node), ...this.emit(number(0)), ...f32x4.unequal];
    return [...this.emit(node.left), ...this.emit(node.right), ...COMPARISON[node.operator]];
  }

  /** By products in the pairs of simplify.ts where the exponent is whole and small. */
  private power(base: Node, exponent: Node): readonly number[] {
    const whole = wholeExponent(exponent);
    if (whole === null) return [...this.emit(base), ...this.emit(exponent), ...call(POWER)];
    if (whole === 1) return this.emit(base);
    const x = this.variable();
    const keep = [...this.emit(base), ...local.set(x)];
    const product = (size: number): number[] => {
      const pair = (root: number): number[] => {
        const half = this.variable();
        return [...product(root), ...local.tee(half), ...local.get(half), ...f32x4.multiply];
      };
      if (size === 1) return local.get(x);
      if (size === 2) return [...local.get(x), ...local.get(x), ...f32x4.multiply];
      if (size === 4 || size === 6 || size === 8) return pair(size / 2);
      return [...product(size - 1), ...local.get(x), ...f32x4.multiply];
    };
    if (whole > 0) return [...keep, ...product(whole)];
    return [...keep, ...this.emit(number(1)), ...product(-whole), ...f32x4.divide];
  }

  private call(name: FunctionName, args: readonly Node[]): readonly number[] {
    const [a, b] = args as [Node, Node];
    if (isImported(name)) return [...this.emit(a), ...call(IMPORTED.indexOf(name))];
    switch (name) {
      case 'sqrt':
      case 'abs':
      case 'floor':
      case 'ceil':
        return [...this.emit(a), ...f32x4[name]];
      case 'min':
      case 'max': {
        // A NaN must stay one: the quick instruction keeps that of its first argument.
        const [first, second] = valueOf(a) === null ? [a, b] : [b, a];
        const quick = valueOf(second) !== null;
        const code = name === 'min' ? [f32x4.pseudoMin, f32x4.min] : [f32x4.pseudoMax, f32x4.max];
        return [...this.emit(first), ...this.emit(second), ...code[quick ? 0 : 1]!];
      }
      case 'sign':
      case 'step':
      case 'mod':
        throw new Error(`${name} has been written with other operations`);
    }
  }
}

/** Functions that are but a few operations, written out: so what they share is seen. */
function lowered(node: Node): Node {
  switch (node.kind) {
    case 'negate':
      return { ...node, of: lowered(node.of) };
    case 'binary':
    case 'compare':
      return { ...node, left: lowered(node.left), right: lowered(node.right) };
    case 'choose':
      return {
        ...node,
        test: lowered(node.test),
        then: lowered(node.then),
        otherwise: lowered(node.otherwise),
      };
    case 'call': {
      const args = node.arguments.map(lowered);
      const [a, b] = args as [Node, Node];
      if (node.name === 'sign') return subtract(compare('>', a, ZERO), compare('<', a, ZERO));
      if (node.name === 'step') return compare('>=', a, ZERO);
      // a - b floor(a/b)
      if (node.name === 'mod') return subtract(a, multiply(b, callNode('floor', [divide(a, b)])));
      return { ...node, arguments: args };
    }
    default:
      return node;
  }
}

/** Formulas hold no constants beyond f32 (see read-tree.ts), derivatives may hold smaller ones. */
function representable(value: number): number {
  if (!(Math.abs(value) <= LARGEST)) throw new Error(`${value} is not a float32 number`);
  return Math.abs(value) < SMALLEST ? 0 : value;
}
