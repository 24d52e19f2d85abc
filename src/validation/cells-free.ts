// Free cells: what is known of their displacements at any time, short or long against the time between tumbles. The
// hazard clock is exact for constant rates, so steps here are half a tumble long and the step has no bias. Rotational
// diffusion turns the heading at the end of a step: the velocity's correlation is held at 1 within each, where it is
// 1 - Dr |t1 - t2| at first, which puts v^2 Dr dt^3/3 a step on <r^2> at most (between steps the differences cancel,
// but for what the exponential bends, which takes half of it off again in the end).

import type { Walk } from '../theory/diffusion.ts';
import {
  diffusionCoefficient,
  fourthMoment,
  headingCorrelation,
  headingLossRate,
  meanSquaredDisplacement,
} from '../theory/diffusion.ts';
import { cellsAt, LINE, PLANE, startCells } from './cell-runs.ts';
import type { Check, CheckContext, CheckResult, Plot, Quantity } from './check.ts';
import type { Average } from './statistics.ts';
import { average } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const GOLDSTEIN = 'Goldstein 1951, Kac 1974';
const RESETS = { tumbleRate: 1, persistence: 0, rotationalDiffusion: 0 };
const E_COLI = { tumbleRate: 1, persistence: 0.33, rotationalDiffusion: 0.062 };

const line = (tumbleRate: number, persistence: number): Walk => ({
  ...{ dimension: 1, speed: 20, tumbleRate, persistence, rotationalDiffusion: 0 },
});
const plane = (parameters: typeof RESETS): Walk => ({ dimension: 2, speed: 20, ...parameters });

/** Mean squared displacement against time, with the exact curve and the two limits it lies between. */
function spreading(walk: Walk, found: readonly (readonly [number, number])[]): Plot {
  const times = Array.from({ length: 60 }, (_, k) => 0.25 * 2 ** (k / 8));
  const most = Math.max(...found.map(([time]) => time));
  const curve = (of: (time: number) => number) =>
    times.filter((time) => time <= 1.5 * most).map((time) => [time, of(time)] as const);
  return {
    title: 'Mean squared displacement',
    x: { label: 't', unit: 'time', scale: 'logarithmic' },
    y: { label: '<r^2>', unit: 'length^2', scale: 'logarithmic' },
    curves: [
      { name: 'exact', kind: 'exact', points: curve((time) => meanSquaredDisplacement(walk, time)) },
      { name: 'measured', kind: 'measured', points: found },
    ],
  };
}

const telegraphMoments: Check = {
  name: 'telegraph-moments',
  rows: [1, 2],
  title: 'Free cells on a line: second and fourth moments of the telegraph equation',
  model: 'run-and-tumble',
  quick: true,
  source: GOLDSTEIN,
  settings: { ...LINE, cells: 60_000, attractant: '1', timeStep: 0.5, until: 5, seed: 11 },
  async run(context) {
    const walk = line(1, -1);
    const run = await startCells(context, this.settings);
    const quantities: Quantity[] = [];
    const found: [number, number][] = [];
    for (const time of [0.5, 1, 2, 5]) {
      const { squared } = await run.to(time);
      const second = average(squared);
      found.push([time, second.mean]);
      if (time === 0.5 || time === 5)
        quantities.push(
          statistical(`<x^2> at t = ${time}`, 'length^2', second, meanSquaredDisplacement(walk, time)),
        );
      if (time === 2)
        quantities.push(
          statistical(
            '<x^4> at t = 2',
            'length^4',
            average(squared.map((s) => s ** 2)),
            fourthMoment(walk, 2),
          ),
        );
    }
    run.dispose();
    return { quantities, plot: spreading(walk, found) };
  },
};

const severalReversals: Check = {
  name: 'several-reversals-a-step',
  rows: [],
  title: 'Steps of three reversals, and half of the tumbles going on ahead, change nothing',
  model: 'run-and-tumble',
  quick: true,
  source: `${GOLDSTEIN}; what is left of the hazard clock has no memory, so steps cut a run anywhere`,
  settings: { ...LINE, cells: 40_000, attractant: '1', timeStep: 1, seed: 12, parameters: { tumbleRate: 3 } },
  varied: 'persistence = -1, 0',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const persistence of [-1, 0]) {
      const parameters = { tumbleRate: 3, persistence };
      const { squared } = await cellsAt(context, 4, { ...this.settings, parameters, seed: 13 + persistence });
      const exact = meanSquaredDisplacement(line(3, persistence), 4);
      quantities.push(statistical(`<x^2>, persistence ${persistence}`, 'length^2', average(squared), exact));
    }
    return { quantities };
  },
};

/** Mean cosine between the headings now and at the start. */
const cosineWith = (start: Float64Array, now: Float64Array): Average =>
  average(now.map((angle, i) => Math.cos(angle - start[i])));

