// Receptor clusters of E. coli in cells that stand still: that their activity comes back to the same value on any background, and
// where it stays while the attractant goes on rising.

import { adaptationTime } from '../theory/mwc.ts';
import { rampActivity } from '../theory/mwc-responses.ts';
import { startCells } from './cell-runs.ts';
import type { Check, Quantity } from './check.ts';
import { A0, activityAt, E_COLI, SILENT, STANDING } from './inside-adaptation.ts';
import { within } from './verdict.ts';

const BACKGROUNDS = [1, 10, 100, 1000, 10_000];

const precise: Check = {
  name: 'mwc-precise-adaptation',
  rows: [],
  title: 'From the dark to any background the activity comes back to kR/(kR + kB)',
  model: 'run-and-tumble',
  quick: true,
  source: 'dm/dt = kR (1 - a) - kB a is 0 at one activity only (Barkai and Leibler 1997, Nature 387, 913)',
  settings: {
    ...{ ...STANDING, parameters: { ...SILENT, level: 0 }, timeStep: 2, until: 8000, every: 8000, seed: 123 },
  },
  varied: `level = ${BACKGROUNDS.join(', ')} for t = 1600 each, one after the other`,
  async run(context) {
    const run = await startCells(context, this.settings);
    const quantities = [
      within(
        'activity at rest in the dark',
        '1',
        await activityAt(run, 1),
        A0,
        1e-4,
        'as asked for: 1e-4; single precision 1e-6',
      ),
    ];
    // An inactive cluster is methylated at kR = 0.005 at most: a step of F = 22, the largest here, takes 450 of the 1600; what is
    // then left falls as exp(-t/39).
    for (const [k, level] of BACKGROUNDS.entries()) {
      run.simulation.setParameters({ level });
      const found = await activityAt(run, 1600 * (k + 1));
      quantities.push(
        within(
          `activity on a background of ${level}`,
          '1',
          found,
          A0,
          1e-4,
          'as asked for: 1e-4; exp(-1150/39) is left',
        ),
      );
    }
    run.dispose();
    return { quantities };
  },
};

const ramp: Check = {
  name: 'mwc-ramp',
  rows: [22],
  title: 'While ln c rises evenly the activity stays below where it adapts to, in proportion',
  model: 'run-and-tumble',
  quick: true,
  source: 'a = kR/(kR + kB) - rate/(alpha (kR + kB)) for K_I << c << K_A (Tu, Shimizu and Berg 2008)',
  settings: {
    ...{ ...STANDING, attractant: 'exp(rate*t)', timeStep: 0.5, until: 800, every: 800, seed: 124 },
    parameters: { ...SILENT, K_I: 1e-9, K_A: 1e9, rate: 0.001 },
  },
  varied: 'rate = 0.001, -0.002, 0.004',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const rate of [0.001, -0.002, 0.004]) {
      const run = await startCells(context, {
        ...this.settings,
        parameters: { ...SILENT, K_I: 1e-9, K_A: 1e9, rate },
      });
      const exact = rampActivity(E_COLI, rate);
      const left = Math.exp(-800 / adaptationTime(E_COLI) / 2);
      const from = `as asked for: 1e-4; the transient leaves less than ${left.toExponential(0)}, K_I/c and c/K_A 1e-7`;
      quantities.push(
        within(`activity at rate = ${rate}`, '1', await activityAt(run, 800), exact, 1e-4, from),
      );
      run.dispose();
    }
    return { quantities };
  },
};

export const INSIDE_BACKGROUND: readonly Check[] = [precise, ramp];
