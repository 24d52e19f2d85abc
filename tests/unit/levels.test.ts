// Levels of one experiment: the configs that theory makes for them, and how far apart densities and cells are.

import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/index.ts';
import type { Config, KellerSegelConfig, RunAndTumbleConfig } from '../../src/core/config.ts';
import { parseExpression, toFunction } from '../../src/core/expression/index.ts';
import type { Grid } from '../../src/core/grid.ts';
import { uniform } from '../../src/core/random.ts';
import type { Cells, Snapshot } from '../../src/core/simulation.ts';
import { compareLevels, countingNoise, distancesOf } from '../../src/observables/levels.ts';
import { diffusionCoefficient } from '../../src/theory/diffusion.ts';
import { drift } from '../../src/theory/drift.ts';
import { LEVEL_TITLES, levelConfig, levelNames } from '../../src/theory/levels.ts';
import { accept } from '../support/parsed-cells.ts';

const line = { ny: 1 };

describe('the same experiment at another level', () => {
  test('names in the order in which they are drawn', () => {
    expect(levelNames(accept(line))).toEqual([]);
    expect(levelNames(accept({ ...line, levels: 'two-state+fokker-planck' }))).toEqual([
      'two-state',
      'fokker-planck',
    ]);
    for (const name of ['two-state', 'fokker-planck', 'keller-segel'] as const)
      expect(LEVEL_TITLES[name].length).toBeGreaterThan(5);
  });

  test.each(['two-state', 'fokker-planck'] as const)('%s is a valid config of its own', (level) => {
    const config = accept({ ...line, levels: 'two-state+fokker-planck', timeStep: 0.01, cells: 77 });
    const own = levelConfig(config, level);
    expect(own).toMatchObject({ model: level, timeStep: 'auto', cells: 77, parameters: config.parameters });
    expect(parseConfig(JSON.parse(JSON.stringify(own)))).toEqual({ config: own });
  });

  // Whatever the drift formula of theory says of the bias chi v dR/dx, for a response R of slope R'(v).
  const rules: readonly (readonly [string, (v: number, p: Record<string, number>) => number])[] = [
    ['linear', (_, p) => p.chi],
    ['logarithmic', (v, p) => p.chi / v],
    ['receptor-saturation', (v, p) => (p.chi * p.K) / (p.K + v) ** 2],
  ];
  test.each(rules.flatMap(([rule, slope]) => [1, 30].map((ny) => [rule, ny, slope] as const)))(
    'Keller-Segel of %s cells, ny = %i: the diffusion and the drift that theory gives single cells',
    (sensing, ny, slope) => {
      const turning = ny === 1 ? { persistence: 0.2 } : { persistence: 0.33, rotationalDiffusion: 0.4 };
      const config = accept({
        ...{ ny, sensing, chemical: 'live', levels: 'keller-segel' },
        parameters: { ...turning, tumbleRate: 1.7, speed: 13, chi: 0.3 },
      });
      const fields = levelConfig(config, 'keller-segel') as KellerSegelConfig;
      // As settings of fields, but for the parameter that rotates nothing on a line: levels share all of them.
      const used = Object.entries(fields.parameters).filter(
        ([name]) => ny > 1 || name !== 'rotationalDiffusion',
      );
      const settings = { ...fields, parameters: Object.fromEntries(used) };
      expect(parseConfig(JSON.parse(JSON.stringify(settings)))).toEqual({ config: settings });
      const { parameters } = config as { parameters: Record<string, number> };
      const walk = {
        ...{ dimension: ny === 1 ? (1 as const) : (2 as const), speed: 13, tumbleRate: 1.7 },
        ...{ persistence: parameters.persistence, rotationalDiffusion: parameters.rotationalDiffusion },
      };
      expect(valueOf(fields.diffusionU, fields, 1, 1)).toBeCloseTo(diffusionCoefficient(walk), 10);
      for (const v of [0.5, 2]) {
        const gradient = 1e-3;
        const bias = slope(v, parameters) * 13 * gradient;
        const velocity = (valueOf(fields.sensitivity, fields, 4, v) / 4) * gradient;
        expect(velocity / drift(walk, bias)!.value).toBeCloseTo(1, 10);
      }
      // Nothing is sensed of nothing.
      if (sensing === 'logarithmic') expect(valueOf(fields.sensitivity, fields, 4, 0)).toBe(0);
    },
  );

  test('Keller-Segel of crawling cells: mobility times temperature, and mobility times pull', () => {
    const parameters = { mobility: 0.7, temperature: 3, chi: 5, gain: 0 };
    const raw = { ...line, sensing: 'landscape', chemical: 'live', levels: 'keller-segel', parameters };
    const fields = levelConfig(accept(raw), 'keller-segel') as KellerSegelConfig;
    expect(valueOf(fields.diffusionU, fields, 1, 1)).toBeCloseTo(2.1, 12);
    expect(valueOf(fields.sensitivity, fields, 2, 1)).toBeCloseTo(7, 12);
  });

  test('a rule without such an equation throws', () => {
    const config: RunAndTumbleConfig = { ...accept({ ...line, sensing: 'rates' }), chemical: 'live' };
    expect(() => levelConfig(config, 'keller-segel')).toThrow(RangeError);
  });
});

