// Formulas as WebAssembly against the same formulas in float64: every function over its domain, and the shapes a tree can have,
// at the edges too. The functions round once, from float64: half a unit in the last place of f32, 2^-24; twice that is
// allowed, for the argument's own series. Sums and products round as often as there are operations.

import { describe, expect, test } from 'vitest';
import { single } from '../../assembly/index.ts?assemblyscript';
import {
  differentiate,
  parseExpression,
  ROW_IMPORTS,
  rowFunction,
  simplify,
  toFunction,
} from '../../src/core/expression/index.ts';
import type { Expression } from '../../src/core/expression/index.ts';
import { uniform } from '../../src/core/random.ts';
import { wasmModule } from '../../src/core/wasm/binary.ts';

const NAMES = ['u', 'v', 'x', 'c'] as const;
const MOST = 4096;
const ROW = 4 * MOST;
const FIRST = 65536;
const memory = new WebAssembly.Memory({ initial: 8, maximum: 65536 });
const math = WebAssembly.instantiate(Buffer.from(single, 'base64'), { env: { memory } });

/** Values of a formula at points; u, v and x are rows, c is a number of a record. */
async function evaluate(formula: Expression, points: readonly (readonly number[])[]): Promise<Float32Array> {
  const { instance } = await math;
  const body = rowFunction({
    name: 'f',
    parameters: ['i32', 'i32', 'i32'],
    length: 1,
    places: new Map([
      ['u', { row: 0, offset: 0 }],
      ['v', { row: 0, offset: ROW }],
      ['x', { row: 0, offset: 2 * ROW }],
      ['c', { record: 2, offset: 8 }],
    ]),
    outputs: [{ tree: simplify(formula.tree), row: 0, offset: 3 * ROW }],
  });
  const imports = { env: { memory }, math: instance.exports };
  const { instance: made } = await WebAssembly.instantiate(wasmModule(ROW_IMPORTS, [body], false), imports);
  const length = Math.ceil(points.length / 4) * 4;
  NAMES.forEach((name, k) => {
    const row = new Float32Array(memory.buffer, FIRST + k * ROW, MOST);
    if (name !== 'c') points.forEach((point, i) => (row[i] = point[k]!));
  });
  const record = FIRST + 5 * ROW;
  new Float32Array(memory.buffer, record, 4)[2] = points[0]![3]!;
  (made.exports['f'] as (...values: number[]) => void)(FIRST, length, record);
  return new Float32Array(memory.buffer, FIRST + 3 * ROW, points.length).slice();
}

const parse = (source: string): Expression => parseExpression(source, { names: NAMES });

async function compare(
  formula: Expression,
  points: readonly (readonly number[])[],
  tolerance: number,
): Promise<void> {
  const found = await evaluate(formula, points);
  const wanted = toFunction(formula, NAMES);
  points.forEach((point, i) => {
    const value = wanted(Float64Array.from(point));
    const label = `${formula.source} at ${point.join(', ')}: ${found[i]} instead of ${value}`;
    if (!Number.isFinite(value)) expect(Number.isFinite(found[i]), label).toBe(false);
    // Beyond f32: infinite there; below its smallest normal number digits go.
    else if (Math.abs(value) < 3.4e38) {
      const allowed = tolerance * Math.max(Math.abs(value), 1.2e-38);
      expect(Math.abs(found[i]! - value), label).toBeLessThanOrEqual(allowed);
    }
  });
}

/** Evenly spread over [low, high], and the ends. */
const over = (low: number, high: number, stream: number): number[][] =>
  Array.from({ length: 2000 }, (_, i) => {
    const share = i < 2 ? i : uniform(3, stream, i, 0);
    return [low + share * (high - low), 1, 1, 1].map(Math.fround);
  });

