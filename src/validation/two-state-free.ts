// The master equation of two states on an open line. On its lattice a mover goes one cell in each step h = dx/v and has
// turned an even or an odd number of times since the step before, with correlation c = e^(-2 a h): moments on the lattice
// are sums that can be done by hand, and those of the telegraph process but for terms in (a h)^2.

import { cellX } from '../core/grid.ts';
import type { Check, CheckContext, Quantity } from './check.ts';
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
  spike,
  startContinuum,
} from './continuum-runs.ts';
import { extrapolated } from './fields-steady.ts';
import { equal, within } from './verdict.ts';

const ROUNDINGS = 'six roundings a step';

/** From one grid cell in the middle, half of it each way, on nx cells. */
async function fromMiddle(
  context: CheckContext,
  check: Check,
  nx: number,
  time: number,
): Promise<ContinuumState & { readonly moment: (power: number) => number }> {
  const { width } = LATTICE;
  const shape = spike(width, nx, nx / 2);
  const state = await continuumAt(context, time, { ...check.settings, nx }, shape);
  const centre = cellX(state.config, nx / 2);
  return { ...state, moment: (power) => meanOf(state.config, state.u, (x) => (x - centre) ** power) };
}

const squared: Check = {
  name: 'two-state-moments',
  rows: [1, 2],
  title:
    'Mean squared and fourth power of the displacement of the telegraph process, on its lattice and beyond',
  model: 'two-state',
  quick: true,
  source:
    '<x^2> = (v^2/a)[t - (1 - e^(-2at))/(2a)], <x^4> by the same integral (NUMERICS); on the lattice the sum over pairs of steps, ' +
    'dx^2 [n (1 + c)/(1 - c) - 2c (1 - c^n)/(1 - c)^2], c = e^(-2 a dx/v), n steps',
  settings: { ...LATTICE, until: 5, cells: 1000 },
  varied: 'nx = 400, 800; all cells in one grid cell at the start',
  async run(context) {
    const quantities: Quantity[] = [];
    const cases = [
      { time: 0.5, power: 2, exact: 73.576, digits: 5e-4 },
      { time: 5, power: 2, exact: 1800.0091, digits: 5e-4 },
      { time: 2, power: 4, exact: 689230, digits: 5 },
    ];
    for (const [index, { time, power, exact, digits }] of cases.entries()) {
      const [coarse, fine] = [
        await fromMiddle(part(context, 2 * index, 6), this, 400, time),
        await fromMiddle(part(context, 2 * index + 1, 6), this, 800, time),
      ];
      const [first, second] = [coarse.moment(power), fine.moment(power)];
      const steps = time * 64;
      const loss = rounding(context, steps) * exact;
      const name = `<x^${power}> at t = ${time}`;
      if (power === 2) {
        const h = 1 / 32;
        const c = Math.exp(-2 * h);
        const n = time / h;
        const lattice = (20 * h) ** 2 * ((n * (1 + c)) / (1 - c) - (2 * c * (1 - c ** n)) / (1 - c) ** 2);
        quantities.push(within(`${name} on the lattice`, `length^${power}`, first, lattice, loss, ROUNDINGS));
      }
      quantities.push(
        orderOfTwo(
          `the error of ${name}`,
          [first - exact, second - exact],
          2,
          0.02 + (2 * (loss + digits)) / Math.abs(second - exact),
          'the next power (a h)^4, digits and rounding',
        ),
        extrapolated(name, `length^${power}`, [first, second], exact, {
          digits: digits + 2 * loss,
          share: 0.02,
        }),
      );
    }
    return { quantities };
  },
};

/** Modified Bessel functions of the first kind, by their series. */
function bessel(order: 0 | 1, z: number): number {
  let term = order === 0 ? 1 : z / 2;
  let sum = term;
  for (let k = 1; k < 60; k += 1) {
    term *= (z / 2) ** 2 / (k * (k + order));
    sum += term;
  }
  return sum;
}

/** Of the cells that have turned, at a distance below v t from the start; a = 1, v = 20. */
function telegraph(x: number, t: number): number {
  const z = Math.sqrt(t ** 2 - (x / 20) ** 2);
  return (Math.exp(-t) / 40) * (bessel(0, z) + (z > 0 ? t * (bessel(1, z) / z) : t / 2));
}

