// The flux of fourth order against exact solutions: where attraction and diffusion cancel, at rest, and a front that moves.

import type { Check, CheckResult } from './check.ts';
import { part } from './check.ts';
import { fields, fieldsAt, relativeDifference } from './field-runs.ts';
import { orderPlot } from './scheme-orders.ts';
import { slope } from './statistics.ts';
import { within } from './verdict.ts';

/** The slope through errors against cell sizes, as a result. */
function orderOf(
  found: readonly (readonly [number, number])[],
  title: string,
  tolerance: number,
  from: string,
): CheckResult {
  const measured = slope(
    found.map(([h]) => h),
    found.map(([, error]) => error),
  );
  return {
    quantities: [within('order in h', '1', measured, 4, tolerance, from)],
    plot: orderPlot(title, { label: 'h', unit: 'length' }, found, 4),
  };
}

const settled: Check = {
  name: 'order-fourth-order',
  rows: [],
  title: 'The flux of fourth order is so, in attraction and diffusion with variable coefficients',
  model: 'keller-segel',
  quick: true,
  source:
    'zero flux: u ~ exp(chi v/D) with chi = u/2, D = 1 + v/4: u ~ (1 + v/4)^2, for any v that does not change',
  settings: {
    ...{
      width: 2 * Math.PI,
      height: 2 * Math.PI,
      diffusionU: '1 + v/4',
      diffusionV: '0',
      sensitivity: 'u/2',
    },
    ...{
      growth: '0',
      production: '0',
      parameters: {},
      scheme: 'rkl2',
      flux: 'fourth-order',
      tolerance: 1e-5,
    },
    ...{ until: 20, every: 20 },
  },
  varied: 'nx = ny = 10, 20, 40; v = cos x + sin y, u from its mean; periodic',
  async run(context) {
    const found: [number, number][] = [];
    const potential = (x: number, y: number): number => Math.cos(x) + Math.sin(y);
    const exact = (x: number, y: number): number => (1 + potential(x, y) / 4) ** 2;
    const grids = [10, 20, 40];
    for (const [index, nx] of grids.entries()) {
      const all = { ...this.settings, nx, ny: nx };
      // (1 + v/4)^2 has the mean 1 + 1/16 over the square
      const { u, config } = await fieldsAt(part(context, index, grids.length), 20, all, (grid) =>
        fields(grid, () => 1 + 1 / 16, potential),
      );
      found.push([config.width / nx, relativeDifference(u, fields(config, exact, potential).u)]);
    }
    return orderOf(
      found,
      'Error in space of the flux of fourth order, at rest',
      0.15,
      'the next power, h^2/4 of the error or so: a tenth at the coarsest grid',
    );
  },
};

const front: Check = {
  name: 'order-fourth-order-front',
  rows: [27],
  title: 'A front of known shape moves as it must, to fourth order in the cell size, from wall to wall',
  model: 'keller-segel',
  quick: true,
  source:
    'Ablowitz and Zeppetella 1979: u = [1 + exp((x - 5t/sqrt 6)/sqrt 6)]^-2 solves u_t = u_xx + u(1 - u)',
  settings: {
    ...{ ny: 1, width: 80, boundaryX: 'no-flux', diffusionU: '1', diffusionV: '1', sensitivity: '0*u' },
    ...{ growth: 'u*(1-u)', production: '0', parameters: {}, scheme: 'rkl2', flux: 'fourth-order' },
    ...{ until: 10, every: 10, timeStep: 1 / 512 },
  },
  varied: 'nx = 64, 100, 160 (h = 1.25, .8, .5)',
  async run(context) {
    const found: [number, number][] = [];
    const shape = (x: number, t: number): number =>
      (1 + Math.exp((x - 30 - (5 * t) / Math.sqrt(6)) / Math.sqrt(6))) ** -2;
    const grids = [64, 100, 160];
    for (const [index, nx] of grids.entries()) {
      const { u, config } = await fieldsAt(
        part(context, index, grids.length),
        10,
        { ...this.settings, nx },
        (grid) => fields(grid, (x) => shape(x, 0), () => 1), // prettier-ignore
      );
      const exact = fields(config, (x) => shape(x, 10), shape).u;
      found.push([config.width / nx, relativeDifference(u, exact)]);
    }
    return orderOf(
      found,
      'Error in space of the flux of fourth order, a moving front',
      0.3,
      'the next power: the front is 2.4 wide, h = 1.25 is coarse to it',
    );
  },
};

export const FOURTH_ORDER: readonly Check[] = [settled, front];
