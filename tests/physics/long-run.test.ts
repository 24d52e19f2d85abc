// 100,000 steps in f32: rounding must not make or lose cells. A file of its own, for it takes the longest.

import { expect, it } from 'vitest';
import type { Config } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, simulate } from '../support/run.ts';

const gpu = testGpu();

it('keeps the mass within 1e-5 over 100,000 steps on the GPU', async () => {
  const config: Config = { ...baseConfig, nx: 16, ny: 12, width: 8, height: 6, growth: '0', scheme: 'euler' };
  const initial = fields(
    config,
    (x, y) => 1 + 0.3 * Math.sin((2 * Math.PI * x) / 8) + 0.2 * Math.cos((2 * Math.PI * y) / 6),
    () => 10,
  );
  const simulation = await simulate(config, initial, gpu.access);
  const start = await simulation.measure();
  let measurement = start;
  let highest = 0;
  while (measurement.steps < 100_000 && measurement.status === 'running') {
    simulation.run(4000, 1e9);
    measurement = await simulation.measure();
    highest = Math.max(highest, measurement.u.max);
    expect(Math.abs(measurement.u.mass / start.u.mass - 1)).toBeLessThan(1e-5);
  }
  simulation.dispose();
  expect(measurement.status).toBe('running');
  expect(measurement.steps).toBeGreaterThanOrEqual(100_000);
  expect(highest).toBeGreaterThan(1.6); // a pattern stands: fluxes were at work
}, 240_000);
