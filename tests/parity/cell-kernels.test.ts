// The kernels around the cells' step, each alone on the same made-up state: on the GPU and in WebAssembly against its twin. What is counted or
// placed must be the same integers; numbers agree as closely as their operations allow.

import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/index.ts';
import type { Values } from '../../src/core/backend.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { cellCount, cellMeasure } from '../../src/core/grid.ts';
import {
  MOMENTS,
  MOMENTS_COUNT,
  MOMENTS_THREADS,
  VISIBLE,
  VISIBLE_CELLS,
} from '../../src/kernels/run-and-tumble/layout.ts';
import { EMPTY } from '../../src/kernels/view/heat-map-layout.ts';
import { cellProgram } from '../../src/models/run-and-tumble/program.ts';
import { innerBits } from '../../src/models/run-and-tumble/record.ts';
import { findRule } from '../../src/sensing/index.ts';
import { before, both, excess, find, firstDifference, type Written } from '../support/cell-kernels.ts';
import { singleBackends } from '../support/single-backends.ts';

const BACKENDS = singleBackends();
const CELLS = 20_000;
const TRACERS = 17_001; // four or five for each thread of `moments`

/** The same object for the same settings: what is made up or judged for it is kept with it. */
const configs = new Map<string, RunAndTumbleConfig>();
function configOf(settings: Readonly<Record<string, unknown>>): RunAndTumbleConfig {
  const key = JSON.stringify(settings);
  const config = configs.get(key) ?? parsedConfig(settings);
  configs.set(key, config);
  return config;
}

function parsedConfig(settings: Readonly<Record<string, unknown>>): RunAndTumbleConfig {
  const parsed = parseConfig({ model: 'run-and-tumble', cells: CELLS, seed: 2 ** 40 + 5, ...settings });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  if (parsed.config.model !== 'run-and-tumble') throw new Error('another model');
  return parsed.config;
}

