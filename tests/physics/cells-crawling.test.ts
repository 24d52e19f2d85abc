// Cells that crawl in a landscape: drift and noise of an overdamped particle, the density it settles at, and the internal
// level that follows the attractant.

import { describe, expect, it } from 'vitest';
import {
  average,
  cellsAt,
  expectDensity,
  expectExact,
  LINE,
  PLANE,
  startCells,
  varianceOf,
} from '../support/cells.ts';

const landscape = { sensing: 'landscape', cells: 20_000 };

describe('a landscape', () => {
  it('of constant slope: drift mobility chi grad c, diffusion mobility temperature, at any step', async () => {
    const parameters = { mobility: 3, chi: 2, temperature: 0.5 };
    const settings = {
      ...PLANE,
      ...landscape,
      attractant: '500 + 0.3*x - 0.4*y',
      parameters,
      timeStep: 1,
      seed: 81,
    };
    const { x, y } = await cellsAt(4, settings);
    expectExact(average(x), 3 * 2 * 0.3 * 4);
    expectExact(average(y), -3 * 2 * 0.4 * 4);
    // 2 D t = 12
    expectExact(varianceOf(x), 12);
    expectExact(varianceOf(y), 12);
    // normally distributed: the fourth moment is three squared variances
    expectExact(average(x.map((place) => (place - 7.2) ** 4)), 3 * 12 ** 2);
    expectExact(average(x.map((place, i) => (place - 7.2) * (y[i] + 9.6))), 0);
  });

  it('between walls: p ~ exp(chi c/temperature), a hill in the middle', async () => {
    // D (2 pi/8)^2 = .62 for the slowest even mode; a step turns the drift by (.1 chi c'')^2/6 = 2e-3 of itself
    const parameters = { chi: 1.5, temperature: 1 };
    const {
      cells: { x },
    } = await cellsAt(12, {
      ...{ ...landscape, ny: 1, nx: 16, width: 8, boundaryX: 'no-flux', attractant: '1 - cos(pi*x/4)' },
      ...{ parameters, timeStep: 0.1, seed: 82 },
    });
    expectDensity(x, (place) => Math.exp(-1.5 * Math.cos((Math.PI * place) / 4)), 0, 8, 20);
  });

  it('has a level that follows the bound share c/(K + c) as e^(-t/tau), and mobility that rises with it', async () => {
    const parameters = { mobility: 3, chi: 2, temperature: 0.5, gain: 2, K: 1, tau: 2 };
    const settings = { ...LINE, ...landscape, attractant: '1', parameters, timeStep: 0.5, seed: 83 };
    const run = await startCells(settings);
    const level = async () => (await run.simulation.population!.memory('level'))[17];
    expect(await level()).toBeCloseTo(0.5, 12);
    // At rest the mobility is 3 (1 + 2/2).
    const { x, measurement } = await run.to(4);
    expect(measurement.cells!.memory).toBeCloseTo(0.5, 12);
    expectExact(varianceOf(x), 2 * 0.5 * 6 * 4);
    run.simulation.setParameters({ K: 3 });
    const later = await run.to(6);
    expect(await level()).toBeCloseTo(0.25 + 0.25 * Math.exp(-1), 12);
    expect(later.measurement.cells!.memory).toBeCloseTo(0.25 + 0.25 * Math.exp(-1), 12);
    run.dispose();
  });
});
