// Problems that are well posed but hard on a step control: they must run to their end and come out right. Each failed at
// some time: noise taken for an unresolved peak, a unit of time too coarse, an overshoot taken for a negative density.

import { describe, expect, it } from 'vitest';
import { initialFields, parseConfig } from '../../src/config/index.ts';
import { InputError } from '../../src/core/problem.ts';
import type { Measurement } from '../../src/core/simulation.ts';
import { testGpu } from '../support/gpu.ts';
import { simulate } from '../support/run.ts';

const gpu = testGpu();

async function run(settings: Record<string, unknown>, until: number, onGpu = false): Promise<Measurement> {
  const parsed = parseConfig({ nx: 32, ny: 32, until, ...settings });
  if ('problems' in parsed) throw new InputError(parsed.problems);
  const { config } = parsed;
  const simulation = await simulate(config, initialFields(config, {}), onGpu ? gpu.access : undefined);
  const measurement = await simulation.advance(until);
  simulation.dispose();
  return measurement;
}

const DIFFUSION_ONLY = { sensitivity: '0', growth: '0', production: 'u - v', parameters: {} };

describe('noise and seeds are not unresolved peaks', () => {
  const cases = [
    {
      name: 'the chemical sets the step',
      settings: { ...DIFFUSION_ONLY, diffusionV: '10', initialU: 'rand' },
      until: 2,
    },
    {
      name: 'flat cells',
      settings: { preset: 'saturated', nx: 64, ny: 16, width: 64, height: 2 },
      until: 0.5,
    },
    { name: 'three cells wide', settings: { preset: 'saturated', nx: 3, ny: 200 }, until: 0.5 },
    {
      name: 'a line',
      settings: { ...DIFFUSION_ONLY, nx: 200, ny: 1, diffusionU: '0.1', initialU: 'rand' },
      until: 5,
    },
    {
      name: 'fast decay and point seeds',
      settings: { initialU: 'rand>0.99?1:0', parameters: { a: 50, c: 4 } },
      until: 5,
    },
  ];
  it.each(cases)('$name', async ({ settings, until }) => {
    const measurement = await run(settings, until);
    expect(measurement.reason).toBeNull();
    expect(measurement.time).toBeCloseTo(until, 6);
  });
});

describe('a unit of time fine enough', () => {
  const slow = { diffusionU: '1e-4', diffusionV: '1e-4', initialU: '0.5' };
  const cases = [
    {
      name: 'growth far quicker than diffusion',
      settings: { ...slow, sensitivity: '1e-4*u', growth: '10*u*(1-u)', production: 'u-v', parameters: {} },
      until: 2,
    },
    { name: 'hardly any diffusion', settings: { diffusionU: '1e-5', diffusionV: '1e-5' }, until: 5 },
    {
      name: 'diffusion in one spot only',
      settings: {
        ...DIFFUSION_ONLY,
        diffusionU: '1e-4',
        diffusionV: '1e-4+1000*exp(-((x-50)^2+(y-50)^2)/4)',
        initialU: '1',
      },
      until: 0.05,
    },
  ];
  it.each(cases)('$name', async ({ settings, until }) => {
    const measurement = await run(settings, until);
    expect(measurement.reason).toBeNull();
    expect(measurement.time).toBeCloseTo(until, 8);
    expect(measurement.steps).toBeGreaterThan(0);
  });

  it.each([false, true])('lands on times that are short against the step (GPU: %s)', async (onGpu) => {
    const vast = { width: 1e6, height: 1e6, growth: '0', production: 'u', initialU: '2', initialV: '0' };
    const measurement = await run({ ...vast, sensitivity: 'u', parameters: {} }, 3, onGpu);
    expect(measurement.time).toBeCloseTo(3, 6);
    expect(measurement.v.mean).toBeCloseTo(6, 5); // v' = u
    const instant = await run({ preset: 'saturated', nx: 16, ny: 16 }, 1e-12, onGpu);
    expect(instant.time / 1e-12).toBeCloseTo(1, 5);
    expect(instant.steps).toBeGreaterThan(0);
  });
});

describe('formulas that change with time', () => {
  const flat = {
    nx: 16,
    ny: 16,
    sensitivity: '0',
    growth: '0',
    parameters: {},
    initialU: '1',
    initialV: '0',
  };

  it('a loss that sets in suddenly shortens the step instead of ending the run', async () => {
    const settings = {
      ...flat,
      diffusionU: '.001',
      diffusionV: '.001',
      growth: 't>1?-500*u:u',
      production: '0',
    };
    const measurement = await run(settings, 1.05);
    expect(measurement.reason).toBeNull();
    // e^1 at t = 1, then e^-25; second order in steps of at most 5 % of the density or 0.9/500
    expect(measurement.u.max).toBeLessThan(Math.exp(1) * Math.exp(-22));
    expect(measurement.u.min).toBeGreaterThanOrEqual(0);
  });

  it('a pulse is not stepped over', async () => {
    const measurement = await run({ ...flat, production: 'abs(t-3.3)<0.2?10:0', every: 0.5 }, 10);
    // 0.4 long, seen by steps of 0.5/16: each edge is placed to within a step of 0.031 (of 0.4: 8 % each)
    expect(Math.abs(measurement.v.mean - 4)).toBeLessThan(0.65);
  });

  it('an oscillation is followed', async () => {
    const measurement = await run({ ...flat, production: '1+sin(20*t)-0.1*v', every: 0.5 }, 10);
    expect(measurement.v.mean).toBeCloseTo(6.315, 2); // forward Euler with steps of 0.001
  });
});

describe('what must stop, stops', () => {
  it('growth that removes cells where there are none', async () => {
    const parsed = parseConfig({ nx: 8, ny: 8, growth: 't>1?-1:0', sensitivity: '0', parameters: {} });
    // seen before the start where the configuration's samples meet it, else by the run
    if ('problems' in parsed) expect(parsed.problems[0]?.field).toBe('growth');
    else
      expect(
        (await run({ nx: 8, ny: 8, growth: 't>1?-1:0', sensitivity: '0', parameters: {} }, 5)).status,
      ).toBe('negative');
  });

  it('a value that is not finite', async () => {
    const settings = { nx: 8, ny: 8, sensitivity: '0', growth: '0', parameters: {}, initialV: '1' };
    const measurement = await run({ ...settings, production: '1e20*v^2' }, 5);
    expect(['not-finite', 'step-collapsed']).toContain(measurement.status);
    expect(measurement.u.notFinite + measurement.v.notFinite).toBe(0);
  });
});
