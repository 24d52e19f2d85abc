// Fronts and steady states with known shapes, each on grids that halve: the error must be
// small and must shrink at second order.

import { describe, expect, it } from 'vitest';
import type { KellerSegelConfig } from '../../src/core/config.ts';
import { baseConfig } from '../support/configs.ts';
import { fields, relativeDifference, runTo, slope } from '../support/run.ts';

const line: KellerSegelConfig = {
  ...baseConfig,
  ny: 1,
  height: 1,
  boundaryX: 'no-flux',
  boundaryY: 'no-flux',
};

describe('Fisher-KPP front u = [1 + exp((x - 5t/sqrt 6)/sqrt 6)]^-2', () => {
  const front = (x: number, t: number): number =>
    (1 + Math.exp((x - 40 - (5 * t) / Math.sqrt(6)) / Math.sqrt(6))) ** -2;

  async function error(cells: number): Promise<number> {
    const config: KellerSegelConfig = {
      ...line,
      nx: cells,
      width: 100,
      sensitivity: '0*u',
      growth: 'u*(1-u)',
      production: '0',
      parameters: {},
      timeStep: 0.005, // short enough that the error in time, of second order too, is out of sight
    };
    const initial = fields(
      config,
      (x) => front(x, 0),
      () => 0,
    );
    const { snapshot } = await runTo(10, config, initial);
    const exact = fields(
      config,
      (x) => front(x, 10),
      () => 0,
    );
    return relativeDifference(snapshot.u, exact.u);
  }

  it('travels at its exact speed, at second order in h', async () => {
    const cells = [100, 200, 400];
    const errors = [];
    for (const n of cells) errors.push(await error(n));
    // the leading error of the scheme moves the front a little; it was measured as 0.015 h^2 when this was written
    expect(errors[2]).toBeLessThan(0.02 * 0.25 ** 2);
    expect(slope(cells, errors)).toBeLessThan(-1.9);
  });
});

describe('steady state between walls: D = a = 1, chi = 1.8 u, L = 5, mean 1', () => {
  async function ends(cells: number): Promise<{ u0: number; uL: number; v0: number }> {
    const config: KellerSegelConfig = {
      ...line,
      nx: cells,
      width: 5,
      sensitivity: '1.8*u',
      growth: '0',
      production: 'u-v',
      parameters: {},
    };
    const initial = fields(
      config,
      (x) => 12 * Math.exp(-2.4 * x),
      (x) => 3.5 * Math.exp(-x) + 0.2,
    );
    const mean = initial.u.reduce((sum, value) => sum + value) / cells;
    const u = initial.u.map((value) => value / mean);
    const { snapshot, measurement } = await runTo(25, config, { u, v: initial.v });
    expect(measurement.status).toBe('running');
    // the ends lie half a cell beyond the outermost centres; both profiles are even about the wall
    const end = (f: Float32Array, i: number, j: number): number => f[i] + (f[i] - f[j]) / 8;
    return {
      u0: end(snapshot.u, 0, 1),
      uL: end(snapshot.u, cells - 1, cells - 2),
      v0: end(snapshot.v, 0, 1),
    };
  }

  it('has the values of the quadrature at both ends, at second order in h', async () => {
    const coarse = await ends(40);
    const fine = await ends(80);
    // the quadrature gives five digits; beyond those the error is second order: a quarter of the coarser grid's,
    // and by extrapolation a third of the difference between the grids (twice that allowed)
    expect(Math.abs(fine.v0 - 3.8219) / Math.abs(coarse.v0 - 3.8219)).toBeLessThan(0.3);
    expect(Math.abs(fine.v0 - 3.8219)).toBeLessThan((2 / 3) * Math.abs(coarse.v0 - fine.v0));
    expect(Math.abs(fine.u0 - 13.155)).toBeLessThan(1.8 * 13.155 * Math.abs(coarse.v0 - fine.v0)); // u ~ exp(1.8 v)
    expect(Math.abs(fine.uL - 0.0159)).toBeLessThan((2 / 3) * Math.abs(coarse.uL - fine.uL) + 5e-6);
  });
});
