// The list of checks and what runs them: a check must be able to fail, and every row of the table be accounted for.

import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend } from '../../src/core/backend.ts';
import { plotSvg } from '../../src/record/plot-svg.ts';
import { LINE, startCells } from '../../src/validation/cell-runs.ts';
import { climb } from '../../src/validation/cells-climbing.ts';
import { kineticGrowth, kineticGrowthOnGrid } from '../../src/validation/cells-secreting.ts';
import { growthRate } from '../../src/validation/fields-growth.ts';
import { slowestSpeed } from '../../src/validation/fields-waves.ts';
import type { Check, CheckResult } from '../../src/validation/index.ts';
import { CHECKS, ROWS, runChecks, shownSettings } from '../../src/validation/index.ts';
import { average, chiSquaredDeviate, chiSquaredRange, slope } from '../../src/validation/statistics.ts';
import { equal, follows, statistical, within } from '../../src/validation/verdict.ts';

const check = (name: string, run: Check['run']): Check => ({
  ...{ name, rows: [], title: name, model: 'run-and-tumble', quick: true, source: 'this test', settings: {} },
  run,
});
const gives =
  (...quantities: CheckResult['quantities']): Check['run'] =>
  () =>
    Promise.resolve({ quantities });
const around = {
  create: createReferenceBackend,
  backend: 'reference',
  now: () => 0,
} as const;

