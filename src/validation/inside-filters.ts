// The memory kernel: what its filters hold after a step, in a ramp, and in cells that run up and down a gradient.

import { linearAdaptationVariance } from '../theory/adapting-cells.ts';
import { startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { DIFFERENCE, ROAD } from './inside-memory.ts';
import { average } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const filters: Check = {
  name: 'memory-kernel-step',
  rows: [],
  title: 'What three filters hold of a step, and of a ramp',
  model: 'run-and-tumble',
  quick: true,
  source:
    'Gamma distributions of order 1, 2, 3: 1 - e^(-z) (1 + z + ...), z = t/tau; behind a ramp by tau, 2 tau, 3 tau',
  settings: {
    ...{ ny: 1, nx: 4, width: 100, cells: 2, sensing: 'memory-kernel', attractant: 'level + slope*t' },
    ...{
      parameters: { speed: 0, tumbleRate: 0, tau: 2, level: 1, slope: 0 },
      timeStep: 0.5,
      until: 100,
      seed: 131,
    },
  },
  varied: 'level 1 at rest, then 3; slope 0.1 from t = 3 on, level 2.7',
  async run(context) {
    const run = await startCells(context, this.settings);
    const quantities: Quantity[] = [];
    const compare = async (when: string, exact: readonly number[]): Promise<void> => {
      for (const [k, name] of ['first', 'second', 'third'].entries()) {
        const [found] = await run.simulation.population!.memory(name, 1);
        const from = 'exact where the cue is linear, but for single precision: 3 tau/dt of 1e-6';
        quantities.push(within(`${name} level ${when}`, '1', found, exact[k], 1.2e-5, from));
      }
    };
    run.simulation.setParameters({ level: 3 });
    await run.to(3);
    const kept = Math.exp(-1.5);
    await compare('1.5 tau after a step', [
      3 - 2 * kept,
      3 - 2 * kept * 2.5,
      3 - 2 * kept * (2.5 + 1.5 ** 2 / 2),
    ]);
    run.simulation.setParameters({ level: 2.7, slope: 0.1 });
    await run.to(80);
    await compare('in a ramp', [10.7 - 0.2, 10.7 - 0.4, 10.7 - 0.6]);
    run.dispose();
    return { quantities };
  },
};

const spread: Check = {
  name: 'adaptation-variance',
  rows: [20],
  title: 'What a cell that reverses at a constant rate has in its memory: <z^2>, and <z e>',
  model: 'run-and-tumble',
  quick: true,
  source: '(v g tau)^2/(1 + 2 r tau); <z e> = v g/(1/tau + 2 r) (src/theory/adapting-cells.ts)',
  settings: {
    ...{ ...ROAD, attractant: '0.05*x', cells: 10_000, timeStep: 1 / 3, until: 20, seed: 134 },
    parameters: { ...DIFFERENCE, kappa: 0, tumbleRate: 0.5, persistence: -1, tau: 2 },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    const { cells } = await run.to(20);
    const first = await run.simulation.population!.memory('first');
    run.dispose();
    const z = cells.x.map((x, i) => 0.05 * x - first[i]);
    const along = z.map((value, i) => value * Math.cos(cells.heading[i]));
    const bias = { most: 1e-3, from: 'exp(-20/2) of the start' };
    return {
      quantities: [
        statistical(
          '<z^2>',
          '1',
          average(z.map((value) => value ** 2)),
          linearAdaptationVariance(2, 0.5, 1),
          bias,
        ),
        statistical('<z e>', '1', average(along), 1 / (0.5 + 1), bias),
      ],
    };
  },
};

export const INSIDE_FILTERS: readonly Check[] = [filters, spread];
