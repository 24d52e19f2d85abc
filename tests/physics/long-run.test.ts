// Long runs in f32: rounding must not make or lose cells. The longest on the CPU's threads; a software adapter takes a minute.

import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { testCpu } from '../support/cpu.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, simulate } from '../support/run.ts';

const gpu = testGpu();
const cpu = testCpu();

const saturating: Config = {
  ...baseConfig,
  nx: 16,
  ny: 12,
  width: 8,
  height: 6,
  growth: '0',
  scheme: 'euler',
};
const filling: Config = {
  ...saturating,
  sensitivity: 'chi*u*(1-u)',
  production: 'u-v',
  parameters: { chi: 10 },
  scheme: 'ssprk2',
};

const cases = {
  saturating: { name: 'saturating sensitivity', config: saturating, mean: 1, highest: 1.6 },
  filling: { name: 'volume filling', config: filling, mean: 0.4, highest: 0.8 },
};

describe('mass', () => {
  it.each([
    { ...cases.saturating, on: 'cpu', steps: 100_000 },
    { ...cases.saturating, on: 'gpu', steps: 5_000 },
    { ...cases.filling, on: 'cpu', steps: 10_000 },
    { ...cases.filling, on: 'gpu', steps: 5_000 },
  ])(
    'stays within 1e-6 over $steps steps on the $on: $name',
    async ({ config, mean, highest, on, steps }) => {
      const initial = fields(
        config,
        (x, y) =>
          mean *
          (1 +
            0.3 * Math.sin((2 * Math.PI * x) / config.width) +
            0.2 * Math.cos((2 * Math.PI * y) / config.height)),
        () => (config === saturating ? 10 : mean),
      );
      const simulation = await simulate(config, initial, on === 'cpu' ? cpu.access : gpu.access);
      const start = await simulation.measure();
      let measurement = start;
      let seen = 0;
      while (measurement.steps < steps && measurement.status === 'running') {
        simulation.run(5000, 1e9);
        measurement = await simulation.measure();
        seen = Math.max(seen, measurement.u.max);
        // the promise is 1e-5; a pairwise f32 sum of 400 values can itself be off by log2(400) x 6e-8 = 5e-7
        expect(Math.abs(measurement.u.mass / start.u.mass - 1)).toBeLessThan(1e-6);
      }
      simulation.dispose();
      expect(measurement.status).toBe('running');
      expect(measurement.steps).toBeGreaterThanOrEqual(steps);
      expect(seen).toBeGreaterThan(highest); // a pattern stands: fluxes were at work
    },
  );
});
