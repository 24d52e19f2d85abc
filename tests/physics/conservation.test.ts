// Mass and sign: what the finite-volume scheme keeps by construction.

import { describe, expect, it } from 'vitest';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { testGpu } from '../support/gpu.ts';
import { fields, runTo, simulate } from '../support/run.ts';

const gpu = testGpu();

const aggregation = (cells: number): KellerSegelConfig => ({
  ...baseConfig,
  nx: cells,
  ny: cells,
  width: 0.4 * cells,
  height: 0.4 * cells,
  growth: '0',
});
const bumps = (config: KellerSegelConfig) =>
  fields(
    config,
    (x, y) =>
      1 +
      0.3 * Math.sin((2 * Math.PI * x) / config.width) +
      0.2 * Math.cos((4 * Math.PI * y) / config.height),
    () => 10,
  );

describe('mass without growth', () => {
  it('is exact in float64, between walls too', async () => {
    for (const boundary of ['periodic', 'no-flux'] as const) {
      const config = { ...aggregation(24), boundaryX: boundary, boundaryY: boundary };
      const simulation = await simulate(config, bumps(config));
      const start = await simulation.measure();
      const end = await simulation.advance(20);
      // each step rounds each cell to 1e-16: far below 1e-13 even if all fell the same way for 1000 steps
      expect(Math.abs(end.u.mass / start.u.mass - 1)).toBeLessThan(1e-13);
      expect(end.steps).toBeGreaterThan(100);
    }
  });
});

describe('positivity', () => {
  // a central flux goes below zero for c = 10, 20, 40
  it.each([10, 40])('holds at c = %i, where a central flux fails, on both backends', async (c) => {
    const config: KellerSegelConfig = {
      ...aggregation(32),
      width: 32,
      height: 32,
      parameters: { c, a: 0.1 },
      whenUnresolved: 'continue',
    };
    const spots = fields(
      config,
      (x, y) => (Math.hypot(x - 10, y - 12) < 4 || Math.hypot(x - 22, y - 20) < 6 ? 2 : 0),
      () => 0,
    );
    for (const access of [undefined, gpu.access]) {
      const { measurement, snapshot } = await runTo(10, config, spots, access);
      expect(measurement.status).toBe('running');
      expect(Math.min(...snapshot.u)).toBeGreaterThanOrEqual(0);
      expect(measurement.u.max).toBeGreaterThan(3);
    }
  });
});

describe('symmetry', () => {
  it('treats both axes alike', async () => {
    const config = { ...aggregation(20), nx: 20, ny: 28, width: 8, height: 11.2 };
    const turned = { ...config, nx: 28, ny: 20, width: 11.2, height: 8 };
    const shape = (x: number, y: number): number => 1 + 0.5 * Math.sin((2 * Math.PI * x) / 8 + Math.cos(y));
    const one = await runTo(
      2,
      config,
      fields(config, shape, () => 10),
    );
    const other = await runTo(
      2,
      turned,
      fields(
        turned,
        (x, y) => shape(y, x),
        () => 10,
      ),
    );
    for (let iy = 0; iy < 28; iy += 1) {
      for (let ix = 0; ix < 20; ix += 1) {
        // same sums in another order: rounding of f32 snapshots
        expect(one.snapshot.u[iy * 20 + ix]).toBeCloseTo(other.snapshot.u[ix * 28 + iy], 5);
      }
    }
  });
});
