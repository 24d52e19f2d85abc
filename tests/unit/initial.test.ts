// The state at time 0: formulas at cell centres, random streams, resampling, and the refusals.

import { describe, expect, test } from 'vitest';
import { initialFields, parseConfig, resample, type FieldArray } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';

function configure(raw: Record<string, unknown>): Config {
  const parsed = parseConfig({ nx: 8, ny: 4, width: 16, height: 4, ...raw });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

function refusal(config: Config, files = {}): InputError {
  try {
    initialFields(config, files);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('formulas', () => {
  test('are evaluated at cell centres, row 0 at the bottom', () => {
    const { u, v } = initialFields(configure({ initialU: 'x + 100*y', initialV: 'width - 10*height*a' }), {});
    expect(u).toHaveLength(32);
    // dx = 2, dy = 1: the first centre is (1, 0.5), the last (15, 3.5).
    expect(u[0]).toBe(51);
    expect(u[1]).toBe(53);
    expect(u[8]).toBe(151);
    expect(u[31]).toBe(365);
    expect(new Set(v)).toEqual(new Set([12]));
  });

  test('in one dimension y is 0', () => {
    const { u } = initialFields(configure({ ny: 1, initialU: 'x + 100*y' }), {});
    expect([...u]).toEqual([1, 3, 5, 7, 9, 11, 13, 15]);
  });

  test('each occurrence of rand, each field and each seed has numbers of its own; the rest is fixed', () => {
    const fields = (seed: number, raw = {}) =>
      initialFields(configure({ seed, initialU: 'rand', initialV: 'rand', ...raw }), {});
    const { u, v } = fields(1);
    expect([...fields(1).u]).toEqual([...u]);
    expect([...fields(2).u]).not.toEqual([...u]);
    expect(u.every((value, cell) => value !== v[cell])).toBe(true);
    const difference = fields(1, { initialV: 'rand - rand' }).v;
    expect(difference.every((value) => value !== 0)).toBe(true);
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...u)).toBeLessThan(1);
    const normal = fields(1, { nx: 200, ny: 200, initialV: 'randn' }).v;
    // 40,000 standard normals: mean within 4/200.
    expect(Math.abs(normal.reduce((sum, value) => sum + value, 0) / normal.length)).toBeLessThan(0.02);
  });

  test('a cell keeps its random number when the grid is cut, not stretched (counter = cell index)', () => {
    const wide = initialFields(configure({ nx: 8, ny: 8, initialU: 'rand' }), {}).u;
    const flat = initialFields(configure({ nx: 8, ny: 4, initialU: 'rand' }), {}).u;
    expect([...flat]).toEqual([...wide.slice(0, 32)]);
  });
});

describe('refusals say where', () => {
  test.each([
    ['x - 4', 'initialU', 'negative', 'it is -3 at x = 1, y = 0.5'],
    ['0.01*randn', 'initialU', 'negative', 'at x = '],
    ['1/(y - 1.5)', 'initialU', 'negative', 'at x = 1, y = 0.5'],
    ['abs(1/(y - 1.5))', 'initialU', 'finite', 'it is Infinity at x = 1, y = 1.5'],
    ['sqrt(3 - x)', 'initialU', 'finite', 'it is NaN at x = 5, y = 0.5'],
    ['1e30*1e5*y*1e5', 'initialU', 'finite', 'it is 5e+39'],
  ])('%s', (initialU, field, words, where) => {
    const [problem] = refusal(configure({ initialU })).problems;
    expect(problem!.field).toBe(field);
    expect(problem!.rule).toContain(words);
    expect(problem!.rule).toContain(where);
  });

  test('v may be negative, not infinite', () => {
    expect(initialFields(configure({ initialV: 'x - 4' }), {}).v[0]).toBe(-3);
    expect(refusal(configure({ initialV: 'log(x - 1)' })).problems[0]!.field).toBe('initialV');
  });

  test('both fields at once', () => {
    const { problems } = refusal(configure({ initialU: 'x - 4', initialV: 'log(x - 4)' }));
    expect(problems.map((problem) => problem.field)).toEqual(['initialU', 'initialV']);
  });

  test('a file that was not handed in, and one with negative values', () => {
    const config = configure({ initialU: 'bump.npy' });
    expect(refusal(config).problems[0]).toMatchObject({ field: 'initialU', value: 'bump.npy' });
    const file: FieldArray = { nx: 2, ny: 1, data: Float64Array.of(1, -1) };
    expect(refusal(config, { u: file }).problems[0]!.rule).toContain('negative');
  });

  test.each([
    [Infinity, 'must be finite in single precision, and it is Infinity at row 70, column 3 '],
    [-1, 'a density cannot be negative, and it is -1 at row 70, column 3 '],
    [1e39, 'must be finite in single precision, and it is 1e+39 at row 70, column 3 '],
  ])('a file is refused for the value it holds, %d, not for an average of it', (value, words) => {
    const data = new Float64Array(5 * 100).fill(1);
    data[70 * 5 + 3] = value;
    const problems = refusal(configure({ initialU: 'bump.npy' }), { u: { nx: 5, ny: 100, data } }).problems;
    expect(problems.map(({ rule }) => rule.slice(0, words.length))).toEqual([words]);
  });

  test('averages of a file without negative values are not negative', () => {
    // 7 values on 3 cells: the ends of the cells are no binary fractions.
    const data = Float64Array.of(5, 0, 0, 5, 0, 0, 5);
    const { u } = initialFields(configure({ nx: 3, ny: 1, initialU: 'b.npy' }), {
      u: { nx: 7, ny: 1, data },
    });
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
  });

  test('a formula that cannot start from what the file holds, and one that can', () => {
    const config = configure({ initialV: 'v.npy', production: '1/(1 - v)' });
    const file = (value: number) => ({ v: { nx: 1, ny: 1, data: Float64Array.of(value) } });
    expect(refusal(config, file(1)).problems[0]).toMatchObject({ field: 'production' });
    expect(refusal(config, file(1)).problems[0]!.rule).toContain('Infinity at u = ');
    expect(initialFields(config, file(2)).v[0]).toBe(2);
  });

  test('values whose sum overflows single precision, of either sign', () => {
    // 32 cells: 3.2e38 in all is below 3.4e38, 3.5e38 is not.
    expect(initialFields(configure({ initialU: '1e37' }), {}).u[0]).toBe(1e37);
    expect(refusal(configure({ initialU: '1.1e37' })).problems[0]!.rule).toContain('it is 3.52e+38');
    const signs = configure({ initialV: 'x > 8 ? 1.1e37 : -1.1e37' });
    expect(refusal(signs).problems[0]).toMatchObject({ field: 'initialV' });
  });
});

describe('resample', () => {
  const grid = (nx: number, ny: number, boundary: 'periodic' | 'no-flux' = 'no-flux') =>
    configure({ nx, ny, boundaryX: boundary, boundaryY: boundary });
  const noise = (nx: number, ny: number): FieldArray => ({
    nx,
    ny,
    data: Float64Array.from(
      { length: nx * ny },
      (_, index) => Math.abs(Math.sin(index * 12.9898) * 43758.5453) % 1,
    ),
  });
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('the same size is the same field, and a copy', () => {
    const field = noise(7, 5);
    const result = resample(field, grid(7, 5));
    expect([...result]).toEqual([...field.data]);
    expect(result).not.toBe(field.data);
  });

  test.each([
    [6, 6, 3, 3],
    [7, 5, 4, 3],
    [500, 300, 64, 64],
    [9, 9, 9, 4],
    [100, 1, 33, 1],
    [8, 6, 5, 1],
  ])('shrinking %i x %i to %i x %i keeps the mean', (fromX, fromY, nx, ny) => {
    const field = noise(fromX, fromY);
    const result = resample(field, grid(nx, ny));
    // Rounding of sums of up to 150,000 terms of order 1: n 2^-53 at the very most.
    expect(Math.abs(mean(result) - mean(field.data))).toBeLessThan(field.data.length * 2 ** -53);
  });

  test('halving averages pairs', () => {
    const field = { nx: 6, ny: 1, data: Float64Array.of(1, 3, 5, 7, 10, 20) };
    expect([...resample(field, grid(3, 1))]).toEqual([2, 6, 15]);
  });

  test('doubling interpolates between centres; walls continue the edge, periodic edges meet', () => {
    const field = { nx: 3, ny: 1, data: Float64Array.of(0, 4, 8) };
    expect([...resample(field, grid(6, 1))]).toEqual([0, 1, 3, 5, 7, 8]);
    expect([...resample(field, grid(6, 1, 'periodic'))]).toEqual([2, 1, 3, 5, 7, 6]);
  });

  test('axes are independent and the right way round', () => {
    const field = { nx: 4, ny: 2, data: Float64Array.of(0, 0, 4, 4, 100, 100, 104, 104) };
    expect([...resample(field, { ...grid(4, 3), nx: 2, ny: 2 })]).toEqual([0, 4, 100, 104]);
    const tall = resample(field, { ...grid(4, 4), nx: 2 });
    expect([...tall]).toEqual([0, 4, 25, 29, 75, 79, 100, 104]);
  });

  test.each([
    [7, 5, 3, 11],
    [3, 3, 640, 480],
    [640, 480, 7, 9],
  ])('a constant stays that constant to the last bit, %i x %i to %i x %i', (fromX, fromY, nx, ny) => {
    const field = { nx: fromX, ny: fromY, data: new Float64Array(fromX * fromY).fill(0.1) };
    expect(new Set(resample(field, grid(nx, ny)))).toEqual(new Set([0.1]));
  });

  test('a column of two million values shrinks before it is widened', () => {
    const field = { nx: 1, ny: 2e6, data: new Float64Array(2e6).fill(0.5) };
    const start = performance.now();
    expect(new Set(resample(field, grid(1024, 4)))).toEqual(new Set([0.5]));
    // Two million additions; the other way round two thousand million values of 8 bytes are stored.
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('never leaves the range of the field', () => {
    const field = noise(13, 17);
    for (const [nx, ny] of [
      [5, 40],
      [40, 5],
      [29, 31],
    ] as const) {
      const result = resample(field, grid(nx, ny));
      expect(Math.min(...result)).toBeGreaterThanOrEqual(Math.min(...field.data) - 2 ** -52);
      expect(Math.max(...result)).toBeLessThanOrEqual(Math.max(...field.data) + 2 ** -52);
    }
  });
});
