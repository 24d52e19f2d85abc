// Super-time-steps in whole runs: within the limit of their stages, refused beyond it, landing where asked, going on over
// batches that end within a step, positive, mass kept, and the same with either flux.

import { describe, expect, it } from 'vitest';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { FLUXES } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';
import { uniform } from '../../src/core/random.ts';
import { stretch } from '../../src/kernels/keller-segel/rkl-coefficients.ts';
import { MOST_STAGES } from '../../src/kernels/keller-segel/rkl-layout.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, relativeDifference, simulate } from '../support/run.ts';

const gpu = testGpu();
const config: KellerSegelConfig = { ...baseConfig, scheme: 'rkl2' };
const wave = (of: KellerSegelConfig, height = 0.1) =>
  fields(
    of,
    (x, y) => 1 + height * Math.sin((2 * Math.PI * (x + 2 * y)) / of.width),
    () => 10,
  );
const stages = async (simulation: Awaited<ReturnType<typeof simulate>>): Promise<number> =>
  (await simulation.backend.readRecord('super_step')).evaluations;

describe('stability', () => {
  // diffusion alone: forward Euler's step is h^2/4 (5-point), 3/4 of that with fourth order
  const diffusion = {
    sensitivity: '0*u',
    growth: '0',
    production: '0',
    boundaryY: 'no-flux',
    whenUnresolved: 'continue',
  } as const;
  const noise = (of: KellerSegelConfig) => ({
    u: Float64Array.from({ length: of.nx * of.ny }, (_, i) => 1 + 0.5 * uniform(5, 1, i, 0)),
    v: Float64Array.from({ length: of.nx * of.ny }, (_, i) => 1 + 0.5 * uniform(5, 2, i, 0)),
  });
  it.each([3, 5, 9])(
    'of %i stages: noise fades in the longest steps that the clock gives them',
    async (s) => {
      const euler = 0.2 ** 2 / 4;
      const timeStep = 0.899 * stretch(s) * euler;
      const until = 40 * timeStep;
      const quiet: KellerSegelConfig = { ...config, ...diffusion, timeStep, until, every: until };
      const start = noise(quiet);
      const simulation = await simulate(quiet, start);
      const before = await stages(simulation);
      const { u, v, steps } = await simulation.advance(until);
      expect(steps).toBe(40);
      expect((await stages(simulation)) - before).toBe(40 * s);
      // a maximum principle: nothing leaves the range of the start
      const range = (values: Float64Array): [number, number] => [Math.min(...values), Math.max(...values)];
      const [low, high] = range(start.u);
      expect(u.min).toBeGreaterThan(low);
      expect(u.max).toBeLessThan(high);
      expect(u.max - u.min).toBeLessThan(0.5 * (high - low));
      expect(v.max - v.min).toBeLessThan(0.5 * (high - low));
    },
  );

  it('fails with fewer stages than the step needs: the bound is one', async () => {
    const timeStep = 0.899 * stretch(9) * (0.2 ** 2 / 4);
    const quiet: KellerSegelConfig = {
      ...config,
      ...diffusion,
      timeStep,
      until: 40 * timeStep,
      every: 40 * timeStep,
    };
    const simulation = await simulate(quiet, noise(quiet));
    const { backend } = simulation;
    const limit = (await backend.readRecord('super_step')).limit;
    // the stages are planned for half the step, which then asks for more than they reach
    backend.writeRecord('super_step', {
      stage: 0,
      stages: 0,
      evaluations: 0,
      limit: limit / 2,
      error: 0,
      rate: 0,
    });
    const measurement = await simulation.advance(timeStep);
    expect(measurement.status).toBe('unstable-step');
    expect(measurement.time).toBe(0);
  });

  it('refuses a fixed step beyond its most stages, with the largest that works', async () => {
    const refusal = await simulate({ ...config, timeStep: 20, until: 20, every: 20 }, wave(config)).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(InputError);
    const largest = Number(/above ([\d.]+)/.exec((refusal as InputError).message)![1]);
    // rho as in time-step.test.ts: the largest is stretch(63) of 2/rho, or what drift allows
    expect(largest).toBeLessThan(stretch(MOST_STAGES) * 0.00907);
    expect(largest).toBeGreaterThan(1);
  });

  it('keeps steps below what drift allows, and the pattern of strong attraction positive', async () => {
    const strong: KellerSegelConfig = {
      ...config,
      width: 12.8,
      height: 12.8,
      parameters: { c: 10, a: 0.1 },
      whenUnresolved: 'continue',
    };
    for (const flux of FLUXES) {
      const simulation = await simulate({ ...strong, flux }, wave(strong));
      const measurement = await simulation.advance(20);
      expect(measurement.status).toBe('running');
      expect(measurement.u.min).toBeGreaterThan(0);
      expect(measurement.u.max).toBeGreaterThan(1.3); // a pattern stands, with drift in it
      const { limit } = await simulation.backend.readRecord('clock');
      expect(measurement.timeStep * limit).toBeLessThanOrEqual(0.9 + 1e-6);
    }
  });
});

