// The blow-up of the parabolic-parabolic minimal model from u = 1000 exp(-100 r^2), v = 500 exp(-50 r^2): the run that lasts
// too long says so and stops. How high the peak is on the way there is a check (src/validation/fields-blow-up.ts).

import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { fields, simulate } from '../support/run.ts';

const config = (cells: number): Config => ({
  ...baseConfig,
  nx: cells,
  ny: cells,
  width: 0.5,
  height: 0.5,
  boundaryX: 'no-flux',
  boundaryY: 'no-flux',
  sensitivity: 'u',
  growth: '0',
  production: 'u-v',
  parameters: {},
});

// one quarter of the plane: walls are mirrors, the peak sits in the corner
const initial = (cells: number) =>
  fields(
    config(cells),
    (x, y) => 1000 * Math.exp(-100 * (x * x + y * y)),
    (x, y) => 500 * Math.exp(-50 * (x * x + y * y)),
  );

describe('blow-up of the minimal model', () => {
  it('stops when the grid no longer resolves the peak, keeps a finite positive state and its mass', async () => {
    const simulation = await simulate(config(64), initial(64));
    const before = await simulation.measure();
    const after = await simulation.advance(1e-3);
    expect(after.status).toBe('unresolved');
    expect(after.reason).toMatch(/narrower than three cells/);
    expect(after.time).toBeLessThan(1e-3);
    expect(after.u.notFinite).toBe(0);
    expect(after.u.min).toBeGreaterThanOrEqual(0);
    expect(Math.abs(after.u.mass / before.u.mass - 1)).toBeLessThan(1e-12 * after.steps);
    const again = await simulation.advance(2e-3);
    expect(again.time).toBe(after.time);
    expect(again.steps).toBe(after.steps);
  });
});
