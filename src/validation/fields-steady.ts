// Steady states between walls with known profiles, each on two grids: the difference between them says how far the
// finer one is from the exact value, since errors are of second order in h.

import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { field, fieldsAt } from './field-runs.ts';
import { integral, root } from './statistics.ts';
import { within } from './verdict.ts';

const LINE = {
  ...{ ny: 1, boundaryX: 'no-flux', diffusionU: '1', diffusionV: '1', growth: '0' },
} as const;

interface Ends {
  readonly u0: number;
  readonly uL: number;
  readonly v0: number;
}

/** Values at both walls of what a start settles to; u is made to have that mean exactly. */
export async function ends(
  context: CheckContext,
  settings: Settings,
  until: number,
  start: { u: (x: number) => number; v: (x: number) => number },
  meanU = 1,
): Promise<Ends> {
  const { u, v, config } = await fieldsAt(context, until, settings, (grid) => {
    const shape = field(grid, start.u);
    const mean = shape.reduce((sum, value) => sum + value) / grid.nx;
    return { u: shape.map((value) => Math.fround((value * meanU) / mean)), v: field(grid, start.v) };
  });
  // The ends lie half a cell beyond the outermost centres; both profiles are even about the wall. ln u bends as little as v.
  const end = (f: Float64Array, i: number, j: number): number => f[i] + (f[i] - f[j]) / 8;
  const logarithm = u.map(Math.log);
  const last = config.nx - 1;
  return {
    u0: Math.exp(end(logarithm, 0, 1)),
    uL: Math.exp(end(logarithm, last, last - 1)),
    v0: end(v, 0, 1),
  };
}

/** A value on two grids, the finer of half the spacing: extrapolated, it must be exact to a quarter of the correction. */
export function extrapolated(
  quantity: string,
  unit: string,
  [coarse, fine]: readonly [number, number],
  exact: number,
  { digits, share = 0.25 }: { digits: number; share?: number },
): Quantity {
  const correction = (fine - coarse) / 3;
  return within(
    `${quantity}, extrapolated to h = 0`,
    unit,
    fine + correction,
    exact,
    share * Math.abs(correction) + digits,
    `${share} of the correction, for the next power of h, and ${digits} for the digits of the exact value and rounding`,
  );
}

const parabolic: Check = {
  name: 'steady-walls',
  rows: [36],
  title: 'The steady state of the minimal model between walls: D = a = 1, chi = 1.8 u, L = 5, mean 1',
  model: 'keller-segel',
  quick: true,
  source: "u = C e^(1.8 v), v'' = v - u, by quadrature to five digits",
  settings: { ...LINE, nx: 80, width: 5, sensitivity: '1.8*u', production: 'u-v', parameters: {}, until: 25 },
  varied: 'nx = 40, 80; from u ~ exp(-2.4 x), v = 3.5 exp(-x) + .2',
  async run(context) {
    const start = { u: (x: number) => 12 * Math.exp(-2.4 * x), v: (x: number) => 3.5 * Math.exp(-x) + 0.2 };
    const coarse = await ends(part(context, 0, 2), { ...this.settings, nx: 40 }, 25, start);
    const fine = await ends(part(context, 1, 2), this.settings, 25, start);
    // u0 ~ exp(1.8 v0) turns an f32 mean of u that is off by 1e-6 into 1e-4
    const pair = (of: (found: Ends) => number) => [of(coarse), of(fine)] as const;
    return {
      quantities: [
        extrapolated(
          'v(0)',
          '1',
          pair(({ v0 }) => v0),
          3.8219,
          { digits: 1e-4 },
        ),
        extrapolated(
          'u(0)',
          '1',
          pair(({ u0 }) => u0),
          13.155,
          { digits: 1e-3 },
        ),
        extrapolated(
          'u(L)',
          '1',
          pair(({ uL }) => uL),
          0.0159,
          { digits: 6e-6 },
        ),
      ],
    };
  },
};

