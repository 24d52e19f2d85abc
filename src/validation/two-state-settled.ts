// The master equation of two states between walls or on a ring, at rest. Without a current the lattice has, from one column
// to the next, ln p rising by 2 artanh(delta tanh(s h/2)), s = a+ + a-, delta = (a- - a+)/s: the exact (a- - a+)/v dx but
// for terms in h^2.

import type { Check, Plot, Quantity } from './check.ts';
import { part } from './check.ts';
import type { ContinuumState } from './continuum-runs.ts';
import {
  continuumAt,
  LATTICE,
  meanOf,
  momentsAlong,
  orderOfTwo,
  profilePlot,
  rounding,
  startContinuum,
} from './continuum-runs.ts';
import { extrapolated } from './fields-steady.ts';
import { integral } from './statistics.ts';
import { equal, within } from './verdict.ts';

const WALLS = { ...LATTICE, nx: 160, width: 200, boundaryX: 'no-flux', cells: 1000 } as const;
const BALANCE = "no flux on a line: p'/p = (a- - a+)/v (Schnitzer 1993)";

/** ln p of the lecture's case, whose rates below zero count as zero, up to a constant; x from the middle. */
function lecture(x: number): number {
  const edge = 50 * Math.atanh(0.5);
  const far = Math.abs(x);
  const inner = Math.exp(-10 * Math.log(Math.cosh(Math.min(far, edge) / 50)));
  if (far < edge) return inner;
  const rest = -(far - edge) / 20 - 5 * Math.log(Math.cosh(far / 50) / Math.cosh(edge / 50));
  return inner * Math.exp(rest);
}

const largestCurrent = ({ v, u }: ContinuumState): number =>
  Math.max(...v.map(Math.abs)) / (20 * Math.max(...u));

const plotOf = (title: string, { config, u }: ContinuumState, density: (x: number) => number): Plot => {
  const whole = integral(density, -100, 100, 4000);
  return profilePlot(title, config, u, (x) => density(x - 100) / whole);
};

const tanh: Check = {
  name: 'two-state-tanh',
  rows: [10],
  title: 'Master equation, reversal rates 1 +- .8 tanh(x/50) between walls: p ~ cosh^-4(x/50)',
  model: 'two-state',
  quick: true,
  source: BALANCE,
  settings: {
    ...{ ...WALLS, until: 60 },
    ...{ ratePlus: '1 + 0.8*tanh((x - 100)/50)', rateMinus: '1 - 0.8*tanh((x - 100)/50)' },
  },
  varied: 'nx = 160, 320',
  async run(context) {
    // even modes decay as e^(-.32 t): 5e-9 is left
    const coarse = await continuumAt(part(context, 0, 3), 60, this.settings);
    const fine = await continuumAt(part(context, 1, 3), 60, { ...this.settings, nx: 320 });
    const variances = [coarse, fine].map(({ config, u }) => momentsAlong(config, u).variance) as [
      number,
      number,
    ];
    // variance of p over [-100, 100], by quadrature
    const density = (x: number): number => Math.cosh(x / 50) ** -4;
    const exact = integral((x) => x ** 2 * density(x), -100, 100, 4000) / integral(density, -100, 100, 4000);
    const loss = context.backend !== 'reference' ? 2e-3 : 1e-5;
    const correction = Math.abs(variances[1] - variances[0]) / 3;
    return {
      quantities: [
        within('variance by quadrature', 'length^2', exact, 783.004, 5e-4, 'its digits'),
        extrapolated('variance', 'length^2', variances, exact, { digits: loss, share: 0.02 }),
        orderOfTwo(
          'the error of the variance',
          [variances[0] - exact, variances[1] - exact],
          2,
          0.02 + (2 * loss) / correction,
          'the next power of h, and rounding',
        ),
        extrapolated(
          'largest current over v p',
          '1',
          // In each column a little, since movers cross its edges and are counted in its middle.
          [largestCurrent(coarse), largestCurrent(fine)],
          0,
          { digits: context.backend !== 'reference' ? 1e-6 : 1e-8 },
        ),
      ],
      plot: plotOf('Master equation, rates 1 +- .8 tanh(x/50)', fine, density),
    };
  },
};

