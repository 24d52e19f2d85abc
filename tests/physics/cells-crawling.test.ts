// Cells that crawl in a landscape: drift and noise of an overdamped particle, the density it settles at, and the internal
// level that follows the attractant.

import { describe, expect, it } from 'vitest';
import {
  average,
  cellsAt,
  expectDensity,
  expectExact,
  integral,
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

  it('on a spring: variance temperature/stiffness, but for (mobility stiffness dt)^2/4 of it', async () => {
    // With e = mobility stiffness dt the predictor-corrector multiplies x by 1 - e + e^2/2 a step and the noise of
    // variance 2 e by 1 - e/2: the variance is (1 - e + e^2/4)/(1 - e + e^2/2 - e^3/8) = 1 - e^2/4 + ...
    const width = 20;
    for (const timeStep of [0.5, 0.25]) {
      const { cells: state } = await cellsAt(6, {
        ...{ ...landscape, ny: 1, nx: 80, width, boundaryX: 'no-flux', initialU: 'abs(x - 10) < 2' },
        ...{ attractant: '100 - (x - 10)^2/2', timeStep, seed: 82 },
      });
      const e = timeStep;
      const exact = (1 - e + e ** 2 / 4) / (1 - e + e ** 2 / 2 - e ** 3 / 8);
      expect(1 - exact).toBeLessThan(0.31 * e ** 2);
      expectExact(average(state.x), width / 2);
      expectExact(varianceOf(state.x), exact);
    }
  });

  it('between walls: p ~ exp(chi c/temperature), a hill in the middle', async () => {
    // D (2 pi/8)^2 = .62 for the slowest even mode; as on a spring the step is (.1 chi c'')^2/4 = 2e-3 off at most
    const parameters = { chi: 1.5, temperature: 1 };
    const { cells: state } = await cellsAt(12, {
      ...{ ...landscape, ny: 1, nx: 16, width: 8, boundaryX: 'no-flux', attractant: '1 - cos(pi*x/4)' },
      ...{ parameters, timeStep: 0.1, seed: 83 },
    });
    expectDensity(state.x, (x) => Math.exp(-1.5 * Math.cos((Math.PI * x) / 4)), 0, 8, 20);
  });

  it('with a mobility m that follows the attractant at once: p ~ 1/m, as noise that is drawn where a step begins', async () => {
    // The step is first order here: (dt/2) m'' of the mobility, .03 (pi/4)^2 at most, of a contrast of .33.
    const parameters = { chi: 0, gain: 2, K: 1, tau: 1e-3 };
    const { cells: state } = await cellsAt(6, {
      ...{ ...landscape, ny: 1, nx: 16, width: 8, boundaryX: 'no-flux', attractant: '1 - cos(pi*x/4)' },
      ...{ parameters, timeStep: 0.03, cells: 10_000, seed: 84 },
    });
    const cue = (x: number): number => 1 - Math.cos((Math.PI * x) / 4);
    const mobility = (x: number): number => 1 + (2 * cue(x)) / (1 + cue(x));
    const mean = (power: number): number =>
      integral((x) => cue(x) * mobility(x) ** -power, 0, 8) / integral((x) => mobility(x) ** -power, 0, 8);
    expectExact(average(state.x.map(cue)), mean(1), 0.03 * 0.62);
    // Noise of the middle of a step would lead to m^(-1/2), twice as far off as is allowed here.
    expect(mean(0.5) - mean(1)).toBeGreaterThan(2 * (0.03 * 0.62 + 4 * 0.007));
  });

  it('has a level that follows the bound share c/(K + c) as e^(-t/tau), and mobility that rises with it', async () => {
    const parameters = { mobility: 3, chi: 2, temperature: 0.5, gain: 2, K: 1, tau: 2 };
    const settings = { ...LINE, ...landscape, attractant: '1', parameters, timeStep: 0.5, seed: 85 };
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
