// The time step: chosen within the limit, refused above it, landing where asked.

import { describe, expect, it } from 'vitest';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, simulate } from '../support/run.ts';

const gpu = testGpu();
const uniform = (config: KellerSegelConfig, noise = 0) =>
  fields(
    config,
    (x, y) => 1 + noise * Math.sin((2 * Math.PI * (x + 2 * y)) / config.width),
    () => 10,
  );

describe('fixed time step', () => {
  it('is refused above the limit, with the largest that works', async () => {
    const config = { ...baseConfig, timeStep: 0.02 };
    const refusal = await simulate(config, uniform(config)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InputError);
    const { message } = refusal as InputError;
    expect(message).toMatch(/timeStep = 0\.02.*unstable above 0\.009\d* .*Use timeStep <= /);
    // linear stability of forward Euler here: 2/rho = 0.00907 with rho = q + (1+a)/2 + sqrt((1-a)^2 + 2cq)/2, q = 8/h^2
    const largest = Number(/above ([\d.]+)/.exec(message)![1]);
    expect(largest).toBeGreaterThan(0.98 * 0.00907);
    expect(largest).toBeLessThan(0.00907);
    const simulation = await simulate({ ...config, timeStep: largest }, uniform(config));
    expect((await simulation.advance(0.5)).status).toBe('running');
  });

  it('takes exactly the steps asked for and lands exactly', async () => {
    for (const access of [undefined, gpu.access]) {
      const config = { ...baseConfig, timeStep: 0.005 };
      const simulation = await simulate(config, uniform(config, 0.1), access);
      const measurement = await simulation.advance(1);
      expect(measurement.steps).toBe(200);
      expect(measurement.time).toBe(1);
      simulation.dispose();
    }
  });

  it('stops with the limit when the solution outgrows it', async () => {
    const config: KellerSegelConfig = {
      ...baseConfig,
      timeStep: 0.007,
      parameters: { c: 40, a: 0.1 },
      growth: '0',
    };
    const simulation = await simulate(config, uniform(config, 0.3));
    const measurement = await simulation.advance(50);
    expect(measurement.status).toBe('unstable-step');
    expect(measurement.reason).toMatch(/limit of 0\.00\d+/);
    expect(measurement.u.min).toBeGreaterThanOrEqual(0);
    expect(measurement.u.notFinite).toBe(0);
  });
});

describe('adaptive time step', () => {
  it('stays below the limit and lands on every goal', async () => {
    for (const access of [undefined, gpu.access]) {
      const simulation = await simulate(baseConfig, uniform(baseConfig, 0.1), access);
      for (const goal of [0.1, 0.1, 0.25, 1 / 3, 1]) {
        const measurement = await simulation.advance(goal);
        expect(measurement.time).toBeCloseTo(goal, 8);
        expect(measurement.timeStep).toBeLessThan(0.00907);
        expect(measurement.timeStep).toBeGreaterThan(0.00907 * 0.85);
      }
      simulation.dispose();
    }
  });

  it('has its first step planned before it is run', async () => {
    const simulation = await simulate(baseConfig, uniform(baseConfig, 0.1));
    const before = await simulation.measure();
    expect([before.time, before.steps]).toEqual([0, 0]);
    expect(before.timeStep).toBeGreaterThan(0);
    simulation.run(1, 1);
    const after = await simulation.measure();
    expect(after.steps).toBe(1);
    expect(after.time).toBeCloseTo(before.timeStep, 8);
  });

  it('does not move past its goal, however many steps are asked for', async () => {
    const simulation = await simulate(baseConfig, uniform(baseConfig, 0.1));
    simulation.run(1000, 0.5);
    const measurement = await simulation.measure();
    expect(measurement.time).toBeCloseTo(0.5, 8);
    expect(measurement.steps).toBeLessThan(70);
  });

  it('carries a state on at its own time, as if it had not been interrupted', async () => {
    // growth depends on t: only a clock that goes on gives the same
    const config: KellerSegelConfig = { ...baseConfig, growth: 'u*(cos(t)-u)' };
    const whole = await simulate(config, uniform(config, 0.1));
    await whole.advance(2);
    const first = await simulate(config, uniform(config, 0.1));
    await first.advance(1);
    const { slot } = await first.backend.readRecord('clock');
    const cells = config.nx * config.ny;
    const half = async (name: string): Promise<Float64Array> =>
      Float64Array.from(await first.backend.read(name, slot * cells, cells));
    const arrays = { u: await half('u'), v: await half('v') };
    const second = await simulate(config, { time: 1, steps: 0, arrays });
    expect((await second.measure()).time).toBeCloseTo(1, 8);
    const measurement = await second.advance(2);
    expect(measurement.time).toBeCloseTo(2, 8);
    // the steps differ a little, for the first is measured anew: second order in a step of 0.008
    expect(measurement.u.mass / (await whole.measure()).u.mass).toBeCloseTo(1, 4);
  });

  it('survives a parameter that makes the running step far too long', async () => {
    const simulation = await simulate(
      { ...baseConfig, diffusionU: 'D', parameters: { c: 4, a: 0.1, D: 1 } },
      uniform(baseConfig, 0.1),
    );
    await simulation.advance(0.5);
    simulation.setParameters({ D: 50 });
    const measurement = await simulation.advance(0.6);
    expect(measurement.status).toBe('running');
    expect(measurement.rejected).toBeGreaterThan(0);
    expect(measurement.u.min).toBeGreaterThan(0);
  });
});
