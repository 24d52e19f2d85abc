// Densities of the Fokker-Planck equation on their way, drift and diffusion by formula: exact solutions of linear and constant
// coefficients in one and two dimensions, and of drift that moves. Errors of space are of second order in h: two grids give the
// order, and what is left when the leading term is taken off.

import type { Grid } from '../core/grid.ts';
import { cellX, cellY } from '../core/grid.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import type { ContinuumState } from './continuum-runs.ts';
import { continuumAt, momentsAlong, orderOfTwo, profilePlot } from './continuum-runs.ts';
import type { PlaceFunction } from './field-runs.ts';
import { extrapolated } from './fields-steady.ts';
import { slope } from './statistics.ts';
import { within } from './verdict.ts';

const GIVEN = { model: 'fokker-planck', coefficients: 'given', cells: 1000 } as const;

interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly of: (state: ContinuumState) => number;
  readonly exact: number;
}

/** Each quantity extrapolated from two grids, the finer of half the spacing, and the order of its error. */
async function onTwoGrids(
  context: CheckContext,
  settings: Settings & { readonly nx: number; readonly ny: number },
  time: number,
  shape: PlaceFunction,
  measured: readonly Measured[],
): Promise<Quantity[]> {
  const doubled = { nx: 2 * settings.nx, ny: settings.ny === 1 ? 1 : 2 * settings.ny };
  const coarse = await continuumAt(part(context, 0, 5), time, settings, shape);
  const fine = await continuumAt(part(context, 1, 5), time, { ...settings, ...doubled }, shape);
  return measured.flatMap(({ name, unit, of, exact }) => {
    const pair = [of(coarse), of(fine)] as const;
    // f32 rounds a density in each step to its nearest; a mean is taken over many.
    const loss = (context.backend !== 'reference' ? 1e-5 : 1e-9) * Math.max(Math.abs(exact), 1);
    const errors = [pair[0] - exact, pair[1] - exact] as const;
    return [
      extrapolated(name, unit, pair, exact, { digits: loss, share: 0.1 }),
      orderOfTwo(
        `the error of the ${name}`,
        errors,
        2,
        0.1 + (4 * loss) / Math.abs(errors[1]),
        'the next power of h',
      ),
    ];
  });
}

const gaussian =
  (x0: number, y0: number, sigma: number): PlaceFunction =>
  (x, y) =>
    Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / (2 * sigma ** 2));

/** Mean and variance along y. */
function across({ u, config }: ContinuumState): { mean: number; variance: number } {
  const { nx, ny, height } = config;
  const rows = Float64Array.from({ length: ny }, (_, j) =>
    u.subarray(j * nx, (j + 1) * nx).reduce((a, b) => a + b),
  );
  return momentsAlong({ ...config, nx: ny, ny: 1, width: height } satisfies Grid, rows);
}
const along = ({ u, config }: ContinuumState): { mean: number; variance: number } => momentsAlong(config, u);

const relaxing: Check = {
  name: 'fokker-planck-ornstein-uhlenbeck',
  rows: [],
  title: 'The Ornstein-Uhlenbeck process in a plane: mean and variance on the way to rest',
  model: 'fokker-planck',
  quick: true,
  source: 'x0 e^(-kt); D/k (1 - e^(-2kt)) + s^2 e^(-2kt) (Ornstein and Uhlenbeck 1930)',
  settings: {
    ...{ ...GIVEN, nx: 32, ny: 32, width: 12, height: 12, boundaryX: 'no-flux', boundaryY: 'no-flux' },
    ...{ diffusion: '0.6', driftX: '6 - x', driftY: '0.5*(6 - y)', until: 0.8 },
  },
  varied: 'nx = ny = 32, 64; a Gaussian of width .7 at (1.5, -1) from the middle',
  async run(context) {
    const t = 0.8;
    const spread = (k: number): number =>
      (0.6 / k) * (1 - Math.exp(-2 * k * t)) + 0.49 * Math.exp(-2 * k * t);
    const settings = { ...this.settings, nx: 32, ny: 32 };
    const quantities = await onTwoGrids(context, settings, t, gaussian(7.5, 5, 0.7), [
      { name: 'mean of x', unit: 'length', of: (s) => along(s).mean - 6, exact: 1.5 * Math.exp(-t) },
      { name: 'mean of y', unit: 'length', of: (s) => across(s).mean - 6, exact: -Math.exp(-t / 2) },
      { name: 'variance of x', unit: 'length^2', of: (s) => along(s).variance, exact: spread(1) },
      { name: 'variance of y', unit: 'length^2', of: (s) => across(s).variance, exact: spread(0.5) },
    ]);
    return { quantities };
  },
};

