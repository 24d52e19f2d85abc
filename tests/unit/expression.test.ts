// A formula means the same in every language: values against hand-written functions, derivatives against mathjs and
// central differences, TeX through KaTeX, WGSL by its text (tests/parity runs it on a device).

import katex from 'katex';
import { all, create, type MathNode } from 'mathjs';
import { describe, expect, test } from 'vitest';
import {
  differentiate,
  drawName,
  parseExpression,
  toFunction,
  toTex,
  toWgsl,
  variablesOf,
} from '../../src/core/expression/index.ts';

const NAMES = ['u', 'v', 'x', 'y', 't', 'a', 'c', 'K', 'alpha', 'D_u'];
const POINTS = [
  [0.3, 0.7, 1.5, 2.5, 0.25, 0.1, 4, 2, 0.6, 1.1],
  [1.7, 0.2, 3.25, 0.4, 3, 0.9, 2, 0.5, 1.4, 0.3],
  [2.2, 2.9, 0.35, 5.2, 1.3, 2, 0.7, 3, 0.8, 2.6],
];

type Values = Record<string, number>;
const valuesAt = (point: readonly number[]): Values =>
  Object.fromEntries(NAMES.map((name, index) => [name, point[index]!]));
const parse = (source: string) => parseExpression(source, { names: NAMES });
const evaluate = (source: string, point: readonly number[]): number =>
  toFunction(parse(source), NAMES)(Float64Array.from(point));

/** Each formula with the same function written by hand. mathjs can differentiate the first list. */
const SMOOTH: readonly [string, (p: Values) => number][] = [
  ['c*u/(1+u^2)', ({ c, u }) => (c! * u!) / (1 + u! * u!)],
  ['u*(1-u)', ({ u }) => u! * (1 - u!)],
  ['u - a*v', ({ u, a, v }) => u! - a! * v!],
  ['u*K/(K+v)^2', ({ u, v, K }) => (u! * K!) / (K! + v!) ** 2],
  ['u/v', ({ u, v }) => u! / v!],
  ['-u^2', ({ u }) => -(u! * u!)],
  ['2^-u', ({ u }) => 2 ** -u!],
  ['2^u^2', ({ u }) => 2 ** (u! ** 2)],
  ['u^v', ({ u, v }) => u! ** v!],
  ['u^5 - u^7/v^3', ({ u, v }) => u! ** 5 - u! ** 7 / v! ** 3],
  ['u^-2 + u^11', ({ u }) => 1 / (u! * u!) + u! ** 11],
  ['sqrt(u) + v^0.5 + v^1.5', ({ u, v }) => Math.sqrt(u!) + Math.sqrt(v!) + v! ** 1.5],
  ['exp(-alpha*u)*sin(2*pi*x)', ({ alpha, u, x }) => Math.exp(-alpha! * u!) * Math.sin(2 * Math.PI * x!)],
  ['tanh(u-v) + atan(u/v)', ({ u, v }) => Math.tanh(u! - v!) + Math.atan(u! / v!)],
  ['sinh(u)/cosh(v) + tan(u/9)', ({ u, v }) => Math.sinh(u!) / Math.cosh(v!) + Math.tan(u! / 9)],
  ['asin(u/9) - acos(u/9)', ({ u }) => Math.asin(u! / 9) - Math.acos(u! / 9)],
  ['log(u) + log10(u)', ({ u }) => Math.log(u!) + Math.log10(u!)],
  ['e^u * cos(t)', ({ u, t }) => Math.exp(u!) * Math.cos(t!)],
  ['1/2/u - (v - (a - 1e-3))', ({ u, v, a }) => 0.5 / u! - (v! - (a! - 0.001))],
  ['D_u*(1 + .5*u + 2.)', ({ D_u, u }) => D_u! * (3 + 0.5 * u!)],
];
const PIECEWISE: readonly [string, (p: Values) => number][] = [
  ['log2(u)/v', ({ u, v }) => Math.log2(u!) / v!],
  ['u < v ? u^2 : 3*v', ({ u, v }) => (u! < v! ? u! ** 2 : 3 * v!)],
  ['min(u, v, x)*max(u, 2)', ({ u, v, x }) => Math.min(u!, v!, x!) * Math.max(u!, 2)],
  ['abs(u - v) + sign(u - v)*u', ({ u, v }) => Math.abs(u! - v!) + Math.sign(u! - v!) * u!],
  ['step(u - v)*u^3', ({ u, v }) => (u! >= v! ? u! ** 3 : 0)],
  ['floor(7*u)*u + ceil(v)', ({ u, v }) => Math.floor(7 * u!) * u! + Math.ceil(v!)],
  ['mod(u*x, v)', ({ u, x, v }) => u! * x! - v! * Math.floor((u! * x!) / v!)],
  ['(u >= v) + 2*(u != v) + 4*(x <= y)', ({ u, v, x, y }) => Number(u! >= v!) + 2 + 4 * Number(x! <= y!)],
  ['x == y ? 1 : u > 1 ? u*v : -u', ({ u, v }) => (u! > 1 ? u! * v! : -u!)],
  ['u ? v : 1', ({ v }) => v!],
  ['pow(u, 3) + ln(v)', ({ u, v }) => u! ** 3 + Math.log(v!)],
];

