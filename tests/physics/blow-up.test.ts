// The blow-up of the parabolic-parabolic minimal model from u = 1000 exp(-100 r^2), v = 500 exp(-50 r^2):
// u_max = 7038 at t = 2e-5 and 17505 at 3e-5, computed independently at high resolution, and the run that lasts too long says so and stops.

import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { fields, runTo, simulate } from '../support/run.ts';

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

async function peak(cells: number, t: number): Promise<number> {
  const { measurement } = await runTo(t, config(cells), initial(cells));
  expect(measurement.status).toBe('running');
  return measurement.u.max;
}

describe('blow-up of the minimal model', () => {
  it.each([
    { t: 2e-5, exact: 7038 },
    { t: 3e-5, exact: 17505 },
  ])('reaches a peak of $exact at t = $t', async ({ t, exact }) => {
    const coarse = await peak(64, t);
    const fine = await peak(128, t);
    // the peak lies half a cell from the nearest centre, and the scheme is of second order: extrapolate
    const extrapolated = fine + (fine - coarse) / 3;
    expect(Math.abs(fine - exact)).toBeLessThan(Math.abs(coarse - exact) / 2.5);
    // what is left is of fourth order or from the time step: a tenth of the correction made
    expect(Math.abs(extrapolated - exact)).toBeLessThan(Math.abs(fine - coarse) / 3 / 2);
  });

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