const rotating: Check = {
  name: 'fokker-planck-rotation',
  rows: [],
  title: 'Drift that turns the plane by a quarter takes the mean along, at its distance from the middle',
  model: 'fokker-planck',
  quick: true,
  source: 'v = (-y, x): d<x>/dt = -<y>, d<y>/dt = <x>, whatever the diffusion',
  settings: {
    ...{ ...GIVEN, nx: 48, ny: 48, width: 12, height: 12, boundaryX: 'no-flux', boundaryY: 'no-flux' },
    ...{ diffusion: '0.5', driftX: '6 - y', driftY: 'x - 6', until: Math.PI / 4 },
  },
  varied: 'from a Gaussian of width .7 at (2, 0) from the middle',
  async run(context) {
    const state = await continuumAt(context, Math.PI / 4, this.settings, gaussian(8, 6, 0.7));
    const step = Math.PI / 4 / state.measurement.steps;
    const mass = (state.u.reduce((a, b) => a + b) * 144) / state.u.length;
    const gpu = context.backend !== 'reference';
    // Where drift across an axis does not change along it, the grid takes nothing from a mean but in the tails.
    const tolerance = 2 * (Math.PI / 4) * (step ** 2 / 6) + 7e-5;
    const from =
      'dt^2/6 of the angle, by the step; 7e-5 of the cells would be beyond the walls, 1 L on average';
    return {
      quantities: [
        within('mean of x', 'length', along(state).mean - 6, Math.SQRT2, tolerance, from),
        within('mean of y', 'length', across(state).mean - 6, Math.SQRT2, tolerance, from),
        within('change of mass', '1', mass / 1000 - 1, 0, gpu ? 1e-6 : 1e-12, 'rounding of sums'),
      ],
    };
  },
};

/** Amplitude and phase of the wave cos(kx x + ky y) in the density. */
function waveOf({ u, config }: ContinuumState, kx: number, ky: number): { size: number; phase: number } {
  let [real, imaginary] = [0, 0];
  u.forEach((value, i) => {
    const angle = kx * cellX(config, i % config.nx) + ky * cellY(config, Math.floor(i / config.nx));
    real += value * Math.cos(angle);
    imaginary += value * Math.sin(angle);
  });
  const mean = u.reduce((a, b) => a + b);
  return { size: (2 * Math.hypot(real, imaginary)) / mean, phase: Math.atan2(imaginary, real) };
}

const constant: Check = {
  name: 'fokker-planck-constant',
  rows: [],
  title: 'Constant drift and diffusion carry a wave along and damp it, on a ring and on a torus',
  model: 'fokker-planck',
  quick: true,
  source: 'e^(-D k^2 t) cos(k . (x - v t))',
  settings: {
    ...{ ...GIVEN, width: 10, height: 8, boundaryX: 'periodic', boundaryY: 'periodic' },
    ...{ diffusion: '1', driftX: '2', driftY: '1.5', until: 0.5 },
  },
  varied: 'nx = 40, 80, ny = 1; nx = 20, 40, ny = 16, 32; from 1 + .5 cos(k . x)',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, ny] of [1, 16].entries()) {
      const nx = ny === 1 ? 40 : 20;
      const [kx, ky] = [(2 * Math.PI) / 10, ny === 1 ? 0 : (2 * Math.PI) / 8];
      const shape: PlaceFunction = (x, y) => 1 + 0.5 * Math.cos(kx * x + ky * y);
      const settings = { ...this.settings, nx, ny };
      const decayed = 0.5 * Math.exp(-(kx ** 2 + ky ** 2) / 2);
      const found = await onTwoGrids(part(context, index, 2), settings, 0.5, shape, [
        { name: `amplitude, ny = ${ny}`, unit: '1', of: (s) => waveOf(s, kx, ky).size, exact: decayed },
        {
          ...{ name: `phase, ny = ${ny}`, unit: '1', of: (s) => waveOf(s, kx, ky).phase },
          exact: kx + 0.75 * ky,
        },
      ]);
      quantities.push(...found);
    }
    return { quantities };
  },
};