describe('toFunction', () => {
  test.each([...SMOOTH, ...PIECEWISE])(
    '%s has the value of the function written by hand',
    (source, byHand) => {
      for (const point of POINTS) {
        // A few roundings apart: the order of operations may differ from the hand-written line. 16 ulp of float64.
        const wanted = byHand(valuesAt(point));
        expect(Math.abs(evaluate(source, point) - wanted)).toBeLessThanOrEqual(
          16 * 2 ** -52 * Math.max(1, Math.abs(wanted)),
        );
      }
    },
  );

  test('every shape of operands that has a closure of its own gives the value of the general one', () => {
    const operands = ['u', '3', 'sin(u)', 'v', 'cos(v)'];
    const [u, v] = [0.4, 1.9];
    const known = [u, 3, Math.sin(u), v, Math.cos(v)];
    const operators: Record<string, (a: number, b: number) => number> = {
      '+': (a, b) => a + b,
      '-': (a, b) => a - b,
      '*': (a, b) => a * b,
      '/': (a, b) => a / b,
    };
    for (const [symbol, apply] of Object.entries(operators)) {
      operands.forEach((left, i) =>
        operands.forEach((right, j) => {
          const f = toFunction(parse(`${left} ${symbol} ${right}`), ['u', 'v']);
          expect(f(Float64Array.of(u, v)), `${left} ${symbol} ${right}`).toBe(apply(known[i]!, known[j]!));
        }),
      );
    }
  });

  test('negative bases: whole powers are exact, others do not exist', () => {
    expect(evaluate('(0-u)^3', [2, ...Array<number>(9).fill(0)])).toBe(-8);
    expect(evaluate('(0-u)^-2', [2, ...Array<number>(9).fill(0)])).toBe(0.25);
    expect(evaluate('(0-u)^1.5', [2, ...Array<number>(9).fill(0)])).toBeNaN();
  });

  test('a name without a slot is refused when the function is made, not when it runs', () => {
    expect(() => toFunction(parse('u + v'), ['u'])).toThrow(/v/);
  });

  test('every occurrence of rand and randn is a draw of its own', () => {
    const expression = parseExpression('rand + 10*rand + 100*randn', { names: [], random: true });
    expect(expression.draws).toEqual(['uniform', 'uniform', 'normal']);
    const f = toFunction(expression, [drawName(0), drawName(1), drawName(2)]);
    expect(f(Float64Array.of(1, 2, 3))).toBe(321);
  });
});

describe('differentiate', () => {
  const mathjs = create(all, {});

  test.each([...SMOOTH, ...PIECEWISE])('d/du and d/dv of %s agree with central differences', (source) => {
    for (const [slot, variable] of ['u', 'v'].entries()) {
      const slope = toFunction(differentiate(parse(source), variable), NAMES);
      const f = toFunction(parse(source), NAMES);
      for (const point of POINTS) {
        // Error of the central difference: h^2 |f'''|/6 + 2^-52 |f|/h. With h = 1e-5 and |f|, |f'''| below 1e6 here
        // (u^11 at 2.2 has f''' = 5e5), that is 1e-5 at most beside slopes of up to 3e4.
        const h = 1e-5;
        const at = (shift: number) =>
          f(Float64Array.from(point, (p, index) => (index === slot ? p + shift : p)));
        const central = (at(h) - at(-h)) / (2 * h);
        expect(Math.abs(slope(Float64Array.from(point)) - central)).toBeLessThan(
          1e-5 * Math.max(1, Math.abs(central)) + 1e-6,
        );
      }
    }
  });

  test.each(SMOOTH)('d/du of %s agrees with mathjs', (source) => {
    const theirs = mathjs.derivative(source, 'u', { simplify: false }) as MathNode;
    const ours = toFunction(differentiate(parse(source), 'u'), NAMES);
    for (const point of POINTS) {
      const wanted = Number(theirs.evaluate(valuesAt(point)));
      expect(Math.abs(ours(Float64Array.from(point)) - wanted)).toBeLessThan(
        1e-12 * Math.max(1, Math.abs(wanted)),
      );
    }
  });

  test('is simplified: constants vanish and products stay short', () => {
    const text = (source: string, name: string) => toWgsl(differentiate(parse(source), name), (n) => n);
    expect(text('u - a*v', 'u')).toBe('1.0');
    expect(text('u - a*v', 'v')).toBe('(-a)');
    expect(text('c*u', 'u')).toBe('c');
    expect(text('a', 'u')).toBe('0.0');
  });
});

