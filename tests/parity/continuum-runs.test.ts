// Whole runs of the continuum levels on both backends, a hundred steps or so, with outputs between the steps of a lattice.
// A step rounds a density some ten times by 2^-24, and errors are carried on but not amplified: densities are averaged.

import { expect, it } from 'vitest';
import { initialFields, parseConfig } from '../../src/config/index.ts';
import type { Config } from '../../src/core/config.ts';
import { cellMeasure } from '../../src/core/grid.ts';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { testGpu } from '../support/gpu.ts';
import { relativeDifference, simulate } from '../support/run.ts';

const gpu = testGpu();
const STEPS = 100;
const TOLERANCE = STEPS * 10 * 2 ** -24;
const CELLS = 1000;

function parsed(settings: Readonly<Record<string, unknown>>): Config {
  const result = parseConfig({ cells: CELLS, initialU: '1 + 4*(abs(x - 60) < 15)', ...settings });
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

/** Through some times that are no whole steps, so that the step before each is cut. */
async function run(config: Config, until: number, access?: GpuAccess) {
  const simulation = await simulate(config, initialFields(config, {}), access);
  for (const time of [0.123, 0.5, 0.77, 1]) await simulation.advance(time * until);
  const measurement = await simulation.measure();
  const { u, v } = await simulation.snapshot();
  simulation.dispose();
  return { measurement, u, v };
}

const line = { ny: 1, nx: 60, width: 120, every: 0.5 };
const plane = { nx: 24, ny: 20, width: 120, height: 90, every: 1 };
const rates = { sensing: 'rates', ratePlus: '1 + x/60 + t/4', rateMinus: '1.5 - t/8' };
const EXPERIMENTS: readonly (readonly [string, number, Readonly<Record<string, unknown>>])[] = [
  ['two-state, ring', 10, { model: 'two-state', ...line, boundaryX: 'periodic' }],
  ['two-state, walls, moving rates', 10, { model: 'two-state', ...line, ...rates }],
  ['Fokker-Planck, walls, moving rates', 1, { model: 'fokker-planck', ...line, ...rates }],
  ['Fokker-Planck, channel', 4, { model: 'fokker-planck', ...plane, boundaryX: 'periodic' }],
  [
    'Fokker-Planck, torus, given',
    1,
    {
      ...{ model: 'fokker-planck', ...plane, boundaryX: 'periodic', boundaryY: 'periodic' },
      ...{ coefficients: 'given', diffusion: '150 + x', driftX: '45 - y', driftY: 'x - 60 + 40*t' },
    },
  ],
  ['Fokker-Planck, crawling cells', 300, { model: 'fokker-planck', ...plane, sensing: 'landscape' }],
];

it.each(EXPERIMENTS)('%s', async (_, until, settings) => {
  const config = parsed({ ...settings, until });
  const onGpu = await run(config, until, gpu.access);
  const onReference = await run(config, until);
  expect(onReference.measurement.reason).toBeNull();
  expect(onReference.measurement.time).toBeCloseTo(until, 5);
  expect(Math.abs(onGpu.measurement.steps - onReference.measurement.steps)).toBeLessThanOrEqual(2);
  expect(onReference.measurement.steps).toBeGreaterThan(0.4 * STEPS);
  expect(onReference.measurement.steps).toBeLessThan(2 * STEPS);
  expect(relativeDifference(onGpu.u, onReference.u)).toBeLessThan(TOLERANCE);
  expect(relativeDifference(onGpu.v, onReference.v)).toBeLessThan(2 * TOLERANCE);
  for (const { u } of [onGpu, onReference]) {
    const mass = u.reduce((sum, value) => sum + value, 0) * cellMeasure(config);
    expect(Math.abs(mass / CELLS - 1)).toBeLessThan(1e-5);
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
  }
});

// Where coefficients move, the first step of a run that goes on is planned anew.
it.each([EXPERIMENTS[1], EXPERIMENTS[3]])(
  '%s: a checkpoint goes on bit by bit on the GPU',
  async (_, until, settings) => {
    const config = parsed({ ...settings, until });
    const once = await simulate(config, initialFields(config, {}), gpu.access);
    await once.advance(0.513 * until);
    const again = await simulate(config, await once.checkpoint(), gpu.access);
    const [a, b] = [once, again].map(async (simulation) => {
      await simulation.advance(until);
      const { u, v } = await simulation.snapshot();
      simulation.dispose();
      return [...u, ...v];
    });
    expect(await b).toEqual(await a);
  },
);