function valueOf(formula: string, { parameters }: Config, u: number, v: number): number {
  const names = ['u', 'v', ...Object.keys(parameters)];
  const value = toFunction(parseExpression(formula, { names }), names);
  return value(Float64Array.of(u, v, ...Object.values(parameters)));
}

const grid = (nx: number, boundaryX: Grid['boundaryX'] = 'no-flux'): Grid => ({
  ...{ nx, ny: 1, width: nx / 2, height: 1, boundaryX, boundaryY: 'periodic' },
});

/** A box of probability 1 on `count` columns of width 1/2. */
const box = (nx: number, from: number, count: number): Float64Array =>
  Float64Array.from({ length: nx }, (_, i) => ((i - from + nx) % nx < count ? 2 / count : 0));

describe('distances', () => {
  test('of shifted boxes: L1 twice the part that sticks out, Wasserstein the shift', () => {
    for (const shift of [0, 1, 3, 8, 12]) {
      const { l1, wasserstein } = distancesOf(box(40, 5, 8), box(40, 5 + shift, 8), grid(40));
      expect(l1).toBeCloseTo((2 * Math.min(shift, 8)) / 8, 12);
      expect(wasserstein).toBeCloseTo(shift / 2, 12);
    }
  });

  test('the shorter way round a periodic axis, the only way between walls', () => {
    const [a, b] = [box(40, 2, 4), box(40, 36, 4)];
    expect(distancesOf(a, b, grid(40)).wasserstein).toBeCloseTo(17, 12);
    // From column 2 to 36 it is 6 columns the other way.
    expect(distancesOf(a, b, grid(40, 'periodic')).wasserstein).toBeCloseTo(3, 12);
    // A box that lies across the edge.
    expect(distancesOf(box(40, 38, 4), box(40, 1, 4), grid(40, 'periodic')).wasserstein).toBeCloseTo(1.5, 12);
    expect(distancesOf(a, a, grid(40, 'periodic'))).toEqual({ l1: 0, wasserstein: 0 });
  });

  test('are the same both ways, and obey the triangle', () => {
    const rough = (seed: number): Float64Array => {
      const values = Float64Array.from({ length: 21 }, (_, i) => uniform(seed, 0, i, 0));
      const sum = values.reduce((x, y) => x + y, 0) / 2;
      return values.map((value) => value / sum);
    };
    for (const boundary of ['no-flux', 'periodic'] as const) {
      const of = (a: number, b: number) => distancesOf(rough(a), rough(b), grid(21, boundary)).wasserstein;
      expect(of(1, 2)).toBeCloseTo(of(2, 1), 12);
      expect(of(1, 2)).toBeLessThan(of(1, 3) + of(3, 2));
    }
  });
});

/** Independent cells drawn from a density by its cumulative shares. */
function draw(density: Float64Array, on: Grid, count: number, seed: number): Cells {
  const h = on.width / on.nx;
  const x = Float64Array.from({ length: count }, (_, i) => {
    let left = uniform(seed, 1, i, 0);
    let column = 0;
    while (column < on.nx - 1 && left >= density[column] * h) {
      left -= density[column] * h;
      column += 1;
    }
    return (column + Math.min(left / (density[column] * h), 0.999)) * h;
  });
  const nothing = new Int32Array(count);
  const heading = Float64Array.from(x, (_, i) => (i % 4 === 0 ? Math.PI : 0));
  return {
    time: 3,
    index: new Uint32Array(count),
    x,
    y: x.map(() => 0),
    heading,
    roundsX: nothing,
    roundsY: nothing,
  };
}

const triangle = Float64Array.from({ length: 32 }, (_, i) => (2 * (i + 0.5)) / 512);
const snapshot = (u: Float64Array, v: Float64Array): Snapshot => ({
  ...{ time: 3, u: Float32Array.from(u), v: Float32Array.from(v) },
});