/** w'' = 1 - e^w from w(0) = top, w'(0) = 0, by classical Runge-Kutta; w and w' at `length`. */
export function shoot(top: number, length: number): readonly [number, number] {
  const steps = 4000;
  const h = length / steps;
  let [w, p] = [top, 0];
  for (let i = 0; i < steps; i += 1) {
    const bend = (value: number): number => 1 - Math.exp(value);
    const [k1, l1] = [p, bend(w)];
    const [k2, l2] = [p + (h / 2) * l1, bend(w + (h / 2) * k1)];
    const [k3, l3] = [p + (h / 2) * l2, bend(w + (h / 2) * k2)];
    const [k4, l4] = [p + h * l3, bend(w + h * k3)];
    w += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
    p += (h / 6) * (l1 + 2 * l2 + 2 * l3 + l4);
  }
  return [w, p];
}

const elliptic: Check = {
  name: 'steady-elliptic',
  rows: [35],
  title: "The steady state of the elliptic problem -v'' = u - 1 between walls, chi = u, L = 4, mean 1",
  model: 'keller-segel',
  quick: true,
  source: "ln u = w, w'' = 1 - e^w, w' = 0 at both walls, by shooting: u(0) = 6.0265, u(L) = .014764",
  settings: { ...LINE, nx: 60, width: 4, sensitivity: 'u', production: 'u-1', parameters: {}, until: 40 },
  varied: 'nx = 30, 60; the time-dependent equation v_t = v_xx + u - 1 settles to the same state',
  async run(context) {
    const top = root((w) => shoot(w, 4)[1], 1.5, 2.2);
    const bottom = Math.exp(shoot(top, 4)[0]);
    const start = {
      u: (x: number) => 6 * Math.exp(-1.5 * x) + 0.01,
      v: (x: number) => 2 * Math.cos((Math.PI * x) / 4),
    };
    const coarse = await ends(part(context, 0, 2), { ...this.settings, nx: 30 }, 40, start);
    const fine = await ends(part(context, 1, 2), this.settings, 40, start);
    const gpu = context.backend !== 'reference';
    const pair = (of: (found: Ends) => number) => [of(coarse), of(fine)] as const;
    return {
      quantities: [
        extrapolated(
          'u(0)',
          '1',
          pair(({ u0 }) => u0),
          Math.exp(top),
          { digits: gpu ? 1e-4 : 1e-5 },
        ),
        extrapolated(
          'u(L)',
          '1',
          pair(({ uL }) => uL),
          bottom,
          { digits: gpu ? 2e-6 : 1e-7 },
        ),
      ],
    };
  },
};

const wholeLine: Check = {
  name: 'steady-line',
  rows: [34],
  title: 'An aggregate on a whole line, the chemical without decay: u = (M^2/8) sech^2(M x/4)',
  model: 'keller-segel',
  quick: false,
  source:
    "Childress and Percus 1981: -v'' = u, u ~ e^v; a charge far off takes the chemical back, and is not felt",
  settings: {
    ...{ ...LINE, diffusionV: '4', nx: 120, width: 12, sensitivity: 'u', parameters: { B: 2 } },
    ...{ production: '4*(u - B*exp(-2*(x-10)^2)*sqrt(2/pi))', until: 30 },
  },
  varied: 'nx = 60, 120; half of it, M = 4; from u = sech^2(x/2)',
  async run(context) {
    // v of the whole line up to the charge, of mass 2 and width 1/2 about x = 10: beyond, the same slope taken back
    const charge = (x: number): number => 2 * Math.exp(-2 * (x - 10) ** 2) * Math.sqrt(2 / Math.PI);
    const back = (x: number): number => integral((y) => (x - y) * charge(y), 6, Math.max(x, 6));
    const start = {
      u: (x: number) => Math.cosh(x / 2) ** -2,
      v: (x: number) => -2 * Math.log(Math.cosh(x)) + back(x),
    };
    const found: Ends[] = [];
    for (const [index, nx] of [60, 120].entries())
      found.push(await ends(part(context, index, 2), { ...this.settings, nx }, 30, start, 2 / 12));
    return {
      quantities: [extrapolated('u(0)', '1', [found[0].u0, found[1].u0], 2, { digits: 1e-4 })],
    };
  },
};

export const FIELDS_STEADY: readonly Check[] = [parabolic, elliptic, wholeLine];