describe('toWgsl', () => {
  const wgsl = (source: string) => toWgsl(parse(source), (name) => (name === 'c' ? 'parameters.c' : name));

  test.each([
    ['c*u/(1+u^2)', '(parameters.c * u / (1.0 + power_2(u)))'],
    ['u - (v - 1)', '(u - (v - 1.0))'],
    ['u - v - 1', '(u - v - 1.0)'],
    ['u/(v/x)', '(u / (v / x))'],
    ['u^-3', '(1.0 / power_3(u))'],
    ['u^9', 'power(u, 9.0)'],
    ['u^v', 'power(u, v)'],
    ['-(-2)*u', '(2.0 * u)'],
    ['-u*-3', '((-u) * (-3.0))'],
    ['u < v ? 1 : 2', 'select(2.0, 1.0, (u < v))'],
    ['max(u < v, x > (y))', 'max(select(0.0, 1.0, (u < v)), select(0.0, 1.0, (x > y)))'],
    ['max(u, v, x)', 'max(max(u, v), x)'],
    ['u*(1/3)', '(u * 0.3333333333333333)'],
    ['1e30*u', '(1e+30 * u)'],
    ['3', '3.0'],
    ['tanh(u) + log10(v)', '(hyperbolic_tangent(u) + log_10(v))'],
  ])('%s becomes %s', (source, wanted) => expect(wgsl(source)).toBe(wanted));

  test('random numbers have no place in a shader', () => {
    const expression = parseExpression('rand', { names: [], random: true });
    expect(() => toWgsl(expression, (name) => name)).toThrow(/CPU/);
  });
});

describe('toTex', () => {
  test.each([
    ['c*u/(1+u^2)', '\\frac{c \\, u}{1 + u^{2}}'],
    ['u*(1-u)', 'u \\, \\left(1 - u\\right)'],
    ['alpha*D_u', '\\alpha \\, D_{u}'],
    ['u - (v - a)', 'u - \\left(v - a\\right)'],
    ['-a*u', '-a \\, u'],
    ['(u+v)^2', '\\left(u + v\\right)^{2}'],
    ['2*3*u', '2 \\cdot 3 \\, u'],
    ['1e-5*u', '10^{-5} \\, u'],
    ['2.5e8*u', '2.5 \\cdot 10^{8} \\, u'],
    ['sqrt(u)/abs(v)', '\\frac{\\sqrt{u}}{\\left|v\\right|}'],
  ])('%s', (source, wanted) => expect(toTex(parse(source))).toBe(wanted));

  test('symbols replace names', () => expect(toTex(parse('u*K'), { u: '\\rho' })).toBe('\\rho \\, K'));

  test.each([...SMOOTH, ...PIECEWISE])('KaTeX accepts %s', (source) => {
    expect(katex.renderToString(toTex(parse(source)), { throwOnError: true, strict: 'error' })).toContain(
      'katex',
    );
  });

  test('names become letters, Greek letters and subscripts', () => {
    const names = ['K1', 'chi_max', 'rate', 'D_u_0', 'Omega'];
    const tex = (name: string) => toTex(parseExpression(name, { names }));
    expect(names.map(tex)).toEqual([
      'K_{1}',
      '\\chi_{\\mathrm{max}}',
      '\\mathrm{rate}',
      'D_{u,0}',
      '\\Omega',
    ]);
  });
});

test('variablesOf lists names once, in the order of the text', () => {
  expect(variablesOf(parse('c*u/(1+u^2) - a*c*pi'))).toEqual(['c', 'u', 'a']);
});