describe('adaptive super-time-steps', () => {
  it('land on every goal, on both backends alike', async () => {
    for (const flux of FLUXES) {
      const states: Float32Array[] = [];
      for (const access of [undefined, gpu.access]) {
        const simulation = await simulate({ ...config, flux }, wave(config), access);
        for (const goal of [0.1, 0.1, 0.25, 1 / 3, 1, 5]) {
          const measurement = await simulation.advance(goal);
          expect(measurement.time).toBeCloseTo(goal, 6);
          expect(measurement.status).toBe('running');
        }
        states.push((await simulation.snapshot()).u);
        simulation.dispose();
      }
      // f32 rounds v = 10 to 5e-7 a step, and attraction makes chi/D = 2 of it in u: ten steps of one sign at the most
      expect(relativeDifference(states[1], states[0])).toBeLessThan(1e-5);
    }
  });

  it('need a fraction of the work of the two-stage scheme', async () => {
    const work = async (scheme: 'ssprk2' | 'rkl2'): Promise<number> => {
      const simulation = await simulate({ ...config, scheme }, wave(config));
      const { steps } = await simulation.advance(5);
      return scheme === 'rkl2' ? stages(simulation) : 2 * steps;
    };
    expect(await work('rkl2')).toBeLessThan((await work('ssprk2')) / 5);
  });

  it('have errors that follow the tolerance', async () => {
    const end = async (tolerance: number): Promise<Float64Array> => {
      const simulation = await simulate({ ...config, tolerance }, wave(config, 0.5));
      await simulation.advance(1);
      const { slot } = await simulation.backend.readRecord('clock');
      const cells = config.nx * config.ny;
      return Float64Array.from(await simulation.backend.read('u', slot * cells, cells));
    };
    const [loose, firm, exact] = await Promise.all(
      [1e-3, 1e-5, 1e-7].map((each) => end(Math.max(each, 1.01e-7))),
    );
    const [far, near] = [loose, firm].map((each) => relativeDifference(each, exact));
    // a few steps of at most the tolerance each
    expect(far).toBeLessThan(1e-2);
    expect(near).toBeLessThan(1e-4);
    // the error of a run goes as the tolerance to the power 2/3: 100^(2/3) = 22
    expect(far / near).toBeGreaterThan(5);
  });

  it('go on where a batch has ended within a step, as if it had not', async () => {
    const whole = await simulate(config, wave(config));
    await whole.advance(2);
    const parts = await simulate(config, wave(config));
    // one round a call: a step of s stages takes s/3 of them
    let within = 0;
    for (let k = 0; k < 400 && (await parts.measure()).time < 2 - 1e-9; k += 1) {
      parts.run(1, 2);
      within += (await parts.backend.readRecord('super_step')).stage > 0 ? 1 : 0;
    }
    const [a, b] = [await whole.snapshot(), await parts.snapshot()];
    expect(a.u).toEqual(b.u);
    expect(within).toBeGreaterThanOrEqual(0);
  });

  it('begin anew where the goal comes nearer than the step in progress', async () => {
    const simulation = await simulate(config, wave(config));
    await simulation.advance(3);
    const { backend } = simulation;
    // one round by hand leaves a long step half done
    simulation.run(1, 1e6);
    const { time } = await simulation.measure();
    const near = time + 0.01;
    const measurement = await simulation.advance(near);
    expect(measurement.time).toBeCloseTo(near, 6);
    expect((await backend.readRecord('super_step')).stage).toBe(0);
  });

  it('survive a parameter that makes the running step far too long', async () => {
    const changing = { ...config, diffusionU: 'D', parameters: { c: 4, a: 0.1, D: 1 } };
    const simulation = await simulate(changing, wave(config));
    await simulation.advance(3);
    simulation.run(1, 1e6);
    simulation.setParameters({ D: 50 });
    const measurement = await simulation.advance(6);
    expect(measurement.status).toBe('running');
    expect(measurement.u.min).toBeGreaterThan(0);
  });

  it('halve where a density would become negative, and stop where growth takes from an empty place', async () => {
    // a spike on almost nothing: long steps would undershoot
    const spike = fields(
      config,
      (x, y) => (Math.hypot(x - 3.1, y - 3.1) < 0.1 ? 50 : 0),
      () => 0,
    );
    for (const flux of FLUXES) {
      const simulation = await simulate(
        { ...config, flux, tolerance: 0.9, whenUnresolved: 'continue' },
        spike,
      );
      const measurement = await simulation.advance(1);
      expect(measurement.status).toBe('running');
      expect(measurement.u.min).toBeGreaterThanOrEqual(0);
    }
    const taking = await simulate({ ...config, growth: '-1' }, wave(config));
    const measurement = await taking.advance(20);
    expect(['negative', 'step-collapsed']).toContain(measurement.status);
    expect(measurement.u.min).toBeGreaterThanOrEqual(0);
  });

  it('stop where the grid no longer resolves a peak, as the other schemes do', async () => {
    const collapse: KellerSegelConfig = {
      ...config,
      sensitivity: 'c*u',
      growth: '0',
      parameters: { c: 20, a: 0.1 },
    };
    const simulation = await simulate(collapse, wave(collapse, 0.3));
    const measurement = await simulation.advance(50);
    expect(measurement.status).toBe('unresolved');
    expect(measurement.u.notFinite).toBe(0);
    expect(measurement.u.min).toBeGreaterThanOrEqual(0);
  });
});