describe('the list', () => {
  it('has at least thirty checks with names of their own', () => {
    const names = CHECKS.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(30);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('covers every row of the table, or says why not', () => {
    expect(ROWS.map(({ row }) => row)).toEqual(Array.from({ length: 43 }, (_, i) => i + 1));
    const covered = new Set(CHECKS.flatMap(({ rows }) => rows));
    for (const { row, notCovered } of ROWS)
      expect(covered.has(row), `row ${row}`).toBe(notCovered === undefined);
    expect([...covered].filter((row) => row < 1 || row > 43)).toEqual([]);
  });

  it('says where every answer comes from and what is run', () => {
    for (const each of CHECKS) {
      expect(each.source.length, each.name).toBeGreaterThan(5);
      expect(shownSettings(each).length, each.name).toBeGreaterThan(5);
      expect(shownSettings(each)).not.toMatch(/\[object|undefined|NaN/);
    }
  });
});

describe('exact answers', () => {
  it('are those of the table, to its digits', () => {
    expect(20 * climb(0.5, 0, 0)).toBeCloseTo(5.359, 4);
    expect(20 * climb(0.001, 0.33, 0.062)).toBeCloseTo(0.009153, 6);
    const k = (2 * Math.PI * 3) / 200;
    expect(kineticGrowth(k ** 2, () => 1)).toBeCloseTo(0.70869, 5);
    expect(kineticGrowthOnGrid(0.02, 1e-4)).toBeCloseTo(0.70869, 4);
    expect(growthRate(0.39875)).toBeCloseTo(0.05125, 5);
    const step = (2 - 2 * Math.cos((2 * Math.PI * 10 * 0.2) / 100)) / 0.2 ** 2;
    expect(growthRate(step)).toBeCloseTo(0.0512399, 6);
    expect(slowestSpeed(0.01, 1e-4)).toBeCloseTo(2, 4);
    expect(slowestSpeed(0.25, 0.02)).toBeCloseTo(2.0047, 3);
  });
});

describe('a verdict', () => {
  it('fails outside the tolerance, and where there is no number', () => {
    expect(within('x', '1', 1.5, 1, 0.5, 'half').pass).toBe(true);
    expect(within('x', '1', 1.51, 1, 0.5, 'half').pass).toBe(false);
    expect(within('x', '1', 0.49, 1, 0.5, 'half').pass).toBe(false);
    expect(within('x', '1', NaN, 1, 0.5, 'half').pass).toBe(false);
    expect(within('x', '1', 1, 1, NaN, 'half').pass).toBe(false);
    expect(equal('x', 3, 4).pass).toBe(false);
  });

  it('allows averages four standard errors and the bias', () => {
    const values = Float64Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const found = average(values); // standard error .05
    expect(statistical('x', '1', found, 0.19).pass).toBe(true);
    expect(statistical('x', '1', found, 0.21).pass).toBe(false);
    const bias = { most: 0.02, from: 'a step' };
    expect(statistical('x', '1', found, 0.21, bias)).toMatchObject({
      pass: true,
      toleranceFrom: '4 standard errors, and a step',
    });
  });

  it('tells a density from another one, and from numbers that fit too well', () => {
    const even = Float64Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
    const shape = { density: () => 1, low: 0, high: 1, bins: 20 };
    expect(follows('x', even, shape).pass).toBe(false); // chi-squared 0
    const sloping = follows('x', even, { ...shape, density: (x) => 1 + x });
    expect(sloping.pass).toBe(false);
    expect(sloping.measured).toBeGreaterThan(3.719);
  });

  it('measures orders and deviates', () => {
    expect(slope([1, 2, 4, 8], [3, 12, 48, 192])).toBeCloseTo(2, 12);
    const { low, high } = chiSquaredRange(31);
    expect(low).toBeCloseTo(9.7, 1);
    expect(high).toBeCloseTo(69.3, 1);
    expect(chiSquaredDeviate(high, 31)).toBeCloseTo(3.719, 6);
    expect(chiSquaredDeviate(low, 31)).toBeCloseTo(-3.719, 6);
  });
});

describe('running', () => {
  it('fails a check whose number is off, one that throws, and one without numbers; the others go on', async () => {
    const outcomes = await runChecks(
      [
        check('right', gives(equal('x', 1, 1))),
        check('off', gives(equal('x', 1, 1), equal('y', 1, 2))),
        check('throws', () => Promise.reject(new Error('no such thing'))),
        check('empty', gives()),
        check('right-again', gives(equal('x', 1, 1))),
      ],
      around,
    );
    expect(outcomes.map(({ pass }) => pass)).toEqual([true, false, false, false, true]);
    expect(outcomes[2]).toMatchObject({ result: null, fault: 'no such thing' });
  });

  it('finds a wrong exact value on a real run: the drift of Fokker-Planck for that of the cells', async () => {
    const drift = (exact: number): Check =>
      check('drift', async (context) => {
        const settings = {
          ...LINE,
          cells: 4000,
          timeStep: 1,
          attractant: '0.01*x',
          parameters: { chi: 2.5 },
        };
        const run = await startCells(context, settings, 8);
        const { x } = await run.to(8);
        return { quantities: [statistical('way', 'length', average(x), exact)] };
      });
    const [right, wrong] = await runChecks([drift(75), drift(85)], around);
    expect(right.pass).toBe(true);
    expect(wrong.pass).toBe(false);
  });

  it('disposes of every backend, also after faults, and tells how far it is', async () => {
    const disposed: string[] = [];
    const create = (): Backend => {
      const backend = createReferenceBackend();
      return { ...backend, dispose: () => disposed.push('one') };
    };
    const fractions: number[] = [];
    const half = check('half', (context) => {
      context.createBackend();
      context.createBackend();
      context.progress(0.5);
      return Promise.reject(new Error('lost'));
    });
    await runChecks([half, half], { ...around, create, onProgress: (fraction) => fractions.push(fraction) });
    expect(disposed.length).toBe(4);
    expect(fractions).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it('ends early on a signal and keeps what is done', async () => {
    const stopper = new AbortController();
    const stops = check('stops', (context) => {
      stopper.abort();
      context.progress(0.5);
      return Promise.resolve({ quantities: [equal('x', 1, 1)] });
    });
    const list = [check('right', gives(equal('x', 1, 1))), stops, check('never', gives(equal('x', 1, 1)))];
    const outcomes = await runChecks(list, { ...around, signal: stopper.signal });
    expect(outcomes.map((outcome) => outcome.check.name)).toEqual(['right']);
  });
});

describe('a plot', () => {
  const plot = (points: readonly (readonly [number, number])[]): string =>
    plotSvg(
      'Speed & <x>',
      { label: 't', unit: 'time', scale: 'logarithmic' },
      { label: 'speed', unit: '1' },
      [
        { name: 'exact', kind: 'exact', points: [[1, 1], [100, 3]] }, // prettier-ignore
        { name: 'measured', kind: 'measured', points },
      ],
    );

  it('is well formed, with a mark a point at its place and units on the axes', () => {
    const text = plot([
      [1, 1],
      [10, 2],
      [100, 3],
    ]);
    expect(text).toContain('Speed &amp; &lt;x&gt;');
    expect(text).toContain('t [time]');
    const marks = [...text.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [+x, +y]);
    const [first, middle, last] = marks.slice(0, 3);
    expect(middle[0] - first[0]).toBeCloseTo(last[0] - middle[0], 0); // logarithmic
    expect(first[1] - middle[1]).toBeCloseTo(middle[1] - last[1], 0);
    expect(first[1]).toBeGreaterThan(last[1]); // upwards
    expect((text.match(/<(?!\/)[a-z]+[^>]*[^/]>/g) ?? []).length).toBe(
      (text.match(/<\/[a-z]+>/g) ?? []).length,
    );
  });

  it('leaves out what an axis cannot show', () => {
    const text = plot([
      [0, 1],
      [10, NaN],
      [10, 2],
    ]);
    expect(text).not.toMatch(/NaN|Infinity/);
    expect((text.match(/<circle/g) ?? []).length).toBe(2); // one point and one in the legend
  });
});
