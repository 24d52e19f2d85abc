// The functions a formula may call: one line each, from which the parser, the float64 function and the WGSL follow.
// A function belongs here only if every language computes it to that language's accuracy on the whole of its domain.
// WGSL guarantees little for some (sin and cos: 2^-11 absolute on [-pi, pi]; asin, acos: 7e-5); real GPUs do better.

interface FunctionEntry {
  /** Number of arguments, fewest and most. */
  readonly arity: readonly [number, number];
  /** Value in float64; two arguments at most: longer lists of min and max are folded from the left. */
  readonly value: (a: number, b: number) => number;
  /** A WGSL built-in or a helper from shaders/lib/math.wgsl. */
  readonly wgsl: string;
  readonly doc: string;
}

const TABLE = {
  sin: { arity: [1, 1], value: Math.sin, wgsl: 'sin', doc: 'sine of an angle in radians' },
  cos: { arity: [1, 1], value: Math.cos, wgsl: 'cos', doc: 'cosine of an angle in radians' },
  tan: { arity: [1, 1], value: Math.tan, wgsl: 'tan', doc: 'tangent of an angle in radians' },
  asin: { arity: [1, 1], value: Math.asin, wgsl: 'asin', doc: 'inverse sine' },
  acos: { arity: [1, 1], value: Math.acos, wgsl: 'acos', doc: 'inverse cosine' },
  atan: { arity: [1, 1], value: Math.atan, wgsl: 'atan', doc: 'inverse tangent' },
  sinh: { arity: [1, 1], value: Math.sinh, wgsl: 'sinh', doc: 'hyperbolic sine' },
  cosh: { arity: [1, 1], value: Math.cosh, wgsl: 'cosh', doc: 'hyperbolic cosine' },
  tanh: { arity: [1, 1], value: Math.tanh, wgsl: 'hyperbolic_tangent', doc: 'hyperbolic tangent' },
  exp: { arity: [1, 1], value: Math.exp, wgsl: 'exp', doc: 'exponential' },
  log: { arity: [1, 1], value: Math.log, wgsl: 'log', doc: 'natural logarithm, also written ln' },
  log10: { arity: [1, 1], value: Math.log10, wgsl: 'log_10', doc: 'logarithm to base 10' },
  log2: { arity: [1, 1], value: Math.log2, wgsl: 'log2', doc: 'logarithm to base 2' },
  sqrt: { arity: [1, 1], value: Math.sqrt, wgsl: 'sqrt', doc: 'square root' },
  abs: { arity: [1, 1], value: Math.abs, wgsl: 'abs', doc: 'absolute value' },
  sign: { arity: [1, 1], value: Math.sign, wgsl: 'sign', doc: '-1, 0 or 1' },
  floor: { arity: [1, 1], value: Math.floor, wgsl: 'floor', doc: 'largest whole number not above' },
  ceil: { arity: [1, 1], value: Math.ceil, wgsl: 'ceil', doc: 'smallest whole number not below' },
  step: { arity: [1, 1], value: (a) => (a >= 0 ? 1 : 0), wgsl: 'heaviside', doc: '0 below 0, 1 from 0 on' },
  mod: {
    arity: [2, 2],
    value: (a, b) => a - b * Math.floor(a / b),
    wgsl: 'modulo',
    doc: 'remainder with the sign of the divisor',
  },
  min: { arity: [2, 16], value: Math.min, wgsl: 'min', doc: 'smallest of its arguments' },
  max: { arity: [2, 16], value: Math.max, wgsl: 'max', doc: 'largest of its arguments' },
} as const satisfies Record<string, FunctionEntry>;

export type FunctionName = keyof typeof TABLE;

/** A map, not an object: a formula's `constructor` or `toString` must not find anything. */
export const FUNCTIONS: ReadonlyMap<string, FunctionEntry> = new Map(Object.entries(TABLE));

/** Other spellings: `ln(x)` is log(x); `pow(x, y)` is x^y and is turned into the operator by the parser. */
export const ALIASES: ReadonlyMap<string, string> = new Map([['ln', 'log']]);

export const functionEntry = (name: FunctionName): FunctionEntry => TABLE[name];
