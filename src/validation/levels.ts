// One experiment at several levels of description: where they must agree, and where they must not. The master equation is exact
// for cells on a line; Fokker-Planck is exact at rest and spreads too soon and, with a bias, too much; Keller-Segel equations
// follow kinetic ones as far as a wave grows slowly beside the tumbling.

import { initialFields, parseConfig } from '../config/index.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import type { Simulation } from '../core/simulation.ts';
import type { LevelsState } from '../observables/levels.ts';
import { observeLevels } from '../observables/levels.ts';
import { createExperiment } from '../simulation/index.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { continuumAt, LATTICE, momentsAlong, rounding, spike, startContinuum } from './continuum-runs.ts';
import { stopped } from './field-runs.ts';
import { average, root } from './statistics.ts';
import { within } from './verdict.ts';

const FREE = { ...LATTICE, model: 'fokker-planck', nx: 200, width: 500 } as const;

const finiteBias: Check = {
  name: 'fokker-planck-bias',
  rows: [9],
  title: 'Fokker-Planck at finite bias has the drift of the cells, 15, and 200 where they diffuse with 87.5',
  model: 'fokker-planck',
  quick: true,
  source: 'D = v^2/(a+ + a-), 1/(1 - (drift/v)^2) of the exact one (NUMERICS, lecture item 4)',
  settings: { ...FREE, ratePlus: 0.25, rateMinus: 1.75, until: 4, cells: 1000 },
  varied: 'all cells in one grid cell at the start; slopes from t = 1 to 4',
  async run(context) {
    const run = await startContinuum(context, this.settings, spike(500, 200, 80));
    const early = momentsAlong(run.config, (await run.to(1)).u);
    const state = await run.to(4);
    const late = momentsAlong(run.config, state.u);
    run.dispose();
    const z = (15 * 2.5) / 400;
    const loss = rounding(context, state.measurement.steps) * 500;
    const spread = (late.variance - early.variance) / 6;
    return {
      quantities: [
        within(
          'drift',
          'length/time',
          (late.mean - early.mean) / 3,
          15,
          1e-6 + loss,
          'tails at the ends of the ring, 6 deviations away, and rounding',
        ),
        within(
          'diffusion',
          'length^2/time',
          spread,
          200,
          200 * (z ** 2 / 3) * 1.01 + 20 * loss,
          'z^2/3 of the flux, z = v h/(2D)',
        ),
        within(
          'diffusion with the flux that is fitted',
          'length^2/time',
          spread,
          200 * (z / Math.tanh(z)),
          5e-3 + 20 * loss,
          'tails and rounding',
        ),
      ],
    };
  },
};

const shortTimes: Check = {
  name: 'levels-short-times',
  rows: [1],
  title:
    'Before cells have turned Fokker-Planck spreads too much, by (v/a)^2 (1 - e^(-2at))/2, and the master equation does not',
  model: 'fokker-planck',
  quick: true,
  source: '2Dt against (v^2/a)[t - (1 - e^(-2at))/(2a)]',
  settings: { ...FREE, until: 1, cells: 1000 },
  varied: 'model = fokker-planck, two-state; all cells in one grid cell at the start',
  async run(context) {
    const [nx, width] = [400, 250];
    const shape = spike(width, nx, nx / 2);
    const grid = { nx, width };
    const quantities: Quantity[] = [];
    for (const [index, t] of [0.125, 1].entries()) {
      const at = (model: string, k: number) =>
        continuumAt(part(context, 2 * index + k, 4), t, { ...this.settings, ...grid, model }, shape);
      const [smooth, exact] = [await at('fokker-planck', 0), await at('two-state', 1)];
      const [first, second] = [smooth, exact].map(({ config, u }) => momentsAlong(config, u).variance);
      const loss = rounding(context, smooth.measurement.steps) * 400;
      // (a h)^2/3 of the lattice, and its first step, which is whole: (v h)^2/6 too much at most.
      const lattice = ((1 / 32) ** 2 * (400 * t)) / 3 + (20 / 32) ** 2 / 6;
      quantities.push(
        within(
          `Fokker-Planck <x^2> at t = ${t}`,
          'length^2',
          first,
          400 * t,
          1e-6 * 400 + loss,
          'tails and rounding',
        ),
        within(
          `what that is more than the master equation's, t = ${t}`,
          'length^2',
          first - second,
          200 * (1 - Math.exp(-2 * t)),
          lattice + 4e-4 + 2 * loss,
          '(a h)^2/3 of the lattice and (v h)^2/6 of its first step',
        ),
      );
    }
    return { quantities };
  },
};