const attractant = '2 + x/width + (y/height)^2*(1 + t/4)';
const line = { ny: 1, nx: 37, width: 200, attractant: '2 + (x/width)^2' };
const plane = { nx: 37, ny: 21, width: 300, height: 170, attractant };
const EXPERIMENTS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['1D periodic', { ...line, boundaryX: 'periodic' }],
  ['1D walls', { ...line, boundaryX: 'no-flux' }],
  ['1D live', { ...line, boundaryX: 'periodic', chemical: 'live' }],
  ['2D periodic', { ...plane, boundaryX: 'periodic', boundaryY: 'periodic' }],
  ['2D walls', { ...plane, boundaryX: 'no-flux', boundaryY: 'no-flux' }],
  ['2D live, mixed', { ...plane, boundaryX: 'no-flux', boundaryY: 'periodic', chemical: 'live' }],
  ['2D live, mixed otherwise', { ...plane, boundaryX: 'periodic', boundaryY: 'no-flux', chemical: 'live' }],
  ['2D landscape', { ...plane, sensing: 'landscape' }],
];

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe.each(BACKENDS)('on the $name', ({ create }) => {
  describe.each(EXPERIMENTS)('%s', (_, settings) => {
    const config = configOf(settings);

    test('place', async () => {
      const { single, judged } = await both(create, config, find(config, 'place'));
      for (const name of ['position', 'heading', 'rounds', 'origin']) {
        expect(firstDifference(single[name], judged[name]), name).toBe(-1);
      }
      // WGSL's log: within 2^-21 for arguments from 1/2 to 2, 3 ulp elsewhere, which is less times the value.
      expect(
        excess(single.hazard, judged.hazard, (value) => 2 ** -21 * Math.max(1, value)),
      ).toBeLessThanOrEqual(0);
    });

    test.each([
      ['spread', false],
      ['all on one spot', true],
    ])('deposit: the same counts, %s', async (__, allTogether) => {
      const dispatches = find(config, 'deposit');
      expect(dispatches.length).toBe(config.chemical === 'live' ? 2 : 1);
      for (const dispatch of dispatches) {
        const { single, judged } = await both(create, config, [dispatch], {
          allTogether,
          emptyCounts: true,
        });
        expect(firstDifference(single.counts, judged.counts)).toBe(-1);
        const cloud = dispatch.wgsl.includes('const CLOUD: bool = true');
        const bits = cloud ? 8 : 0; // 20000 cells fit with all of MOST_CLOUD_BITS
        expect(sum(single.counts)).toBe(CELLS * 4 ** bits);
      }
    });

    test('density: counts up to 2^32 - 1 add up, and are cleared', async () => {
      for (const dispatch of find(config, 'density')) {
        const { single, judged } = await both(create, config, [dispatch]);
        // Conversion and product round once each; a device may cut instead of rounding: 2 ulp.
        expect(excess(single.u, judged.u, (value) => 2 ** -22 * value)).toBeLessThanOrEqual(0);
        expect(single.counts.every((count) => count === 0)).toBe(true);
        expect(judged.counts.every((count) => count === 0)).toBe(true);
      }
    });

    test('deposit and density keep the number of cells', async () => {
      const deposits = find(config, 'deposit');
      const densities = find(config, 'density');
      for (const [k, deposit] of deposits.entries()) {
        const { single, judged } = await both(create, config, [deposit, densities[k]], {
          emptyCounts: true,
        });
        for (const { u } of [single, judged]) {
          const mass = sum(u.slice(cellCount(config))) * cellMeasure(config);
          expect(Math.abs(mass / (config.weight * CELLS) - 1)).toBeLessThan(1e-6);
        }
      }
    });

    test('nothing is counted where no step is due, but for the eye', async () => {
      for (const dispatch of [...find(config, 'deposit'), ...find(config, 'density')]) {
        const name = dispatch.kernel.endsWith('deposit') ? 'counts' : 'u';
        const idle = await both(create, config, [dispatch], { clock: { busy: 0 } });
        const untouched = await before(config, name);
        const always = dispatch.wgsl.includes('const ALWAYS: bool = true');
        for (const written of [idle.single, idle.judged]) {
          expect(excess(written[name], untouched, () => 0) <= 0, dispatch.kernel).toBe(!always);
        }
      }
    });

    if (config.chemical === 'prescribed') {
      test('prescribe', async () => {
        for (const busy of [0, 1]) {
          const { single, judged } = await both(create, config, find(config, 'prescribe'), {
            clock: { busy },
          });
          // Some ten operations within 2.5 ulp each, and values up to 5.
          expect(excess(single.v, judged.v, () => 5 * 25 * 2 ** -24)).toBeLessThanOrEqual(0);
        }
      });
    }

    test('moments', async () => {
      const { single, judged } = await both(create, config, find(config, 'moments'), {
        tracers: TRACERS,
      });
      const tolerance = momentTolerance(config, Math.ceil(TRACERS / MOMENTS_THREADS));
      expect(
        excess(single.moments_partials, judged.moments_partials, (__, k) => tolerance[k % MOMENTS_COUNT]),
      ).toBeLessThanOrEqual(0);
      // And that there is something to compare.
      const sums = MOMENTS.fields.map((__, k) =>
        sum(judged.moments_partials.filter((___, i) => i % MOMENTS_COUNT === k)),
      );
      expect(sums[MOMENTS.fields.findIndex(({ name }) => name === 'rr')]).toBeGreaterThan(0);
    });

    test('collect: a part of the domain', async () => {
      const { width, height } = config;
      const region = { left: 0.31 * width, right: 0.42 * width, bottom: 0.2 * height, top: 0.9 * height };
      const { single, judged } = await both(create, config, find(config, 'collect'), {}, region);
      expect(judged.visible[0]).toBeGreaterThan(500);
      expect(judged.visible[0]).toBeLessThan(VISIBLE_CELLS);
      expect(listed(single.visible)).toEqual(listed(judged.visible));
    });

    test('collect: all of it, edges included, is more than can be listed', async () => {
      const { width, height } = config;
      const region = { left: 0, right: width, bottom: 0, top: height };
      const { single, judged } = await both(create, config, find(config, 'collect'), {}, region);
      const position = await before(config, 'position');
      for (const { visible } of [single, judged]) {
        expect(visible[0]).toBe(CELLS);
        const entries = listed(visible);
        expect(new Set(entries.map(([index]) => index)).size).toBe(VISIBLE_CELLS);
        const elsewhere = entries.filter(
          ([index, x, y]) => x !== position[2 * index] || y !== position[2 * index + 1],
        );
        expect(elsewhere).toEqual([]);
      }
    });
  });

  describe.each(['memory-kernel', 'e-coli', 'e-coli-two-ligands', 'ccr7'])('inside: %s', (sensing) => {
    const config = configOf({ ...plane, boundaryX: 'periodic', boundaryY: 'periodic', sensing });

    test('moments: what is inside, its spread, and the tumbling rate', async () => {
      const tracers = 2 * MOMENTS_THREADS;
      const { single, judged } = await both(create, config, find(config, 'moments'), { tracers });
      const { inner, motion } = findRule(sensing)!;
      const names = [
        ...inner.flatMap((_, k) => [`inner${k}`, `square${k}`, `first${k}`]),
        ...(motion === 'tumbling' ? ['rate'] : []),
      ];
      for (const name of names) {
        const k = MOMENTS.fields.findIndex((field) => field.name === name);
        const column = ({ moments_partials: all }: Written): number[] =>
          Array.from({ length: MOMENTS_THREADS }, (_, i) => all[MOMENTS_COUNT * i + k]);
        const expected = column(judged);
        const largest = Math.max(...expected.map(Math.abs));
        expect(largest, name).toBeGreaterThan(0);
        // A free energy of some 15 kT is rounded a dozen times: 15 * 12 * 2^-24 = 1.1e-5. An activity errs by no more than that
        // share of itself, CheY-P and methylation less; a rate, the tenth power of CheY-P, by ten times its relative error.
        const share = name === 'rate' ? 1e-4 : 2e-5;
        expect(
          excess(column(single), expected, () => share * largest),
          name,
        ).toBeLessThanOrEqual(0);
      }
    });
  });

  describe('the mean of what is inside, on the grid', () => {
    const config = configOf({ ...plane, boundaryX: 'periodic', boundaryY: 'no-flux', sensing: 'e-coli' });
    const alone = (name: string) =>
      both(create, config, find(config, name), name === 'inner-deposit' ? { emptyCounts: true } : {});
    // As above: a free energy of some 15 kT.
    const rounding = 2e-5;

    test.each(['inner-span', 'inner-range'])('%s', async (name) => {
      const { single, judged } = await alone(name);
      expect(new Set(judged.inner_partials).size).toBeGreaterThan(300);
      expect(excess(single.inner_partials, judged.inner_partials, () => rounding)).toBeLessThanOrEqual(0);
    });

    test('inner-total', async () => {
      const { single, judged } = await both(create, config, find(config, 'inner-total'));
      expect(single.inner_partials[0]).toBe(judged.inner_partials[0]);
      expect([...single.inner_span]).toEqual([...judged.inner_span]);
      expect([...single.inner_range]).toEqual([...judged.inner_range]);
    });

    test('inner-deposit: sums as whole numbers, within the rounding of each value', async () => {
      const { single, judged } = await alone('inner-deposit');
      expect(sum(judged.counts)).toBeGreaterThan(CELLS);
      // In units of a span of 0.5, and one for each cell whose rounding turns over; 1/8 of the cells share a spot.
      const units = (rounding / 0.5) * 2 ** innerBits(config) + 1;
      expect(excess(single.counts, judged.counts, () => units * CELLS)).toBeLessThanOrEqual(0);
      expect(Math.abs(sum(single.counts) / sum(judged.counts) - 1)).toBeLessThan(rounding);
    });

    test('inner-mean: sums up to 2^32 - 1, cleared afterwards', async () => {
      const { single, judged } = await alone('inner-mean');
      const allowed = (value: number): number => 1e-6 * Math.max(value, 1);
      expect(excess(single.inner_mean, judged.inner_mean, allowed)).toBeLessThanOrEqual(0);
      expect(single.counts.every((count) => count === 0)).toBe(true);
      expect(judged.counts.every((count) => count === 0)).toBe(true);
    });

    test('all together: means of cells, no cells where there are none', async () => {
      const { inside = [], show } = cellProgram(config);
      for (const written of Object.values(
        await both(create, config, [...show, ...inside], { emptyCounts: true }),
      )) {
        const { nx, ny } = config;
        const means = [...written.inner_mean];
        const density = [...written.u].slice(nx * ny);
        expect(means.map((value) => value === EMPTY)).toEqual(density.map((value) => value === 0));
        const known = means.filter((value) => value !== EMPTY);
        // an activity
        expect(Math.min(...known)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...known)).toBeLessThanOrEqual(1);
        expect([...written.inner_range]).toEqual([Math.min(...known), Math.max(...known)]);
      }
    });
  });

  test('displacements of cells that went as far as rounds can count', async () => {
    const config = configOf({ ...plane, boundaryX: 'periodic', boundaryY: 'periodic' });
    const state = { tracers: 100, rounds: 0x7fff8000 }; // -32768 along x, 32767 along y
    const { single, judged } = await both(create, config, find(config, 'moments'), state);
    const column = (written: Written, name: string): number[] => {
      const k = MOMENTS.fields.findIndex((field) => field.name === name);
      return Array.from({ length: 100 }, (_, i) => written.moments_partials[MOMENTS_COUNT * i + k]);
    };
    for (const name of ['dx', 'dy', 'rr', 'rrrr']) {
      // One term a thread: 20 roundings as above.
      const allowed = (value: number): number => 20 * 2 ** -24 * value;
      expect(excess(column(single, name), column(judged, name), allowed), name).toBeLessThanOrEqual(0);
    }
    // A round more or less by the difference of the two positions.
    for (const dx of column(judged, 'dx')) expect(Math.abs(dx / config.width + 32768)).toBeLessThan(1);
    for (const dy of column(judged, 'dy')) expect(Math.abs(dy / config.height - 32767)).toBeLessThan(1);
  });

  test('moments-total', async () => {
    const config = configOf(plane);
    const { single, judged } = await both(create, config, find(config, 'moments-total'));
    // Numbers of the same sign; 63 additions in each thread, 63 of their sums.
    expect(excess(single.moments, judged.moments, (value) => 126 * 2 ** -24 * value)).toBeLessThanOrEqual(0);
  });
});

