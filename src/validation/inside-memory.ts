// The memory kernel: the drift of cells on a line whose tumbling rate follows its filters. The attractant is
// sensed itself here, not its gradient only: a long line between walls, which the cells do not reach from its middle.

import { linearAdaptationDrift } from '../theory/adapting-cells.ts';
import { memoryDrift } from '../theory/memory-drift.ts';
import { startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { average, scaled } from './statistics.ts';
import { statistical } from './verdict.ts';

export const ROAD = {
  ...{ ny: 1, nx: 100, width: 10_000, boundaryX: 'no-flux', initialU: 'abs(x - 5000) < 500' },
  ...{ sensing: 'memory-kernel' },
};
/** z' = -z/tau + dc/dt of the difference z between the cue and its mean over the last time tau. */
export const DIFFERENCE = { weight0: 1, weight1: -1, weight2: 0, weight3: 0 };

const weak: Check = {
  name: 'memory-kernel-drift',
  rows: [18],
  title: 'Weak drift of cells that remember: bilobed kernel in a shallow gradient, up it and down it',
  model: 'run-and-tumble',
  quick: false,
  source: '(v^2 g/d) (lam (1 - ap)/mu^2) times the kernel at mu (de Gennes 2004; Celani and Vergassola 2010)',
  settings: {
    ...{ ...ROAD, attractant: 'g*x', parameters: { persistence: 0, kappa: 6, g: 0.0015 } },
    ...{ cells: 100_000, timeStep: 1 / 3, until: 28, seed: 132 },
  },
  varied: 'g = 0.0015 and -0.0015, of which a third of the difference counts; from t = 8 on',
  async run(context) {
    const ways: Float64Array[] = [];
    for (const g of [0.0015, -0.0015]) {
      const parameters = { persistence: 0, kappa: 6, g };
      const run = await startCells(context, { ...this.settings, parameters });
      const early = await run.to(8);
      const late = await run.to(28);
      run.dispose();
      ways.push(late.x.map((x, i) => x - early.x[i]));
    }
    const [up, down] = ways;
    const walk = { dimension: 1, speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0 } as const;
    const exact = memoryDrift(walk, { direct: 0, rate: 1, weights: [0, 6, -6] }, 0.001)!;
    const drift = scaled(average(up.map((x, i) => (x - down[i]) / 3)), 1 / 20);
    // In row 19, which is exact, what comes after the weak drift is twice the mean square of the response.
    const bias = {
      most: 0.006,
      from: '2%: 2 <Q^2>, <Q^2> = (5/16) (kappa v g)^2 in the kernel of free cells',
    };
    return { quantities: [statistical('drift, scaled to g = 0.001', 'length/time', drift, exact, bias)] };
  },
};

const driftOf = (speed: number, rate: (z: number) => number): number =>
  linearAdaptationDrift({ time: 2, rate, signal: speed * 0.05, speed })!;

const adapting: Check = {
  name: 'adaptation-drift',
  rows: [19],
  title: 'Drift of cells that compare with the last moments: reversal rates exp(-z)/2 and (1 - z/4)/2',
  model: 'run-and-tumble',
  quick: true,
  source: 'quadrature of the two densities of z (src/theory/adapting-drift.ts); Erban and Othmer 2004',
  settings: {
    ...{
      ...ROAD,
      attractant: '0.05*x',
      link: 'exponential',
      cells: 4000,
      timeStep: 0.2,
      until: 52,
      seed: 133,
    },
    parameters: { ...DIFFERENCE, tumbleRate: 0.5, persistence: -1, tau: 2 },
  },
  varied: 'link = exponential at kappa = 1, linear at kappa = 0.25; from t = 12 on',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const link of ['exponential', 'linear'] as const) {
      const kappa = link === 'exponential' ? 1 : 0.25;
      const parameters = { ...DIFFERENCE, tumbleRate: 0.5, persistence: -1, tau: 2, kappa };
      const run = await startCells(context, { ...this.settings, link, parameters });
      const early = await run.to(12);
      const late = await run.to(52);
      run.dispose();
      const exact = driftOf(20, (z) => (link === 'exponential' ? 0.5 * Math.exp(-z) : 0.5 * (1 - z / 4)));
      const drift = scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / 40);
      const bias = { most: 0.02, from: '0.15% of the step: (dt dz/dt)^2/12 at dz/dt = 0.67' };
      quantities.push(statistical(`drift, ${link} link`, 'length/time', drift, exact, bias));
    }
    return { quantities };
  },
};

export const INSIDE_MEMORY: readonly Check[] = [weak, adapting];