const clipped: Check = {
  name: 'two-state-lecture',
  rows: [10],
  title: "Master equation of the lecture's rates 1 +- 2 tanh(4x/L), 0 where negative: variance 292.876",
  model: 'two-state',
  quick: false,
  source: BALANCE,
  settings: {
    ...{ ...WALLS, until: 60 },
    ratePlus: 'tumbleRate*(1 + 2*tanh(4*(x - width/2)/width))',
    rateMinus: 'tumbleRate*(1 - 2*tanh(4*(x - width/2)/width))',
  },
  varied: 'nx = 160, 320',
  async run(context) {
    const coarse = await continuumAt(part(context, 0, 3), 40, this.settings);
    const fine = await continuumAt(part(context, 1, 3), 40, { ...this.settings, nx: 320 });
    const of = (measure: (state: ContinuumState) => number) => [measure(coarse), measure(fine)] as const;
    const gpu = context.backend !== 'reference';
    // The kink where the rates are clipped lies anywhere in its column: an error of h^2 that does not fall evenly.
    const share = 1;
    const peak = ({ config, u }: ContinuumState): number => {
      const total = u.reduce((sum, value) => sum + value, 0) * (config.width / config.nx);
      // Two columns beside the middle, h/2 from it; ln p bends there by -10/50^2.
      const h = config.width / config.nx;
      return (u[config.nx / 2] / total) * Math.exp((5 / 2500) * (h / 2) ** 2);
    };
    return {
      quantities: [
        extrapolated(
          'variance',
          'length^2',
          of(({ config, u }) => momentsAlong(config, u).variance),
          292.876,
          {
            ...{ digits: 5e-4 + (gpu ? 1e-3 : 0), share },
          },
        ),
        extrapolated('density in the middle', '1/length', of(peak), 0.024421, {
          ...{ digits: 5e-7 + (gpu ? 1e-7 : 0), share },
        }),
        extrapolated(
          'P(|x| > 50)',
          '1',
          of(({ config, u }) => meanOf(config, u, (x) => (Math.abs(x - 100) > 50 ? 1 : 0))),
          0.0067122,
          { digits: 5e-8 + (gpu ? 1e-7 : 0), share },
        ),
      ],
      plot: plotOf("Master equation of the lecture's rates", fine, lecture),
    };
  },
};

const SYMMETRIC = 'tumbleRate*(1 + 0.9*sin(2*pi*x/width))';

const symmetric: Check = {
  name: 'two-state-symmetric',
  rows: [11],
  title: 'Master equation, rates that are equal both ways: a flat density, to rounding',
  model: 'two-state',
  quick: true,
  source: BALANCE,
  settings: {
    ...{ ...LATTICE, nx: 100, width: 62.5, ratePlus: SYMMETRIC, rateMinus: SYMMETRIC },
    ...{ initialU: 'x < 30', cells: 1000, until: 60 },
  },
  async run(context) {
    const { u, config } = await continuumAt(context, 60, this.settings);
    const mean = config.cells / config.width;
    return {
      quantities: [
        within(
          'largest deviation from the mean',
          '1',
          Math.max(...u.map((value) => Math.abs(value / mean - 1))),
          0,
          rounding(context, 1920),
          'six roundings a step; modes of the start decay at the rate a or faster, .8 on average',
        ),
      ],
    };
  },
};

const runs: Check = {
  name: 'two-state-transport',
  rows: [],
  title:
    'Runs without tumbles bring every density back unchanged after a round, wherever the clock was stopped',
  model: 'two-state',
  quick: true,
  source: 'transport by whole columns is a permutation',
  settings: { ...LATTICE, nx: 100, width: 62.5, cells: 1000, until: 30, parameters: { tumbleRate: 0 } },
  varied: 'boundaries periodic, no-flux; stopped at t = 0.4 and 7.77 on the way',
  async run(context) {
    const shape = (x: number): number => 1 + Math.sin(x) ** 2 + (x < 20 ? 3 : 0);
    const quantities: Quantity[] = [];
    for (const [index, boundaryX] of (['periodic', 'no-flux'] as const).entries()) {
      const settings = { ...this.settings, boundaryX };
      const run = await startContinuum(part(context, index, 2), settings, shape, 25);
      const start = await run.to(0);
      for (const time of [0.4, 7.77]) await run.to(time);
      // Eight rounds of 62.5/20; between walls a cell is on its first way again after two lengths: four times.
      const { u } = await run.to(25);
      run.dispose();
      const changed = u.filter((value, i) => value !== start.u[i]).length;
      quantities.push(equal(`columns that changed at t = 25, ${boundaryX}`, changed, 0));
    }
    return { quantities };
  },
};