/**
 * How far the sum of that many terms may be off, for each of MOMENTS' fields: each term within ten roundings of the largest
 * it can be, and ten more for adding them up (at most five), none of them above the sum of the largest.
 */
function momentTolerance(config: RunAndTumbleConfig, terms: number): number[] {
  const x = config.width;
  const y = config.height;
  // Up to two rounds, and one from the difference of two positions.
  const dx = config.boundaryX === 'periodic' ? 3 * x : x;
  const dy = config.ny === 1 ? 0 : config.boundaryY === 'periodic' ? 3 * y : y;
  const rr = dx * dx + dy * dy;
  const largest: Readonly<Record<string, number>> = {
    ...{ x: x / 2, y: y / 2, xx: (x * x) / 4, yy: (y * y) / 4, dx, dy, rr, rrrr: rr * rr },
    // No rule of these experiments has a rate above 5, and made-up memories lie between 0.5 and 1.5.
    ...{ alignment: 1, correlation: 1, rate: 5, inner0: 1.5, square0: 1, first0: 1.5 },
  };
  return MOMENTS.fields.map(({ name }) => terms * 20 * 2 ** -24 * (largest[name] ?? 0));
}

/** Entries of the list, by index. */
function listed(visible: Values): number[][] {
  const count = Math.min(visible[0], VISIBLE_CELLS);
  return Array.from({ length: count }, (_, k) => [
    ...visible.slice(1 + VISIBLE * k, 1 + VISIBLE * (k + 1)),
  ]).sort((a, b) => a[0] - b[0]);
}
