// Fronts of growing populations: one with a known shape, on grids that halve, and the one that a step sets off, which
// takes for ever to reach its speed.

import type { KellerSegelConfig } from '../core/config.ts';
import { cellX, dx } from '../core/grid.ts';
import type { Check } from './check.ts';
import { part } from './check.ts';
import { fields, fieldsAt, relativeDifference, startFields } from './field-runs.ts';
import { slope } from './statistics.ts';
import { within } from './verdict.ts';

const KPP = {
  ...{ ny: 1, boundaryX: 'no-flux', diffusionU: '1', diffusionV: '1', sensitivity: '0*u' },
  ...{ growth: 'u*(1-u)', production: '0', parameters: {} },
} as const;

/** Place where a field that falls from left to right passes a value, between two centres. */
export function passage(config: KellerSegelConfig, u: Float64Array, value: number): number {
  const i = u.findIndex((each) => each < value);
  return cellX(config, i) - (dx(config) * (value - u[i])) / (u[i - 1] - u[i]);
}

const front = (x: number, t: number): number =>
  (1 + Math.exp((x - 40 - (5 * t) / Math.sqrt(6)) / Math.sqrt(6))) ** -2;

const exactFront: Check = {
  name: 'front-exact',
  rows: [27],
  title: 'The Fisher-KPP front u = [1 + exp((x - 5t/sqrt 6)/sqrt 6)]^-2: shape, speed, and order in h',
  model: 'keller-segel',
  quick: true,
  source: 'Ablowitz and Zeppetella 1979',
  // a step short enough that the error in time, of second order too, is out of sight
  settings: { ...KPP, nx: 400, width: 100, timeStep: 0.01, until: 10 },
  varied: 'nx = 100, 200, 400',
  async run(context) {
    const grids = [100, 200, 400];
    const errors: number[] = [];
    const speeds: number[] = [];
    for (const [index, nx] of grids.entries()) {
      const at = (t: number) => (grid: KellerSegelConfig) =>
        fields(
          grid,
          (x) => front(x, t),
          () => 0,
        );
      const { u, config } = await fieldsAt(part(context, index, 3), 10, { ...this.settings, nx }, at(0));
      const exact = at(10)(config).u;
      errors.push(relativeDifference(u, exact));
      speeds.push((passage(config, u, 0.25) - passage(config, at(0)(config).u, 0.25)) / 10);
    }
    const speed = speeds[2] + (speeds[2] - speeds[1]) / 3;
    const order = -slope(grids, errors);
    return {
      quantities: [
        within(
          'largest error of u at h = .25',
          '1',
          errors[2],
          0,
          0.02 * 0.25 ** 2,
          'measured as .015 h^2, from moving the front a little',
        ),
        within(
          'speed, extrapolated to h = 0',
          'length/time',
          speed,
          5 / Math.sqrt(6),
          Math.abs(speeds[2] - speeds[1]) / 3 + 1e-5,
          'the correction that extrapolating makes, and 1e-5 for the step',
        ),
        within('order in h', '1', order, 2, 0.1, 'the next power of h, h^2/12 of the error at h = 1'),
      ],
      plot: {
        title: 'Error of the front at t = 10',
        x: { label: 'h', unit: 'length', scale: 'logarithmic' },
        y: { label: 'largest error of u', unit: '1', scale: 'logarithmic' },
        curves: [
          {
            name: 'second order',
            kind: 'exact',
            points: [1, 0.25].map((h) => [h, errors[2] * (h / 0.25) ** 2] as const),
          },
          {
            name: 'measured',
            kind: 'measured',
            points: errors.map((error, i) => [100 / grids[i], error] as const),
          },
        ],
      },
    };
  },
};

const FISHER = { nx: 1000, width: 250, timeStep: 0.02 };

/** Slowest speed of e^(-lambda x) on this grid with this step of SSP-RK2: where c(lambda) = rate/lambda is least. */
export function slowestSpeed(h: number, dt: number): number {
  let least = Infinity;
  for (let lambda = 0.8; lambda < 1.2; lambda += 1e-4) {
    const z = dt * ((2 * Math.cosh(lambda * h) - 2) / h ** 2 + 1);
    least = Math.min(least, Math.log(1 + z + z ** 2 / 2) / (lambda * dt));
  }
  return least;
}

/** X(t) - X(s) of the front of a step, D = r = 1, but for terms that vanish as t^(-1/2). */
const bramson = (c: number, s: number, t: number): number => c * (t - s) - 1.5 * Math.log(t / s);

const fisherSpeed: Check = {
  name: 'fisher-speed',
  rows: [26],
  title: 'The front that a step sets off: slower than 2 sqrt(D r) by 1.5 ln(t2/t1)/(t2 - t1)',
  model: 'keller-segel',
  quick: false,
  source:
    'Bramson 1983; the next term 3 sqrt(pi/t) by Ebert and van Saarloos 2000; 2 sqrt(D r) as it is on this grid',
  settings: { ...KPP, ...FISHER, until: 100 },
  varied: 'u = 1 where x < 20, 0 elsewhere',
  async run(context) {
    const run = await startFields(context, this.settings, (grid) =>
      fields(
        grid,
        (x) => (x < 20 ? 1 : 0),
        () => 0,
      ),
    );
    const times = [5, 10, 20, 30, 40, 50, 60, 80, 100];
    const places: number[] = [];
    for (const time of times) places.push(passage(run.config, (await run.to(time)).u, 0.5));
    run.dispose();
    const at = (time: number): number => places[times.indexOf(time)];
    const c = slowestSpeed(FISHER.width / FISHER.nx, FISHER.timeStep);
    const middle = (i: number): number => (times[i] + times[i + 1]) / 2;
    const speeds = times
      .slice(1)
      .map((time, i) => [middle(i), (places[i + 1] - places[i]) / (time - times[i])] as const);
    return {
      quantities: [
        within(
          'mean speed from t = 50 to 100',
          'length/time',
          (at(100) - at(50)) / 50,
          bramson(c, 50, 100) / 50,
          (3 * Math.sqrt(Math.PI) * (1 / Math.sqrt(50) - 1 / Math.sqrt(100))) / 50,
          'the next term, 3 sqrt(pi/t); those after it have the other sign',
        ),
      ],
      plot: {
        title: 'Speed of the front of a step',
        x: { label: 't', unit: 'time' },
        y: { label: 'speed', unit: 'length/time' },
        curves: [
          {
            name: 'c - 1.5/t',
            kind: 'exact',
            points: Array.from({ length: 48 }, (_, i) => {
              const t = 7.5 + 2 * i;
              return [t, c - 1.5 / t] as const;
            }),
          },
          { name: 'measured', kind: 'measured', points: speeds },
        ],
      },
    };
  },
};

export const FIELDS_WAVES: readonly Check[] = [exactFront, fisherSpeed];
