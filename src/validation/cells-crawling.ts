// Cells that crawl in a landscape: drift and noise of an overdamped particle, the density it settles at, and the internal
// level that follows the attractant.

import { cellsAt, LINE, PLANE, startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { average, integral, varianceOf } from './statistics.ts';
import type { Shape } from './verdict.ts';
import { densityPlot, follows, statistical, within } from './verdict.ts';

const landscape = { sensing: 'landscape', cells: 20_000 };

const slope: Check = {
  name: 'crawling-slope',
  rows: [],
  title:
    'A landscape of constant slope: drift mobility chi grad c, diffusion mobility temperature, at any step',
  model: 'run-and-tumble',
  quick: true,
  source: 'Smoluchowski 1916, Einstein 1905; normally distributed displacements',
  settings: {
    ...{ ...PLANE, ...landscape, attractant: '500 + 0.3*x - 0.4*y' },
    ...{ parameters: { mobility: 3, chi: 2, temperature: 0.5 }, timeStep: 1, until: 4, seed: 81 },
  },
  async run(context) {
    const { x, y } = await cellsAt(context, 4, this.settings);
    const about = (values: Float64Array, mean: number) => values.map((value) => value - mean);
    const [right, up] = [about(x, 7.2), about(y, -9.6)];
    return {
      quantities: [
        statistical('mean displacement along x', 'length', average(x), 7.2),
        statistical('mean displacement along y', 'length', average(y), -9.6),
        statistical('variance along x', 'length^2', varianceOf(x), 12),
        statistical('variance along y', 'length^2', varianceOf(y), 12),
        statistical(
          'fourth moment along x',
          'length^4',
          average(right.map((place) => place ** 4)),
          3 * 12 ** 2,
        ),
        statistical('covariance', 'length^2', average(right.map((place, i) => place * up[i])), 0),
      ],
    };
  },
};

const spring: Check = {
  name: 'crawling-spring',
  rows: [],
  title: 'On a spring: variance temperature/stiffness, but for what the step is known to add',
  model: 'run-and-tumble',
  quick: true,
  source:
    'Ornstein and Uhlenbeck 1930; with e = mobility stiffness dt the predictor-corrector multiplies x by 1 - e + e^2/2 and its noise by 1 - e/2',
  settings: {
    ...{ ...landscape, ny: 1, nx: 80, width: 20, boundaryX: 'no-flux', initialU: 'abs(x - 10) < 2' },
    ...{ attractant: '100 - (x - 10)^2/2', until: 6, seed: 82 },
  },
  varied: 'timeStep = 0.5, 0.25',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const timeStep of [0.5, 0.25]) {
      const { x } = (await cellsAt(context, 6, { ...this.settings, timeStep })).cells;
      const e = timeStep;
      const exact = (1 - e + e ** 2 / 4) / (1 - e + e ** 2 / 2 - e ** 3 / 8);
      quantities.push(
        statistical(`mean at dt = ${timeStep}`, 'length', average(x), 10),
        statistical(`variance at dt = ${timeStep}`, 'length^2', varianceOf(x), exact),
      );
    }
    return { quantities };
  },
};

const BOX = { ...landscape, ny: 1, nx: 16, width: 8, boundaryX: 'no-flux', attractant: '1 - cos(pi*x/4)' };

const hill: Check = {
  name: 'crawling-hill',
  rows: [],
  title: 'Between walls around a hill: p ~ exp(chi c/temperature)',
  model: 'run-and-tumble',
  quick: true,
  source: 'Boltzmann',
  settings: {
    ...BOX,
    cells: 10_000,
    parameters: { chi: 1.5, temperature: 1 },
    timeStep: 0.1,
    until: 12,
    seed: 83,
  },
  async run(context) {
    // D (2 pi/8)^2 = .62 for the slowest even mode; as on a spring the step is (.1 chi c'')^2/4 = 2e-3 off at most
    const { x } = (await cellsAt(context, 12, this.settings)).cells;
    const density = (place: number): number => Math.exp(-1.5 * Math.cos((Math.PI * place) / 4));
    const shape: Shape = { density, low: 0, high: 8, bins: 20 };
    return {
      quantities: [follows('density', x, shape)],
      plot: densityPlot('Crawling around a hill', 'x', x, shape),
    };
  },
};

const mobility: Check = {
  name: 'crawling-mobility',
  rows: [],
  title:
    'A mobility m that follows the attractant closely: p ~ 1/m, as noise that is drawn where a step begins',
  model: 'run-and-tumble',
  quick: true,
  source: 'Ito 1944: (m p)" = 0 between walls',
  settings: {
    ...{ ...BOX, parameters: { chi: 0, gain: 2, K: 1, tau: 0.024 } },
    ...{ timeStep: 0.008, cells: 8_000, until: 5, seed: 84 },
  },
  async run(context) {
    // The mobility is that of where a cell was dt/2 + tau before, on average: (dt/2 + tau) m'' of a contrast of .33. Noise of
    // the middle of a step would lead to m^(-1/2), twice as far off as is allowed here.
    const { x } = (await cellsAt(context, 5, this.settings)).cells;
    const cue = (place: number): number => 1 - Math.cos((Math.PI * place) / 4);
    const inverse = (place: number): number => 1 / (1 + (2 * cue(place)) / (1 + cue(place)));
    const exact = integral((place) => cue(place) * inverse(place), 0, 8) / integral(inverse, 0, 8);
    const bias = { most: (0.004 + 0.024) * 0.62, from: '(dt/2 + tau) (pi/4)^2, as the mobility lags' };
    return { quantities: [statistical('mean of the attractant', '1', average(x.map(cue)), exact, bias)] };
  },
};

const level: Check = {
  name: 'crawling-level',
  rows: [],
  title: 'A level that follows the bound share c/(K + c) as e^(-t/tau), and mobility that rises with it',
  model: 'run-and-tumble',
  quick: true,
  source: 'linear relaxation; <x^2> = 2 D t with D = mobility (1 + gain level) temperature',
  settings: {
    ...{ ...LINE, ...landscape, attractant: '1', timeStep: 0.5, until: 6, seed: 85 },
    parameters: { mobility: 3, chi: 2, temperature: 0.5, gain: 2, K: 1, tau: 2 },
  },
  varied: 'K = 3 from t = 4 on',
  async run(context) {
    const run = await startCells(context, this.settings);
    const rounding = context.backend !== 'reference' ? 1e-6 : 1e-12;
    const from = context.backend !== 'reference' ? 'f32, a dozen roundings of 6e-8' : 'float64';
    const one = async () => (await run.simulation.population!.memory('level'))[17];
    const { x, measurement } = await run.to(4);
    const atRest = await one();
    run.simulation.setParameters({ K: 3 });
    const later = (await run.to(6)).measurement;
    const relaxed = 0.25 + 0.25 * Math.exp(-1);
    const after = await one();
    run.dispose();
    return {
      quantities: [
        within('level of a cell at rest', '1', atRest, 0.5, rounding, from),
        within('mean level at rest', '1', measurement.cells!.inner.level.mean, 0.5, rounding, from),
        statistical('variance at t = 4', 'length^2', varianceOf(x), 2 * 0.5 * 6 * 4),
        within('level of a cell, 2 after the change', '1', after, relaxed, rounding, from),
        within('mean level, 2 after the change', '1', later.cells!.inner.level.mean, relaxed, rounding, from),
      ],
    };
  },
};

export const CELLS_CRAWLING: readonly Check[] = [slope, spring, hill, mobility, level];