const weakBias: Check = {
  name: 'fokker-planck-drift',
  rows: [12, 14],
  title:
    'Drift of the Fokker-Planck equation in a plane: linear response, v s lambda (1 - persistence)/(2 mu)',
  model: 'fokker-planck',
  quick: true,
  source: 'NUMERICS row 14 (Locsei 2007); of full resets s^2/4 less than the exact v (1 - sqrt(1 - s^2))/s',
  settings: {
    ...{ model: 'fokker-planck', ny: 4, nx: 32, width: 200, height: 25, cells: 1000 },
    ...{ boundaryX: 'periodic', boundaryY: 'periodic', attractant: 's*x/20', until: 5 },
    ...{ parameters: { s: 0.1, chi: 1, persistence: 0.33, rotationalDiffusion: 0.062 } },
  },
  varied: 'persistence, D_r = .33, .062 and 0, 0; from 1 + .5 cos(2 pi x/L)',
  async run(context) {
    const k = (2 * Math.PI) / 200;
    const quantities: Quantity[] = [];
    const cases = [
      { persistence: 0.33, rotationalDiffusion: 0.062, exact: 0.9153, more: 1e-5 },
      // Row 12 at s = .1: 1.002513; linear response is s^2/4 below.
      { persistence: 0, rotationalDiffusion: 0, exact: (20 * (1 - Math.sqrt(0.99))) / 0.1, more: 0.0026 },
    ];
    for (const [index, { exact, more, ...turning }] of cases.entries()) {
      const settings = { ...this.settings, parameters: { s: 0.1, chi: 1, ...turning } };
      const shape = (x: number): number => 1 + 0.5 * Math.cos(k * x);
      const { config, u, measurement } = await continuumAt(part(context, index, 2), 5, settings, shape);
      let [real, imaginary] = [0, 0];
      u.forEach((value, i) => {
        const angle = k * ((i % config.nx) + 0.5) * (200 / config.nx);
        real += value * Math.cos(angle);
        imaginary += value * Math.sin(angle);
      });
      const h = 200 / config.nx;
      // Differences of a wave are sin(kh)/(kh) of its slope.
      const drift = (Math.atan2(imaginary, real) / (k * 5)) * ((k * h) / Math.sin(k * h));
      const single = context.backend !== 'reference' ? 1e-4 : 0;
      // A wave that turns and decays by so much in each step: the third power of the step is left.
      const rate = (273 * k ** 2 * 5) / measurement.steps;
      quantities.push(
        within(
          `drift, persistence ${config.parameters['persistence']}`,
          'length/time',
          drift,
          exact,
          more + single + rate ** 2,
          'digits, s^2/4 where the exact value is of any bias, and the square of the decay in a step',
        ),
      );
    }
    return { quantities };
  },
};

/** Runs an experiment with its levels to a time, and compares them there. */
async function levelsAt(
  context: CheckContext,
  time: number,
  settings: Settings,
): Promise<{ state: LevelsState; config: RunAndTumbleConfig; simulation: Simulation }> {
  const result = parseConfig({ model: 'run-and-tumble', ...settings });
  if ('problems' in result) throw new InputError(result.problems);
  const { config } = result;
  if (config.model !== 'run-and-tumble') throw new TypeError('these settings are of another model');
  const simulation = await createExperiment(
    config,
    context.createBackend(),
    () => context.createBackend(),
    initialFields(config, {}),
  );
  const measurement = await simulation.advance(time, (now) => {
    context.progress(Math.min(1, now.time / time));
    return true;
  });
  if (measurement.reason !== null) throw stopped(measurement, time);
  return { state: (await observeLevels(simulation))!, config, simulation };
}

