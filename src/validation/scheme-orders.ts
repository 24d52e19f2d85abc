// The order of every scheme for fields, measured: how errors fall where steps in time, and where cells of the grid, halve.

import type { Check, CheckContext, CheckResult, Plot, Settings } from './check.ts';
import { part } from './check.ts';
import { fields, fieldsAt, relativeDifference } from './field-runs.ts';
import { slope } from './statistics.ts';
import { within } from './verdict.ts';

/** Errors against steps, with the slope they must have. */
export function orderPlot(
  title: string,
  axis: Plot['x'],
  found: readonly (readonly [number, number])[],
  order: number,
): Plot {
  const [last, error] = found[found.length - 1];
  return {
    title,
    x: { ...axis, scale: 'logarithmic' },
    y: { label: 'error', unit: '1', scale: 'logarithmic' },
    curves: [
      {
        name: `order ${order}`,
        kind: 'exact',
        points: [found[0][0], last].map((step) => [step, error * (step / last) ** order] as const),
      },
      { name: 'measured', kind: 'measured', points: found },
    ],
  };
}

export const TIME_SETTINGS = {
  ...{ nx: 32, ny: 1, width: 12.8, diffusionU: '1', diffusionV: '1', sensitivity: 'c*u/(1+u^2)' },
  ...{ growth: 'u*(1-u)', production: 'u-a*v', parameters: { c: 4, a: 0.1 }, until: 1 },
} as const;

/** Differences between the solutions with some number of steps and with twice as many: 2^p - 1 of the error in the end. */
export async function orderInTime(
  context: CheckContext,
  settings: Settings,
  order: 1 | 2,
  steps: readonly number[] = [20, 40, 80, 160, 320],
): Promise<CheckResult> {
  const states: Float64Array[] = [];
  for (const [index, count] of steps.entries()) {
    const all = { ...settings, timeStep: 1 / count };
    const { u } = await fieldsAt(part(context, index, steps.length), 1, all, (grid) =>
      fields(
        grid,
        (x) => 1 + 0.5 * Math.cos((2 * Math.PI * x) / 12.8),
        () => 10,
      ),
    );
    states.push(u);
  }
  // f32 holds u to 6e-8: differences of second order are lost in it from the shortest steps on.
  const pairs = context.backend !== 'reference' && order === 2 ? 3 : 4;
  const found = steps
    .slice(0, pairs)
    .map((count, i) => [1 / count, relativeDifference(states[i], states[i + 1])] as const);
  const measured = slope(
    found.map(([step]) => step),
    found.map(([, error]) => error),
  );
  return {
    quantities: [
      within(
        'order in the time step',
        '1',
        measured,
        order,
        0.15,
        'the next power of the step, a twentieth to a tenth of the error at the longest',
      ),
    ],
    plot: orderPlot(`Error in time, order ${order}`, { label: 'dt', unit: 'time' }, found, order),
  };
}

export const NONLINEAR =
  'Taylor series of the step, on the whole nonlinear model; errors by halving the step';

const euler: Check = {
  name: 'order-euler',
  rows: [],
  title: 'Forward Euler is of first order in time',
  model: 'keller-segel',
  quick: true,
  source: NONLINEAR,
  settings: { ...TIME_SETTINGS, scheme: 'euler' },
  varied: 'timeStep = 1/20 to 1/320; u = 1 + .5 cos(2 pi x/width), v = 10',
  run(context) {
    return orderInTime(context, this.settings, 1);
  },
};

const heun: Check = {
  name: 'order-ssprk2',
  rows: [],
  title: 'The strong-stability-preserving Runge-Kutta scheme is of second order in time',
  model: 'keller-segel',
  quick: true,
  source: `Shu and Osher 1988; ${NONLINEAR}`,
  settings: { ...TIME_SETTINGS, scheme: 'ssprk2' },
  varied: 'timeStep = 1/20 to 1/320; u = 1 + .5 cos(2 pi x/width), v = 10',
  run(context) {
    return orderInTime(context, this.settings, 2);
  },
};

/** Drift velocity w = 2 on [0, 1] with D = 1: the equilibrium e^(2x) and the slowest mode, e^x (cos pi x + sin(pi x)/pi). */
const drifting = (x: number, t: number): number =>
  Math.exp(2 * x) +
  0.5 * Math.exp(x - (Math.PI ** 2 + 1) * t) * (Math.cos(Math.PI * x) + Math.sin(Math.PI * x) / Math.PI);

const space: Check = {
  name: 'order-flux',
  rows: [],
  title:
    'The Scharfetter-Gummel flux is of second order in space where diffusion leads (cell Peclet number below 1)',
  model: 'keller-segel',
  quick: true,
  source:
    'drift w = 2 between walls: u = e^(2x) + A e^x (cos pi x + sin(pi x)/pi) e^(-(pi^2 + 1) t), by separation of variables',
  settings: {
    ...{ ny: 1, nx: 64, width: 1, boundaryX: 'no-flux', diffusionU: '1', diffusionV: '0', sensitivity: 'u' },
    ...{ growth: '0', production: '0', parameters: {}, until: 0.1, every: 0.1 },
  },
  varied: 'nx = 8, 16, 32, 64; v = 2x, A = .5',
  async run(context) {
    const grids = [8, 16, 32, 64];
    const found: [number, number][] = [];
    for (const [index, nx] of grids.entries()) {
      const { u, config } = await fieldsAt(part(context, index, 4), 0.1, { ...this.settings, nx }, (grid) =>
        fields(
          grid,
          (x) => drifting(x, 0),
          (x) => 2 * x,
        ),
      );
      const exact = fields(config, (x) => drifting(x, 0.1), drifting).u;
      found.push([1 / nx, relativeDifference(u, exact)]);
    }
    const order = slope(
      found.map(([h]) => h),
      found.map(([, error]) => error),
    );
    return {
      quantities: [
        within(
          'order in h',
          '1',
          order,
          2,
          0.1,
          'the next power, h^2 (pi^2 + 1)/12 = 1.4 % of the error at h = 1/8; f32 at h = 1/64',
        ),
      ],
      plot: orderPlot(
        'Error in space of the Scharfetter-Gummel flux',
        { label: 'h', unit: 'length' },
        found,
        2,
      ),
    };
  },
};

export const SCHEME_ORDERS: readonly Check[] = [euler, heun, space];