const density: Check = {
  name: 'two-state-density',
  rows: [3],
  title: 'Density of the telegraph process at t = 2: between its fronts, on them, and nothing beyond',
  model: 'two-state',
  quick: true,
  source:
    '(a e^(-at)/2v)[I0(az) + (t/z) I1(az)], z^2 = t^2 - x^2/v^2; e^(-at)/2 on each front (Goldstein 1951)',
  settings: { ...LATTICE, until: 2, cells: 1000 },
  varied: 'nx = 400, 800; all cells in one grid cell at the start',
  async run(context) {
    const t = 2;
    const found = [];
    for (const [index, nx] of [400, 800].entries()) {
      const { u, config } = await fromMiddle(part(context, index, 2), this, nx, t);
      const steps = (t * 20 * nx) / config.width;
      const middle = nx / 2;
      const total = u.reduce((sum, value) => sum + value, 0);
      // A cell goes an even number of columns in an even number of steps: every other one is empty.
      let worst = 0;
      for (let k = -steps + 2; k <= steps - 2; k += 2) {
        const x = (k * config.width) / nx;
        const here = u[middle + k] / total / ((2 * config.width) / nx);
        worst = Math.max(worst, Math.abs(here - telegraph(x, t)) / telegraph(x, t));
      }
      const fronts = (u[middle - steps] + u[middle + steps]) / total;
      const beyond = u.filter((value, i) => Math.abs(i - middle) > steps && value !== 0).length;
      found.push({ u, config, steps, worst, fronts, beyond });
    }
    const [coarse, fine] = found;
    const loss = rounding(context, fine.steps);
    // The same way in all n steps: an even number of turns in each of n - 1 intervals between them.
    const lattice = (steps: number): number => ((1 + Math.exp((-2 * t) / steps)) / 2) ** (steps - 1);
    // So the front's column holds a h + t a^2 h/2 more, from its own width, and the square of that.
    const square = Math.exp(-t) * ((1 + t / 2) * (t / coarse.steps)) ** 2;
    return {
      quantities: [
        within('largest error of the density', '1', fine.worst, 0, (1 / 64) ** 2 + 4 * loss, '(a h)^2 of it'),
        orderOfTwo(
          'that error',
          [coarse.worst, fine.worst],
          2,
          0.1 + (8 * loss) / fine.worst,
          'the next power',
        ),
        within(
          'weight on the fronts, on the lattice',
          '1',
          fine.fronts,
          lattice(fine.steps),
          loss,
          ROUNDINGS,
        ),
        within(
          'weight on the fronts, extrapolated to h = 0',
          '1',
          2 * fine.fronts - coarse.fronts,
          Math.exp(-t),
          square + 3 * loss,
          'the square of the correction',
        ),
        equal('grid cells beyond v t that are not empty', coarse.beyond + fine.beyond, 0),
      ],
      plot: profilePlot(
        'Telegraph process at t = 2',
        fine.config,
        // Both columns of a pair share what one of them holds.
        fine.u.map((value, i) => (value + fine.u[(i + 1) % fine.u.length]) / 2),
        (x) => (Math.abs(x - 125) < 40 ? telegraph(x - 125, t) : 0),
        [75, 175],
      ),
    };
  },
};

const BIASED = { ...LATTICE, nx: 1600, width: 1000, until: 20, cells: 1000 };

const biased: Check = {
  name: 'two-state-bias',
  rows: [9],
  title: 'Drift 15 and diffusion 87.5 of biased reversals (.25, 1.75)',
  model: 'two-state',
  quick: true,
  source: 'v (a- - a+)/(a+ + a-), 4 v^2 a+ a-/(a+ + a-)^3 (Othmer, Dunbar and Alt 1988)',
  settings: { ...BIASED, ratePlus: 0.25, rateMinus: 1.75 },
  varied: 'all cells in one grid cell at the start; slopes from t = 10 to 20',
  async run(context) {
    const run = await startContinuum(context, this.settings, spike(1000, 1600, 560));
    const early = momentsAlong(run.config, (await run.to(10)).u);
    const state = await run.to(20);
    const late = momentsAlong(run.config, state.u);
    run.dispose();
    const h = 1 / 32;
    const loss = rounding(context, 640) * 1000;
    const spread = (late.variance - early.variance) / 20;
    return {
      quantities: [
        within(
          'drift',
          'length/time',
          (late.mean - early.mean) / 10,
          15,
          1e-6 + loss / 5,
          'e^(-2 t) at t = 10, and rounding',
        ),
        within(
          'diffusion on the lattice',
          'length^2/time',
          spread,
          87.5 * (h / Math.tanh(h)),
          1e-4 + 4 * loss,
          'e^(-2 t) at t = 10, and rounding',
        ),
        within(
          'diffusion',
          'length^2/time',
          spread,
          87.5,
          87.5 * (h ** 2 / 3) * 1.01 + 4 * loss,
          '(a h)^2/3 of the lattice, a = (a+ + a-)/2',
        ),
        within(
          'mean velocity',
          'length/time',
          meanVelocity(state),
          15,
          15 * rounding(context, 640),
          'rounding',
        ),
      ],
    };
  },
};

const meanVelocity = ({ u, v }: ContinuumState): number =>
  v.reduce((sum, value) => sum + value, 0) / u.reduce((sum, value) => sum + value, 0);

const exponential: Check = {
  name: 'two-state-exponential',
  rows: [13],
  title: 'An exponential link between slope and rate: drift v tanh(chi v dc/dx)',
  model: 'two-state',
  quick: false,
  source: 'v (a- - a+)/(a+ + a-) for rates a e^(-+ s), s = chi v dc/dx = .5',
  settings: {
    ...BIASED,
    ...{ ratePlus: 'tumbleRate*exp(-s)', rateMinus: 'tumbleRate*exp(s)', parameters: { s: 0.5 } },
  },
  varied: 'all cells in one grid cell at the start; slope from t = 10 to 20',
  async run(context) {
    const run = await startContinuum(context, this.settings, spike(1000, 1600, 560));
    const early = momentsAlong(run.config, (await run.to(10)).u);
    const late = momentsAlong(run.config, (await run.to(20)).u);
    run.dispose();
    const loss = rounding(context, 640) * 1000;
    return {
      quantities: [
        within(
          'drift',
          'length/time',
          (late.mean - early.mean) / 10,
          20 * Math.tanh(0.5),
          1e-6 + loss / 5,
          'e^(-2 t) at t = 10, and rounding',
        ),
      ],
    };
  },
};

export const TWO_STATE_FREE: readonly Check[] = [squared, density, biased, exponential];