describe('functions in WebAssembly', () => {
  test.each([
    ['sin(u)', -30, 30],
    ['cos(u)', -30, 30],
    ['sin(u)', 1e5, 1e6],
    ['tan(u)', -3, 3],
    ['asin(u)', -1, 1],
    ['acos(u)', -1, 1],
    ['atan(u)', -5, 5],
    ['atan(u)', -1e6, 1e6],
    ['sinh(u)', -2e-3, 2e-3],
    ['sinh(u)', -80, 80],
    ['cosh(u)', -80, 80],
    ['tanh(u)', -2e-3, 2e-3],
    ['tanh(u)', -20, 20],
    ['tanh(u)', -1e4, 1e4],
    ['exp(u)', -87, 88],
    ['exp(u)', -1, 1],
    ['log(u)', 0, 2],
    ['log(u)', 0, 1e30],
    ['log10(u)', 0, 1e6],
    ['log2(u)', 0, 1e6],
    ['sqrt(u)', 0, 1e6],
    ['u^1.75', 0, 100],
    ['u^-0.375', 0, 100],
    ['u^9', -20, 20],
    ['u^-9', -20, 20],
    ['(u + 1)^(u/10)', 0, 40],
  ])('%s from %f to %f', async (source, low, high) => {
    // One rounding; the sum and the quotient in the last formula multiply theirs by the exponent's derivative, some ten each.
    await compare(
      parse(source),
      over(low, high, source.length),
      source.includes('+') ? 40 * 2 ** -24 : 2 ** -23,
    );
  });

  test('what lies outside their domains is not a number that looks right', async () => {
    const points = [
      [-1, 2, 3, 4],
      [-2.5, 2, 3, 4],
      [0, 1, 1, 1],
      [Infinity, 1, 1, 1],
      [NaN, 1, 1, 1],
      [-Infinity, 1, 1, 1],
    ];
    for (const source of [
      'log(u)',
      'sqrt(u)',
      'u^1.5',
      'u^-9',
      '1/u',
      'exp(u)',
      'sin(u)',
      'tanh(u)',
      'min(u, v)',
      'max(1, u)',
      'u + v',
    ]) {
      await compare(parse(source), points, 2 ** -22);
    }
  });
});

const POINTS = [
  [0.5, 2, 3.25, 4],
  [1.5, 0.25, -2.75, 4],
  [0, 1, 0, 4],
  [3, 2, -3, 4],
  [1e-10, 4, 1e5, 4],
  [12.5, 7, 40, 4],
].map((point) => point.map(Math.fround));

describe('formulas in WebAssembly', () => {
  test.each([
    'c*u/(1+u^2)',
    'u*(1-u) - 0.3*v',
    'u - (v - (x - c))',
    '-u^2 + x^3 - x^5/(1 + x^6)',
    'u^4 + v^7/(1 + v^8)',
    'v^-3 + x*v^-2',
    'u < v ? u : x == 3.25 ? 1 : -x',
    '(u >= v) + 2*(u != v) + 4*(x <= c) + 8*(u > 1)',
    'min(u, v, x)*max(u, 2) + abs(x) + sign(x)',
    'floor(x) + ceil(x) + step(x) + step(-x)',
    'mod(x, 2) + mod(x, -3)',
    'u ? v : 1',
    'u == 0 ? 2 : v',
    '3',
    'c',
    'exp(-v)*exp(-v) + exp(-v)',
  ])('%s', async (source) => {
    // Some 15 operations at most, and no difference of less than a hundredth of its terms.
    await compare(parse(source), POINTS, 15 * 100 * 2 ** -24);
  });

  test.each([
    'c*u/(1+u^2)',
    'u*v/(1+v)^2',
    'u < 1 ? u^2 : 2*u - 1',
    'max(u, v)*min(u, 1)',
    'u^3*exp(-v)',
    'log(u + v)',
  ])('d(%s)/du', async (source) => {
    await compare(differentiate(parse(source), 'u'), POINTS, 15 * 100 * 2 ** -24);
  });

  test('the longest and the deepest formulas that are allowed', async () => {
    const formulas = [
      `u${'+v'.repeat(249)}`,
      `u${'*v'.repeat(3)}${'/v'.repeat(3)}${'+u*v'.repeat(100)}`,
      `${'(1+'.repeat(19)}u${')'.repeat(19)}`,
      `${'sqrt('.repeat(18)}v${')'.repeat(18)}`,
      `${'max(1,u < v ? '.repeat(9)}u${' : v)'.repeat(9)}`,
      `${'(u-'.repeat(18)}v${')'.repeat(18)}`,
    ];
    // Sums of up to 250 terms, of differences that are a tenth of them at least.
    for (const source of formulas) await compare(parse(source), POINTS, 2500 * 2 ** -24);
  });

  test('a name without a place is refused', () => {
    const wanted = { name: 'f', parameters: ['i32'] as const, length: 0, places: new Map() };
    expect(() => rowFunction({ ...wanted, outputs: [{ tree: parse('u').tree, row: 0, offset: 0 }] })).toThrow(
      /needs u/,
    );
  });
});