const TANH = {
  ...{ ny: 1, nx: 64, width: 200, boundaryX: 'no-flux', sensing: 'rates', cells: 32_768 },
  ...{ ratePlus: '1 + 0.8*tanh((x - 100)/50)', rateMinus: '1 - 0.8*tanh((x - 100)/50)' },
  levels: 'two-state+fokker-planck',
} as const;

/** Standard deviation of an L1 distance by counting, over its mean: bins are independent but for one. */
const scatter = (bins: number): number => Math.sqrt((Math.PI / 2 - 1) / bins);

const atRest: Check = {
  name: 'levels-at-rest',
  rows: [41],
  title:
    'Cells at rest lie on the master equation and on Fokker-Planck but for counting noise, which falls as N^(-1/2)',
  model: 'run-and-tumble',
  quick: true,
  source: 'L1 = sqrt(2/pi) sum sqrt(p (1 - p)/N) over the columns',
  settings: { ...TANH, initialU: 'cosh((x - 100)/50)^(-4)', timeStep: 0.25, until: 5, seed: 71 },
  async run(context) {
    const { state, simulation } = await levelsAt(context, 5, this.settings);
    simulation.dispose();
    const quantities = state.levels.flatMap(({ level, distances, noise, against }) => {
      // Half of the columns hold nearly all of the cells.
      const relative = 4 * scatter(32);
      return [
        within(
          `${level}: L1 distance from ${state.cells.count} cells`,
          '1',
          distances.l1,
          noise.l1,
          noise.l1 * relative + 1e-3,
          'four standard deviations of the sum over 32 columns, and 1e-3 for grid and step',
        ),
        within(
          `${level}: slope of the L1 distance against N`,
          '1',
          against.slopes.l1,
          -0.5,
          0.08,
          'of eight points the last scatters by .13, the one before by .13/sqrt 2, ...: .02 of the slope, four times that',
        ),
      ];
    });
    const [first] = state.levels;
    return {
      quantities,
      plot: {
        title: 'Cells against the master equation',
        x: { label: 'N', unit: '1', scale: 'logarithmic' },
        y: { label: 'L1 distance', unit: '1', scale: 'logarithmic' },
        curves: [
          {
            name: 'counting noise',
            kind: 'exact',
            points: first.against.counts.map(
              (count) => [count, first.noise.l1 * Math.sqrt(state.cells.count / count)] as const,
            ),
          },
          {
            name: 'measured',
            kind: 'measured',
            points: first.against.counts.map((count, i) => [count, first.against.l1[i]] as const),
          },
        ],
      },
    };
  },
};

const underWay: Check = {
  name: 'levels-under-way',
  rows: [3, 41],
  title:
    'A fifth of a run after they leave a narrow strip, cells follow the master equation and not Fokker-Planck',
  model: 'run-and-tumble',
  quick: true,
  source: 'the telegraph process; exact for cells on a line',
  settings: {
    ...{ ny: 1, nx: 100, width: 100, boundaryX: 'periodic', sensing: 'rates', cells: 40_000 },
    ...{
      levels: 'two-state+fokker-planck',
      initialU: 'exp(-((x - 50)/3)^2)',
      until: 0.5,
      every: 0.1,
      seed: 72,
    },
  },
  async run(context) {
    const { state, simulation } = await levelsAt(context, 0.5, this.settings);
    simulation.dispose();
    const [exact, smooth] = state.levels;
    return {
      quantities: [
        within(
          'L1 distance from the master equation',
          '1',
          exact.distances.l1,
          exact.noise.l1,
          4 * scatter(20) * exact.noise.l1 + 0.003,
          'four standard deviations of the sum over 20 columns, and the square of a h = .05 for the grid',
        ),
        within(
          'L1 distance from Fokker-Planck over counting noise, at least 20',
          '1',
          Math.min(smooth.distances.l1 / smooth.noise.l1, 20),
          20,
          0,
          'none: it is many times the noise',
        ),
      ],
    };
  },
};

