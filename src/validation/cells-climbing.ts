// How fast cells climb in a plane: headings between the tumbles that the gradient delays, in full and not in linear response.

import type { CellRun } from './cell-runs.ts';
import { PLANE, startCells } from './cell-runs.ts';
import type { Check, CheckContext, CheckResult, Quantity } from './check.ts';
import { average, scaled } from './statistics.ts';
import { statistical, within } from './verdict.ts';

/**
 * Drift over v in two dimensions, exact for any s < 1: the stationary Fourier modes of the heading obey
 * (lambda (1 - rho^n) + Dr n^2) f_n = lambda (1 - rho^n) s (f_(n-1) + f_(n+1))/2, with rho^n the nth moment of the wrapped
 * Cauchy distribution; f_1/f_0 as a continued fraction from below. For small s: s lambda (1 - rho)/(2 mu); for rho = Dr = 0
 * (1 - sqrt(1 - s^2))/s.
 */
export function climb(s: number, rho: number, rotation: number): number {
  let ratio = 0; // f_n/f_(n-1)
  for (let n = 200; n >= 1; n -= 1) {
    const turned = (1 - rho ** n) * (s / 2);
    ratio = turned / (1 - rho ** n + rotation * n ** 2 - turned * ratio);
  }
  return ratio;
}

const cells = 20_000;
const plane = { ...PLANE, cells, timeStep: 1 };
const LINEAR_RESPONSE =
  'stationary Fourier modes of the heading; for small s Locsei 2007, v s lambda (1 - rho)/(d mu)';

interface Climbed {
  /** Drift along x and y over the time. */
  readonly along: ReturnType<typeof average>;
  readonly across: ReturnType<typeof average>;
  readonly index: number;
}

/** Between two times, the first long enough after a change for headings to settle: a few times 1/(1 - s). */
async function climbed(run: CellRun, from: number, to: number): Promise<Climbed> {
  const early = await run.to(from);
  const late = await run.to(to);
  const rate = (now: Float64Array, before: Float64Array) =>
    scaled(average(now.map((value, i) => value - before[i])), 1 / (to - from));
  return {
    along: rate(late.x, early.x),
    across: rate(late.y, early.y),
    index: late.measurement.cells!.alignment,
  };
}

const curve = (rho: number, rotation: number) =>
  Array.from({ length: 50 }, (_, k) => [k / 50, 20 * climb(k / 50, rho, rotation)] as const);

async function climbing(
  context: CheckContext,
  settings: Check['settings'],
  { persistence, rotationalDiffusion }: { persistence: number; rotationalDiffusion: number },
): Promise<CheckResult> {
  const run = await startCells(context, settings);
  const quantities: Quantity[] = [];
  const points: [number, number][] = [];
  for (const [phase, s] of [0.1, 0.5, 0.8].entries()) {
    run.simulation.setParameters({ chi: 5 * s });
    const { along, across, index } = await climbed(run, 20 * phase + 12, 20 * phase + 20);
    const exact = 20 * climb(s, persistence, rotationalDiffusion);
    // Turning between steps, not within them: off by the commutator with tumbling times dt^2/8, 1.5 Dr/8 at most.
    const most = (exact * rotationalDiffusion * 1.5) / 8;
    const bias = most > 0 ? { most, from: '1.5 Dr dt/8 of it for turning between steps' } : undefined;
    points.push([s, along.mean]);
    quantities.push(
      statistical(`drift at s = ${s}`, 'length/time', along, exact, bias),
      statistical(`drift across at s = ${s}`, 'length/time', across, 0),
      within(
        `chemotactic index at s = ${s}`,
        '1',
        index,
        exact / 20,
        4 * Math.sqrt(0.5 / cells) + (exact / 20) * (rotationalDiffusion / 2),
        '4 standard errors (the variance of a cosine is at most 1/2 here), and Dr dt/2 of it, for it is read when all ' +
          'of a step has turned the heading',
      ),
    );
  }
  run.dispose();
  return {
    quantities,
    plot: {
      title: `Drift in a plane, persistence ${persistence}, rotational diffusion ${rotationalDiffusion}`,
      x: { label: 's = chi v |grad c|', unit: '1' },
      y: { label: 'drift', unit: 'length/time' },
      curves: [
        { name: 'exact', kind: 'exact', points: curve(persistence, rotationalDiffusion) },
        { name: 'measured', kind: 'measured', points },
      ],
    },
  };
}

const fullResets = { persistence: 0, rotationalDiffusion: 0 };
const eColi = { persistence: 0.33, rotationalDiffusion: 0.062 };

const climbingResets: Check = {
  name: 'drift-plane',
  rows: [12],
  title: 'Drift and chemotactic index in a plane, full resets: v (1 - sqrt(1 - s^2))/s',
  model: 'run-and-tumble',
  quick: true,
  source: 'density of headings ~ 1/(1 - s cos) (Erban and Othmer 2004)',
  settings: { ...plane, attractant: '0.01*x', parameters: { chi: 0.5, ...fullResets }, until: 60, seed: 71 },
  varied: 'chi = 0.5, 2.5, 4, one after the other',
  run(context) {
    return climbing(context, this.settings, fullResets);
  },
};

const climbingPersistent: Check = {
  name: 'drift-plane-persistent',
  rows: [14],
  title: 'Drift and chemotactic index in a plane, with persistence and rotational diffusion',
  model: 'run-and-tumble',
  quick: true,
  source: LINEAR_RESPONSE,
  settings: { ...plane, attractant: '0.01*x', parameters: { chi: 0.5, ...eColi }, until: 60, seed: 72 },
  varied: 'chi = 0.5, 2.5, 4, one after the other',
  run(context) {
    return climbing(context, this.settings, eColi);
  },
};

const slanted: Check = {
  name: 'drift-plane-slanted',
  rows: [],
  title: 'Up a slanted gradient, with tumbles that turn back more often than not (persistence -.5)',
  model: 'run-and-tumble',
  quick: true,
  source: LINEAR_RESPONSE,
  settings: {
    ...{ ...plane, attractant: '0.006*x + 0.008*y', parameters: { chi: 2.5, persistence: -0.5 } },
    ...{ until: 20, seed: 73 },
  },
  async run(context) {
    const run = await startCells(context, this.settings);
    const { along, across } = await climbed(run, 10, 20);
    run.dispose();
    const exact = 20 * climb(0.5, -0.5, 0);
    return {
      quantities: [
        statistical('drift along x', 'length/time', along, 0.6 * exact),
        statistical('drift along y', 'length/time', across, 0.8 * exact),
      ],
    };
  },
};

export const CELLS_CLIMBING: readonly Check[] = [climbingResets, climbingPersistent, slanted];
