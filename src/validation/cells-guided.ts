// How fast cells climb on a line. On constant gradients every rate is constant along a run, so that steps of one tumble have
// no bias. A periodic domain goes on for ever: rules see gradients only, and relative ones.

import { cellsAt, LINE, startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { average, scaled, varianceOf } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const line = { ...LINE, cells: 20_000, timeStep: 1, until: 8 };

/** Way made at a drift while headings forget their even start as e^(-2t): tumble rate 1, all of them reversals. */
const way = (drift: number, t: number): number => drift * (t - (1 - Math.exp(-2 * t)) / 2);

const SEGEL = 'Segel 1977, Schnitzer 1993';

const biasedReversals: Check = {
  name: 'biased-reversals',
  rows: [9],
  title: 'Reversal rates .25 and 1.75: drift, and a diffusion less than that of the Fokker-Planck equation',
  model: 'run-and-tumble',
  quick: true,
  source:
    'drift v (a- - a+)/(a+ + a-); D = 4 v^2 a+ a-/(a+ + a-)^3 (Othmer, Dunbar and Alt 1988; v^2/(a+ + a-) = 200 says Fokker-Planck)',
  settings: {
    ...{ ...LINE, sensing: 'rates', ratePlus: '0.25', rateMinus: '1.75' },
    ...{ cells: 40_000, timeStep: 1, until: 16, seed: 31 },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    // Headings forget their even start as e^(-2t).
    const early = await run.to(6);
    const late = await run.to(16);
    run.dispose();
    const made = late.x.map((x, i) => x - early.x[i]);
    // The velocity's correlation is 175 e^(-2t): <dx^2> = 2 D (t - (1 - e^(-2t))/2), and D = 175/2.
    const time = 10 - (1 - Math.exp(-20)) / 2;
    return {
      quantities: [
        statistical('drift', 'length/time', scaled(average(made), 1 / 10), 15),
        statistical('D about the drift', 'length^2/time', scaled(varianceOf(made), 1 / (2 * time)), 87.5),
      ],
    };
  },
};

const linearDrift: Check = {
  name: 'drift-line',
  rows: [12],
  title: 'Drift on a line is v s at any bias s, not in linear response only; v where s is above 1',
  model: 'run-and-tumble',
  quick: true,
  source: SEGEL,
  settings: { ...line, attractant: '0.01*x', parameters: { chi: 0.5 }, until: 60, seed: 61 },
  varied: 'chi = 0.5, 1.5, 2.5, 4, 6, one after the other',
  async run(context) {
    const quantities: Quantity[] = [];
    const points: [number, number][] = [];
    const run = await startCells(context, this.settings);
    for (const [phase, chi] of [0.5, 1.5, 2.5, 4, 6].entries()) {
      run.simulation.setParameters({ chi });
      // Headings forget the phase before as e^(-2t), or faster where s is above 1.
      const early = await run.to(12 * phase + 6);
      const late = await run.to(12 * phase + 12);
      const s = 0.2 * chi;
      const drift = scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / 6);
      const exact = 20 * Math.min(s, 1);
      points.push([s, drift.mean]);
      const bias = { most: 3e-4, from: '20 e^(-12)/2/6 of the phase before' };
      quantities.push(statistical(`drift at s = ${Number(s.toFixed(2))}`, 'length/time', drift, exact, bias));
    }
    run.dispose();
    const exact = [0, 1, 1.3].map((s) => [s, 20 * Math.min(s, 1)] as const);
    return {
      quantities,
      plot: {
        title: 'Drift on a line',
        x: { label: 's = chi v dc/dx', unit: '1' },
        y: { label: 'drift', unit: 'length/time' },
        curves: [
          { name: 'v min(s, 1)', kind: 'exact', points: exact },
          { name: 'measured', kind: 'measured', points },
        ],
      },
    };
  },
};

const movingField: Check = {
  name: 'drift-moving-field',
  rows: [],
  title: 'A gradient that moves with the cells holds them back: drift v s/(1 + s w/v)',
  model: 'run-and-tumble',
  quick: true,
  source: 'rates 1 + s w/v -+ s for a field that moves at w: drift v (a- - a+)/(a+ + a-)',
  settings: { ...line, attractant: '0.01*(x - 10*t)', parameters: { chi: 2.5 }, until: 12, seed: 62 },
  async run(context) {
    const run = await startCells(context, this.settings);
    const early = await run.to(4);
    const late = await run.to(12);
    run.dispose();
    const drift = scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / 8);
    return { quantities: [statistical('drift', 'length/time', drift, 10 / 1.25)] };
  },
};

