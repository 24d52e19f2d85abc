// How fast E. coli climbs on a line where its attractant rises exponentially, and that it tells no concentration from ten times
// as much. K_I and K_A lie far below and above all concentrations there, so that receptors sense the logarithm itself.

import { mwcExponentialDrift } from '../theory/adapting-cells.ts';
import { cellsAt, startCells } from './cell-runs.ts';
import type { Check, CheckContext, Quantity } from './check.ts';
import { part } from './check.ts';
import { E_COLI } from './inside-adaptation.ts';
import { average, scaled } from './statistics.ts';
import { statistical, within } from './verdict.ts';

const LOGARITHM = { K_I: 1e-9, K_A: 1e9, persistence: 0, speed: 16.5, tauY: 0, most: 1e9 };
const CLIMB = {
  ...{ ny: 1, nx: 100, width: 10_000, boundaryX: 'no-flux', initialU: 'abs(x - 3000) < 500' },
  ...{ sensing: 'e-coli', attractant: 'exp(g*(x - 5000))', timeStep: 0.5 },
};
const FOLD =
  'single precision holds f = 20 to 2e-6 or some more, the rate to 1e-4: of the 28 tumbles of a cell, each moved by that and by those before, 0.05 in all fall in another step';
/** Adaptation takes 39.2 in all of these. */
const ADAPTATION = 1 / (6 * 1.7 * 0.25 * 0.01);

const exactDrift = (gradient: number): number =>
  mwcExponentialDrift({
    receptors: E_COLI,
    motor: { baseRate: 0.14, time: 0.8, referenceActivity: 0.5, exponent: 10 },
    ...{ speed: 16.5, persistence: 0, gradient },
  })!;

/** Measured between two times, by cells that begin adapted to where they are. */
async function climbed(
  context: CheckContext,
  settings: Check['settings'],
  gradient: number,
  [from, to]: readonly [number, number],
): Promise<Quantity> {
  const run = await startCells(context, {
    ...settings,
    parameters: { ...LOGARITHM, g: gradient },
    until: to,
  });
  const early = await run.to(from);
  const late = await run.to(to);
  run.dispose();
  const drift = scaled(average(late.x.map((x, i) => x - early.x[i])), 1 / (to - from));
  const exact = exactDrift(gradient);
  const transient = (ADAPTATION / (to - from)) * Math.exp(-from / ADAPTATION);
  return statistical(`drift at G = ${gradient}`, 'length/time', drift, exact, {
    most: exact * (transient + 0.002),
    from: 'what adaptation leaves of the start, exp(-t/39.2), and 0.2% of the step, N v G H dt/4 squared over 12',
  });
}

const SOURCE = 'quadrature of the densities of F for runs up and down (src/theory/adapting-drift.ts)';

const exponential: Check = {
  name: 'mwc-drift',
  rows: [23],
  title: 'Constant drift of E. coli where the attractant rises exponentially',
  model: 'run-and-tumble',
  quick: true,
  source: SOURCE,
  settings: {
    ...CLIMB,
    cells: 1500,
    parameters: { ...LOGARITHM, g: 5e-4 },
    until: 320,
    every: 320,
    seed: 141,
  },
  async run(context) {
    return { quantities: [await climbed(context, this.settings, 5e-4, [160, 320])] };
  },
};

const saturating: Check = {
  name: 'mwc-drift-saturating',
  rows: [23],
  title: 'The same in shallow gradients, and in one that is too steep for methylation to keep up with',
  model: 'run-and-tumble',
  quick: false,
  source: SOURCE,
  settings: {
    ...CLIMB,
    cells: 2500,
    parameters: { ...LOGARITHM, g: 1e-4 },
    until: 800,
    every: 800,
    seed: 142,
  },
  varied: 'g = 0.0001, 0.00025, 0.0005, 0.002; from t = 300 on',
  async run(context) {
    const gradients = [1e-4, 2.5e-4, 5e-4, 2e-3];
    const quantities: Quantity[] = [];
    for (const [k, g] of gradients.entries())
      quantities.push(await climbed(part(context, k, 4), this.settings, g, [300, 800]));
    const finer = Array.from({ length: 41 }, (_, k) => 5e-5 * (k + 0.02));
    return {
      quantities,
      plot: {
        title: 'Drift in an exponential gradient',
        x: { label: 'd ln c/dx', unit: '1/length' },
        y: { label: 'drift', unit: 'length/time' },
        curves: [
          { name: 'exact', kind: 'exact', points: finer.map((g) => [g, exactDrift(g)] as const) },
          {
            name: 'measured',
            kind: 'measured',
            points: quantities.map(({ measured }, k) => [gradients[k], measured] as const),
          },
        ],
      },
    };
  },
};

const folds: Check = {
  name: 'mwc-fold-change',
  rows: [],
  title: 'Fold-change detection: ten times the attractant everywhere, and every cell goes the same way',
  model: 'run-and-tumble',
  quick: true,
  source:
    'f(10 c) - f(c) = ln 10 for K_I << c << K_A, which adaptation takes up (Lazova et al. 2011, PNAS 108, 13870)',
  settings: {
    ...{ ...CLIMB, attractant: 'level*exp(g*(x - 3000))', cells: 1000, until: 20, seed: 143 },
    parameters: { ...LOGARITHM, tauY: 1.6, g: 2e-3, level: 0.3 },
  },
  varied: 'level = 0.3, 3',
  async run(context) {
    const places = async (level: number): Promise<Float64Array> => {
      const parameters = { ...LOGARITHM, tauY: 1.6, g: 2e-3, level };
      return (await cellsAt(context, 20, { ...this.settings, parameters })).x;
    };
    const low = await places(0.3);
    const high = await places(3);
    const astray = high.filter((x, i) => Math.abs(x - low[i]) > 0.1).length;
    const [most, from] =
      context.backend !== 'reference'
        ? [50, FOLD]
        : [0, 'none: K_I/c and c/K_A move tumbles by 1e-8 of a step'];
    return { quantities: [within('cells that are elsewhere, of 1000', '1', astray, 0, most, from)] };
  },
};

export const INSIDE_DRIFT: readonly Check[] = [exponential, saturating, folds];