const k = (2 * Math.PI * 2) / 200;

/** Positive root of (s + Dc q + 1)(s (1 + share s/(2a)) + D q) = chi v^2 q: of Keller-Segel (share 0), of cells (share 1). */
const growthOf = (q: number, share: number): number =>
  root((s) => (s + 100 * q + 1) * (s * (1 + (share * s) / 8) + 50 * q) - 0.3 * 400 * q, 0, 5);

interface Wave {
  readonly cells: number;
  readonly fields: number;
}

/** Amplitude of cos kx at either level. */
async function waveOf(simulation: Simulation): Promise<Wave> {
  const { x } = await simulation.population!.read();
  const { u } = await simulation.companions[0].simulation.snapshot();
  let sum = 0;
  u.forEach((value, i) => (sum += value * Math.cos(k * (i + 0.5) * (200 / u.length))));
  return { cells: 2 * average(x.map((place) => Math.cos(k * place))).mean, fields: (2 * sum) / u.length };
}

const meanField: Check = {
  name: 'levels-mean-field',
  rows: [39],
  title:
    'Cells that secrete and their Keller-Segel equation: a wave that grows slowly beside the tumbling grows alike',
  model: 'run-and-tumble',
  quick: false,
  source:
    'linear stability: s + D k^2 for Keller-Segel, s (1 + s/(2a)) + D k^2 for cells, times s + Dc k^2 + g',
  settings: {
    ...{ ny: 1, nx: 40, width: 200, boundaryX: 'periodic', chemical: 'live', timeStep: 0.1, seed: 73 },
    ...{ diffusionV: '100', production: 'u - v', parameters: { chi: 0.3, tumbleRate: 4 } },
    ...{ cells: 60_000, weight: 200 / 60_000, levels: 'keller-segel', until: 8 },
  },
  varied: 'initialU = 1 + A cos(2 2 pi x/width), A = 0.08, -0.08',
  async run(context) {
    // Two runs with the same random numbers, crests in the one at the troughs in the other: see cells-secreting.ts.
    const waves: Wave[][] = [];
    for (const [index, size] of [0.08, -0.08].entries()) {
      const settings = {
        ...this.settings,
        initialU: `1 + ${size}*cos(${k}*x)`,
        initialV: `1 + ${size / 1.51}*cos(${k}*x)`,
      };
      const { simulation } = await levelsAt(part(context, 2 * index, 4), 1, settings);
      const early = await waveOf(simulation);
      await simulation.advance(8, (now) => {
        part(context, 2 * index + 1, 4).progress((now.time - 1) / 7);
        return true;
      });
      waves.push([early, await waveOf(simulation)]);
      simulation.dispose();
    }
    const [[earlyUp, lateUp], [earlyDown, lateDown]] = waves;
    const rate = (of: keyof Wave): number =>
      Math.log((lateUp[of] - lateDown[of]) / (earlyUp[of] - earlyDown[of])) / 7;
    const onGrid = (2 - 2 * Math.cos(5 * k)) / 25;
    const [smooth, kinetic] = [growthOf(onGrid, 0), growthOf(onGrid, 1)];
    return {
      quantities: [
        within(
          'growth of the Keller-Segel wave',
          '1/time',
          rate('fields'),
          smooth,
          0.02 * smooth,
          '(A/2)^2 of the growth, A = .2, by which the wave slows itself down; what the start has of the mode that decays',
        ),
        within(
          'growth of the wave of cells',
          '1/time',
          rate('cells'),
          smooth,
          smooth - kinetic + 0.02 * smooth + 4 * 0.006,
          'what kinetic theory is below Keller-Segel, the same 2 %, and four standard errors: .05/A/7 of sqrt(2/N)/.05',
        ),
      ],
    };
  },
};

export const LEVELS: readonly Check[] = [finiteBias, shortTimes, weakBias, atRest, underWay, meanField];
