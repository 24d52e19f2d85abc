// Runs with a quasi-steady chemical: what v no longer limits, how exact a step is, what is kept, and what happens when
// parameters change under way.

import { describe, expect, it } from 'vitest';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, relativeDifference, simulate } from '../support/run.ts';

const gpu = testGpu();

const quasiSteady = (settings: Partial<KellerSegelConfig>): KellerSegelConfig => ({
  ...baseConfig,
  chemicalDynamics: 'quasi-steady',
  sensitivity: 'c*u',
  growth: '0',
  production: 'u - a*v',
  diffusionV: 'D',
  parameters: { c: 1, a: 0.5, D: 1 },
  ...settings,
});

/** A population on a line with one wave on it; v is found by itself. */
const line = (settings: Partial<KellerSegelConfig> = {}): KellerSegelConfig =>
  quasiSteady({ nx: 64, ny: 1, width: 25.6, ...settings });
const waved = (config: KellerSegelConfig, height: number, waves = 1) =>
  fields(
    config,
    (x, y) => 1 + height * Math.cos((2 * Math.PI * waves * (x + y)) / config.width),
    () => 0,
  );

describe('the step', () => {
  it('is not limited by the diffusion of v', async () => {
    const config = quasiSteady({ parameters: { c: 1, a: 0.5, D: 50 } });
    const quick = await (await simulate(config, waved(config, 0.1))).measure();
    const stepped = await simulate({ ...config, chemicalDynamics: 'dynamic' }, waved(config, 0.1));
    // 0.9 of the limit: diffusion of u alone, 4/h^2 = 100, here; of v it is fifty times that
    expect(quick.timeStep).toBeGreaterThan(0.9 / 105);
    expect(quick.timeStep).toBeLessThan(0.9 / 100);
    expect((await stepped.measure()).timeStep).toBeLessThan(quick.timeStep / 45);
  });

  it('is limited by what cells do to each other through v', async () => {
    // Cells that flee what they make: a wave of q = k^2 decays at D_u q + c q/(D q + a), and forward Euler is stable up to
    // 2 over the largest of that, at q = 8/h^2 = 32.
    const config = quasiSteady({
      width: 16,
      height: 16,
      scheme: 'euler',
      parameters: { c: -1000, a: 0.5, D: 1 },
    });
    const most = 2 / (32 + (1000 * 32) / 32.5);
    const attempt = { ...config, timeStep: 1.2 * most };
    const refusal = await simulate(attempt, waved(config, 0)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InputError);
    const largest = Number(/above ([\d.]+)/.exec((refusal as InputError).message)![1]);
    // all of c/D counts, where half of it would do: from half the bound up to the bound
    expect(largest).toBeLessThan(most);
    expect(largest).toBeGreaterThan(most / 2.01);
    // a start that is not uniform adds some to the limit
    const run = await simulate({ ...config, timeStep: 0.9 * largest }, waved(config, 0.01, 3));
    const measurement = await run.advance(40 * 0.9 * largest);
    expect(measurement.status).toBe('running');
    expect(measurement.u.max - measurement.u.min).toBeLessThan(1e-4);
  });

  it('is of second order', async () => {
    const config = line({ parameters: { c: 4, a: 1, D: 2 } });
    const at = async (timeStep: number) => {
      const run = await simulate({ ...config, timeStep }, waved(config, 0.5));
      await run.advance(1);
      const { slot } = await run.backend.readRecord('clock');
      return run.backend.read('u', slot * config.nx, config.nx);
    };
    const exact = await at(0.05 / 32);
    const [coarse, fine] = [
      relativeDifference(await at(0.05), exact),
      relativeDifference(await at(0.025), exact),
    ];
    // the next power of the step: some 10 % at the longest one
    expect(coarse / fine).toBeGreaterThan(3.6);
    expect(coarse / fine).toBeLessThan(4.4);
  });
});

describe('a small wave', () => {
  it('grows at c q/(D q + a) - q, with the q of the grid', async () => {
    const config = line({ parameters: { c: 3, a: 0.5, D: 1 } });
    const run = await simulate(config, waved(config, 1e-4, 2));
    const height = async (): Promise<number> => {
      const { slot } = await run.backend.readRecord('clock');
      const u = Float64Array.from(await run.backend.read('u', slot * config.nx, config.nx));
      return u.reduce(
        (sum, value, i) => sum + (value - 1) * Math.cos((4 * Math.PI * (i + 0.5)) / config.nx),
        0,
      );
    };
    const before = await height();
    await run.advance(1);
    const q = ((2 / 0.4) * Math.sin((2 * Math.PI) / config.nx)) ** 2;
    const rate = (3 * q) / (q + 0.5) - q;
    // second order in the step of 0.9/16: (rate dt)^2/6 of the rate; second order in the height
    expect(Math.log((await height()) / before) / rate).toBeCloseTo(1, 3);
    expect(rate).toBeGreaterThan(0.5);
  });
});

describe('a run', () => {
  it.each(['gpu', 'reference'] as const)(
    'keeps the number of cells and solves for v, on %s',
    async (backend) => {
      const config = quasiSteady({ boundaryX: 'no-flux', parameters: { c: 2, a: 0, D: 1 } });
      const run = await simulate(config, waved(config, 0.5), backend === 'gpu' ? gpu.access : undefined);
      const before = await run.measure();
      const after = await run.advance(0.5);
      expect(after.status).toBe('running');
      expect(Math.abs(after.u.mass / before.u.mass - 1)).toBeLessThan(backend === 'gpu' ? 1e-6 : 1e-13);
      // without decay v has no constant of its own: its mean is zero, up to what the last sweeps move
      expect(Math.abs(after.v.mean)).toBeLessThan(1e-3 * (after.v.max - after.v.min));
      expect(after.residual).toBeGreaterThan(0);
      expect(after.residual).toBeLessThan(1e-3);
    },
  );

  it('does not depend on how its steps are batched', async () => {
    const config = line({ parameters: { c: 3, a: 0.5, D: 1 } });
    const states = [1, 20].map(async (batch) => {
      const run = await simulate(config, waved(config, 0.5));
      for (let steps = 0; steps < 20; steps += batch) run.run(batch, 100);
      return (await run.snapshot()).u;
    });
    const [one, twenty] = await Promise.all(states);
    expect(one).toEqual(twenty);
  });

  it('has the v of changed parameters at once', async () => {
    const config = line({ production: 'b*u - a*v', parameters: { c: 1, a: 0.5, D: 1, b: 1 } });
    const run = await simulate(config, waved(config, 0.1));
    const before = await run.advance(0.2);
    run.setParameters({ b: 3 });
    const after = await run.advance(0.2001);
    expect(after.status).toBe('running');
    expect(after.v.mean / before.v.mean).toBeCloseTo(3, 3);
  });

  it('stops where the equation of v has no solution that the V-cycles find', async () => {
    const config = line();
    const run = await simulate(config, waved(config, 0.1));
    await run.advance(0.2);
    run.setParameters({ a: -3 });
    const after = await run.advance(1);
    expect(after.status).toBe('chemical-unsolved');
    expect(after.reason).toMatch(/tolerance/);
    expect(after.u.notFinite).toBe(0);
  });
});