describe('cells drawn from a level', () => {
  const on = grid(32);
  const COUNT = 8192;

  test('are as far from it as counting says, on average over seeds', () => {
    const expected = countingNoise(triangle, on, COUNT);
    const found = Array.from({ length: 40 }, (_, seed) => {
      const cells = draw(triangle, on, COUNT, seed);
      const level = { level: 'x', snapshot: snapshot(triangle, triangle), hasCurrent: true };
      return compareLevels(on, cells, [level], 20).levels[0]!.distances;
    });
    for (const key of ['l1', 'wasserstein'] as const) {
      const values = found.map((one) => one[key]);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
      expect(Math.abs(mean - expected[key])).toBeLessThan(4 * Math.sqrt(variance / values.length));
      // Four standard errors are small enough to tell.
      expect(Math.sqrt(variance / values.length)).toBeLessThan(0.1 * expected[key]);
    }
  });

  test('come nearer as N^(-1/2), from numbers with cells in every column on', () => {
    const level = { level: 'x', snapshot: snapshot(triangle, triangle), hasCurrent: false };
    const slopes = Array.from({ length: 8 }, (_, seed) => {
      const { against } = compareLevels(on, draw(triangle, on, COUNT, 100 + seed), [level], 20).levels[0]!;
      expect(against.counts[0]).toBe(16);
      expect(against.counts.at(-1)).toBe(COUNT);
      return against.slopes;
    });
    for (const key of ['l1', 'wasserstein'] as const) {
      const values = slopes.map((one) => one[key]);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
      // Four cells a column deviate by 2 % less than the formula: .01 of the slope over a factor of 64.
      expect(Math.abs(mean + 0.5)).toBeLessThan((4 * deviation) / Math.sqrt(values.length) + 0.01);
    }
  });

  test('too few cells give no slope', () => {
    const level = { level: 'x', snapshot: snapshot(triangle, triangle), hasCurrent: false };
    const { against } = compareLevels(on, draw(triangle, on, 200, 1), [level], 20).levels[0]!;
    expect(against.counts).toEqual([25, 50, 100, 200]);
    expect(against.slopes.l1).toBeNaN();
  });

  test('moments and currents of both', () => {
    const u = triangle.map((value) => 5 * value);
    const level = {
      level: 'x',
      snapshot: snapshot(
        u,
        u.map((value) => 7 * value),
      ),
      hasCurrent: true,
    };
    const { time, cells, levels } = compareLevels(on, draw(triangle, on, COUNT, 9), [level], 20);
    const [state] = levels;
    expect([time, state!.time]).toEqual([3, 3]);
    // Of x on a ramp from 0 to 16, columns 1/2 wide: 2/3 and 1/18 of it, less the columns' own width.
    expect(state!.mean).toBeCloseTo((2 / 3) * 16, 1);
    expect(state!.variance).toBeCloseTo(256 / 18, 1);
    expect(state!.current).toBeCloseTo(7, 4);
    expect(cells.count).toBe(COUNT);
    expect(Math.abs(cells.mean - (2 / 3) * 16)).toBeLessThan(4 * Math.sqrt(256 / 18 / COUNT));
    // A quarter runs to the left.
    expect(cells.current).toBeCloseTo(10, 10);
    expect(compareLevels(on, draw(triangle, on, 64, 9), [level], null).cells.current).toBeNull();
  });

  test('in a plane densities are summed over y', () => {
    const plane: Grid = { ...on, ny: 3, height: 3 };
    const u = Float64Array.from({ length: 96 }, (_, i) => triangle[i % 32] * (1 + Math.floor(i / 32)));
    const level = { level: 'x', snapshot: snapshot(u, u), hasCurrent: false };
    const [state] = compareLevels(plane, draw(triangle, on, 100, 1), [level], 20).levels;
    expect(state!.current).toBeNull();
    state!.density.forEach((value, i) => expect(value).toBeCloseTo(triangle[i], 6));
  });

  test('an empty level is no density', () => {
    const nothing = { level: 'x', snapshot: snapshot(new Float64Array(32), triangle), hasCurrent: true };
    const [state] = compareLevels(on, draw(triangle, on, 100, 1), [nothing], 20).levels;
    expect(Math.max(...state!.density)).toBe(0);
    expect(state!.current).toBeNull();
    expect(state!.distances.l1).toBeCloseTo(1, 12);
  });
});