async function inPlane(
  context: CheckContext,
  settings: Check['settings'],
  parameters: typeof RESETS,
  times: readonly number[],
): Promise<CheckResult> {
  const walk = plane(parameters);
  const run = await startCells(context, settings);
  const { rotationalDiffusion: rotation } = parameters;
  const held = (walk.speed ** 2 * rotation * Number(run.config.timeStep) ** 2) / 3;
  const bias = (most: number) =>
    rotation === 0 ? undefined : { most, from: 'v^2 t Dr dt^2/3 of <r^2> for turning between steps' };
  const quantities: Quantity[] = [];
  const found: [number, number][] = [];
  for (const time of times) {
    const { squared, cells, measurement, x, y } = await run.to(time);
    found.push([time, average(squared).mean]);
    if (time === 1) {
      const cosine = cosineWith(run.start.heading, cells.heading);
      const memory = headingCorrelation(walk, 1);
      const second = meanSquaredDisplacement(walk, 1);
      const fourth = fourthMoment(walk, 1);
      quantities.push(
        statistical('heading correlation at t = 1', '1', cosine, memory),
        within(
          'the same from the device',
          '1',
          measurement.cells!.correlation,
          cosine.mean,
          1e-6,
          'cosines in f32, right to 2e-7',
        ),
        statistical('<r^2> at t = 1', 'length^2', average(squared), second, bias(held)),
        statistical(
          '<r^4> at t = 1',
          'length^4',
          average(squared.map((s) => s ** 2)),
          fourth,
          bias((2 * fourth * held) / second),
        ),
      );
    }
    if (time === times.at(-1)) {
      // What is missing at the start while the heading is still remembered: <r^2> = 4D (t - (1 - e^(-mu t))/mu).
      const mu = headingLossRate(walk);
      const effective = time - (1 - Math.exp(-mu * time)) / mu;
      const diffusion = diffusionCoefficient(walk);
      const spread = average(squared.map((s) => s / (4 * effective)));
      quantities.push(
        statistical('D', 'length^2/time', spread, diffusion, bias((held * time) / (4 * effective))),
        statistical('<x^2 - y^2>', 'length^2', average(x.map((value, i) => value ** 2 - y[i] ** 2)), 0),
        statistical('<x y>', 'length^2', average(x.map((value, i) => value * y[i])), 0),
      );
    }
  }
  run.dispose();
  return { quantities, plot: spreading(walk, found) };
}

const resetsInPlane: Check = {
  name: 'plane-full-resets',
  rows: [4, 5],
  title: 'Free cells in a plane, full resets: diffusion, memory of the heading, fourth moment',
  model: 'run-and-tumble',
  quick: true,
  source: 'Stadje 1987, Martens et al. 2012',
  settings: {
    ...{ ...PLANE, cells: 40_000, attractant: '1', parameters: RESETS, timeStep: 0.5, until: 5, seed: 21 },
  },
  run(context) {
    return inPlane(context, this.settings, RESETS, [0.5, 1, 2, 3, 5]);
  },
};

const persistentInPlane: Check = {
  name: 'plane-persistent',
  rows: [6],
  title: 'Free cells in a plane, with the persistence and the rotational diffusion of E. coli',
  model: 'run-and-tumble',
  quick: true,
  source: 'Lovely and Dahlquist 1975; Berg 1993',
  settings: {
    ...{ ...PLANE, cells: 40_000, attractant: '1', parameters: E_COLI, timeStep: 0.25, until: 5, seed: 22 },
  },
  run(context) {
    return inPlane(context, this.settings, E_COLI, [0.5, 1, 2, 3, 5]);
  },
};

const longSteps: Check = {
  name: 'plane-long-steps',
  rows: [],
  title: 'The same diffusion in a plane at steps of three tumbles',
  model: 'run-and-tumble',
  quick: false,
  source: 'Lovely and Dahlquist 1975; without rotational diffusion the step is exact',
  settings: {
    ...{ ...PLANE, cells: 200_000, attractant: '1', timeStep: 1, until: 4, seed: 23 },
    parameters: { tumbleRate: 3, persistence: 0.33, rotationalDiffusion: 0 },
  },
  async run(context) {
    const walk = plane({ tumbleRate: 3, persistence: 0.33, rotationalDiffusion: 0 });
    const { squared } = await cellsAt(context, 4, this.settings);
    const exact = meanSquaredDisplacement(walk, 4);
    return { quantities: [statistical('<r^2> at t = 4', 'length^2', average(squared), exact)] };
  },
};

export const CELLS_FREE: readonly Check[] = [
  telegraphMoments,
  severalReversals,
  resetsInPlane,
  persistentInPlane,
  longSteps,
];