const swaying: Check = {
  name: 'fokker-planck-swaying',
  rows: [],
  title: 'Drift v = cos t takes the mean to sin t',
  model: 'fokker-planck',
  quick: true,
  source: 'd<x>/dt = v(t); variance s^2 + 2 D t',
  settings: {
    ...{ ...GIVEN, ny: 1, nx: 120, width: 30, boundaryX: 'no-flux', diffusion: '1', driftX: 'cos(t)' },
    ...{ until: 3, every: 3 },
  },
  varied: 'from a Gaussian of width 1 in the middle',
  async run(context) {
    const state = await continuumAt(context, 3, this.settings, gaussian(15, 0, 1));
    const { mean, variance } = along(state);
    const step = 3 / state.measurement.steps;
    const gpu = context.backend !== 'reference';
    // The wall is 5.7 standard deviations away.
    const lost = gpu ? 1e-5 : 1e-6;
    return {
      quantities: [
        within(
          'mean',
          'length',
          mean - 15,
          Math.sin(3),
          (step ** 2 / 12) * 1.1 + lost,
          "dt^2/12 of v's rise, by trapezoids, and the tails",
        ),
        within(
          'variance',
          'length^2',
          variance,
          7,
          2 * 3 * (0.25 ** 2 / 12) + 30 * lost,
          'v^2 h^2/12 of diffusion by the flux, and the tails',
        ),
      ],
      plot: profilePlot(
        'Drift cos t at t = 3',
        state.config,
        state.u,
        (x) => Math.exp(-((x - 15 - Math.sin(3)) ** 2) / 14) / Math.sqrt(14 * Math.PI),
      ),
    };
  },
};

const inTime: Check = {
  name: 'fokker-planck-order-time',
  rows: [],
  title: 'The Fokker-Planck step is of second order in time, where coefficients move, too',
  model: 'fokker-planck',
  quick: true,
  source: 'Shu and Osher 1988; errors by halving the step',
  settings: {
    ...{ ...GIVEN, ny: 1, nx: 32, width: 12.8, boundaryX: 'periodic', until: 1 },
    ...{ diffusion: '1 + 0.3*sin(2*t)', driftX: '2*cos(3*t) + 0.5*sin(2*pi*x/width)' },
  },
  varied: 'timeStep = 1/25 to 1/400; from 1 + .5 cos(2 pi x/L)',
  async run(context) {
    const counts = [25, 50, 100, 200, 400];
    const shape: PlaceFunction = (x) => 1 + 0.5 * Math.cos((2 * Math.PI * x) / 12.8);
    const states: Float64Array[] = [];
    for (const [index, count] of counts.entries()) {
      const settings = { ...this.settings, timeStep: 1 / count };
      states.push((await continuumAt(part(context, index, counts.length), 1, settings, shape)).u);
    }
    // f32 holds u to 6e-8: differences are lost in it from the shortest steps on.
    const pairs = context.backend !== 'reference' ? 2 : 4;
    const errors = counts.slice(0, pairs).map((_, i) => {
      const [a, b] = [states[i], states[i + 1]];
      return Math.max(...a.map((value, k) => Math.abs(value - b[k])));
    });
    const order = slope(
      counts.slice(0, pairs).map((count) => 1 / count),
      errors,
    );
    return {
      quantities: [within('order in the time step', '1', order, 2, 0.15, 'the next power of the step')],
    };
  },
};

export const FOKKER_PLANCK_MOVING: readonly Check[] = [relaxing, rotating, constant, swaying, inTime];