const logarithmicDrift: Check = {
  name: 'drift-logarithmic',
  rows: [],
  title:
    'Logarithmic sensing: the same drift anywhere on an exponential, at any concentration (fold-change detection)',
  model: 'run-and-tumble',
  quick: true,
  source: 'Kalinin et al. 2009; v s with s = chi v d(ln c)/dx',
  settings: {
    ...line,
    sensing: 'logarithmic',
    attractant: 'exp(0.01*x)',
    parameters: { chi: 2.5 },
    seed: 63,
  },
  varied: 'concentration times 1, 1000',
  async run(context) {
    const low = await startCells(context, this.settings);
    const { x } = await low.to(8);
    low.dispose();
    const upper = x.filter((_, i) => low.start.x[i] > 500);
    const lower = x.filter((_, i) => low.start.x[i] <= 500);
    const high = await cellsAt(context, 8, { ...this.settings, attractant: '1000*exp(0.01*x)' });
    const same = high.x.filter((value, i) => Math.abs(value - x[i]) > 0.1).length;
    // In f32 the exponential is right to 2^-22 of it times the exponent of up to 10: where a hazard ends within such a
    // share of a step the cell takes another turn, up to 3e-6 x 8 steps of 40,000 cells.
    const most = context.backend !== 'reference' ? 20 : 0;
    const drift = (values: Float64Array) => scaled(average(values), 10 / way(10, 8));
    return {
      quantities: [
        statistical('drift in the lower half', 'length/time', drift(lower), 10),
        statistical('drift in the upper half', 'length/time', drift(upper), 10),
        within(
          'cells that go elsewhere at 1000 times the concentration',
          '1',
          same,
          0,
          most,
          most > 0
            ? 'tumbles that f32 rounding moves to another step: 3e-6 a step and cell, ten times that'
            : 'none',
        ),
      ],
    };
  },
};

const exponentialLink: Check = {
  name: 'drift-exponential',
  rows: [13],
  title: 'Rates that are exponential in the gradient: drift v tanh s, never a rate below zero',
  model: 'run-and-tumble',
  quick: true,
  source: `${SEGEL}: v (a- - a+)/(a+ + a-) for rates exp(-+ s)`,
  settings: {
    ...{ ...line, sensing: 'rates', ratePlus: 'tumbleRate*exp(-s)', rateMinus: 'tumbleRate*exp(s)' },
    ...{ parameters: { s: 0.5 }, until: 14, seed: 65 },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    const early = await run.to(6);
    const late = await run.to(14);
    run.dispose();
    const drift = scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / 8);
    return { quantities: [statistical('drift at s = 0.5', 'length/time', drift, 20 * Math.tanh(0.5))] };
  },
};

const halfReversals: Check = {
  name: 'drift-persistence',
  rows: [],
  title: 'Where half of the tumbles go on ahead (persistence 0) rates of 1 and 3 still drift at 10',
  model: 'run-and-tumble',
  quick: true,
  source: `${SEGEL}: the persistence drops out of v (a- - a+)/(a+ + a-)`,
  settings: {
    ...{ ...line, sensing: 'rates', ratePlus: '1', rateMinus: '3', parameters: { persistence: 0 } },
    ...{ until: 14, seed: 66 },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    const early = await run.to(6);
    const late = await run.to(14);
    run.dispose();
    const drift = scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / 8);
    return { quantities: [statistical('drift', 'length/time', drift, 10)] };
  },
};

const twoCues: Check = {
  name: 'drift-two-cues',
  rows: [],
  title: 'The answers to two cues add in the rate, here to drifts of 10 and -4',
  model: 'run-and-tumble',
  quick: true,
  source: `${SEGEL}: v (s1 + s2)`,
  settings: {
    ...{ ...line, sensing: 'two-cues', attractant: '0.01*x', secondCue: '0.02*x' },
    ...{ parameters: { chi: 2.5, psi: -0.5 }, seed: 64 },
  },
  async run(context) {
    const { x } = await cellsAt(context, 8, this.settings);
    return { quantities: [statistical('drift', 'length/time', scaled(average(x), 6 / way(6, 8)), 6)] };
  },
};

export const CELLS_GUIDED: readonly Check[] = [
  biasedReversals,
  linearDrift,
  movingField,
  logarithmicDrift,
  twoCues,
  exponentialLink,
  halfReversals,
];