const K = (2 * Math.PI) / 62.5;

/** Amplitude of cos(Kx) that was 1 at the start, without a current then; a = 1, v = 20. */
function wave(t: number): number {
  const frequency = Math.sqrt((20 * K) ** 2 - 1);
  return Math.exp(-t) * (Math.cos(frequency * t) + Math.sin(frequency * t) / frequency);
}

const between: Check = {
  name: 'two-state-between',
  rows: [],
  title:
    'Densities between two steps of the lattice are right to second order, and looking at them changes nothing',
  model: 'two-state',
  quick: true,
  source: 'a wave of the telegraph equation: p_tt + 2a p_t + v^2 k^2 p = 0',
  settings: { ...LATTICE, width: 62.5, cells: 1000, until: 2 },
  varied: 'nx = 100, 200; from 1 + .5 cos(2 pi x/L), looked at half a step after t = 1',
  async run(context) {
    const shape = (x: number): number => 1 + 0.5 * Math.cos(K * x);
    const errors: number[] = [];
    let changed = 0;
    for (const [index, nx] of [100, 200].entries()) {
      const settings = { ...this.settings, nx };
      const run = await startContinuum(part(context, 2 * index, 4), settings, shape, 2);
      const time = 1 + 0.5 / (0.32 * nx);
      const looked = await run.to(time);
      const amplitude = 2 * meanOf(run.config, looked.u, (x) => Math.cos(K * x));
      errors.push(amplitude - 0.5 * wave(time));
      const one = await run.to(2);
      run.dispose();
      const other = await continuumAt(part(context, 2 * index + 1, 4), 2, settings, shape);
      changed += one.u.filter((value, i) => value !== other.u[i]).length;
    }
    const [coarse, fine] = errors;
    const loss = rounding(context, 64);
    return {
      quantities: [
        within(
          'amplitude at half a step',
          '1',
          fine,
          0,
          ((20 * K) / 64) ** 2 / 8 + loss,
          '(k dx)^2/8 of it, by linear interpolation',
        ),
        orderOfTwo('that error', [coarse, fine], 2, 0.1 + (3 * loss) / Math.abs(fine), 'the next power of h'),
        equal('columns that differ at t = 2 from a run without a look', changed, 0),
      ],
    };
  },
};

const longRun: Check = {
  name: 'two-state-mass',
  rows: [],
  title: 'No cell is made or lost, and none is below zero, over 100 000 steps with rates that move',
  model: 'two-state',
  quick: false,
  source: 'what one way loses the other gains; f32 rounds either to its nearest, without a bias',
  settings: {
    ...{ ...LATTICE, nx: 64, width: 40, boundaryX: 'no-flux', cells: 1000, every: 100, until: 3125 },
    ...{ ratePlus: '1 + 0.8*sin(t + x/10)', rateMinus: '1.2 + cos(1.3*t)', initialU: 'x < 5' },
  },
  async run(context) {
    const { u, measurement } = await continuumAt(context, 3125, this.settings);
    const mass = (u.reduce((sum, value) => sum + value, 0) * 40) / 64;
    const gpu = context.backend !== 'reference';
    return {
      quantities: [
        within(
          `change of mass over ${measurement.steps} steps`,
          '1',
          mass / 1000 - 1,
          0,
          // Two roundings of half a unit in the last place each for each of 128 densities and half step, as a random walk.
          gpu ? 4 * 2 ** -24 * Math.sqrt((4 * 1e5) / 128) : 4 * 2 ** -53 * Math.sqrt((4 * 1e5) / 128),
          'four standard deviations of roundings that do not know of each other: 2^-24 (2^-53) sqrt(4 steps/128)',
        ),
        equal('columns below zero', u.filter((value) => !(value >= 0)).length, 0),
        equal('steps', measurement.steps >= 1e5 ? 1 : 0, 1),
      ],
    };
  },
};

export const TWO_STATE_SETTLED: readonly Check[] = [tanh, clipped, symmetric, runs, between, longRun];
