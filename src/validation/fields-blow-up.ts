// Aggregation without bound: peaks on the way to a collapse, against values that were computed independently. The peak lies
// half a cell from the nearest centre and the scheme is of second order: two grids, extrapolated.

import type { KellerSegelConfig } from '../core/config.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { fields, startFields } from './field-runs.ts';
import { extrapolated } from './fields-steady.ts';
import { integral } from './statistics.ts';
import { within } from './verdict.ts';

// one quarter of the plane: walls are mirrors, the peak sits in the corner
const QUARTER = {
  boundaryX: 'no-flux',
  boundaryY: 'no-flux',
  diffusionU: '1',
  sensitivity: 'u',
  growth: '0',
} as const;

const collapse: Check = {
  name: 'collapse-peak',
  rows: [37],
  title:
    'The peak of the minimal model on its way to blow-up, from u = 1000 exp(-100 r^2), v = 500 exp(-50 r^2)',
  model: 'keller-segel',
  quick: false,
  source:
    'computed independently at high resolution: 7038 at t = 2e-5, 17505 at t = 3e-5 (initial data of Chertock and Kurganov 2008)',
  settings: {
    ...{ ...QUARTER, diffusionV: '1', production: 'u-v', parameters: {} },
    ...{ nx: 128, ny: 128, width: 0.5, height: 0.5, until: 3e-5, every: 1e-5 },
  },
  varied: 'nx = ny = 64, 128',
  async run(context) {
    const times = [2e-5, 3e-5];
    const peaks: number[][] = [];
    for (const [index, side] of [64, 128].entries()) {
      const settings = { ...this.settings, nx: side, ny: side };
      const run = await startFields(part(context, index, 2), settings, (grid) =>
        fields(
          grid,
          (x, y) => 1000 * Math.exp(-100 * (x * x + y * y)),
          (x, y) => 500 * Math.exp(-50 * (x * x + y * y)),
        ),
      );
      const found: number[] = [];
      for (const time of times) found.push((await run.to(time)).measurement.u.max);
      run.dispose();
      peaks.push(found);
    }
    const quantities = [7038, 17505].map((exact, i) =>
      extrapolated(`peak at t = ${times[i]}`, '1', [peaks[0][i], peaks[1][i]], exact, {
        digits: 0.5,
        share: 0.5,
      }),
    );
    return { quantities };
  },
};

/** Lengths are in units of the Gaussian's width. */
const SIDE = 9;
const RING = 7;
const RING_WIDTH = 0.5;
const ring = (r: number): number => Math.exp(-((r - RING) ** 2) / (2 * RING_WIDTH ** 2));

/**
 * The chemical of a Gaussian of mass M whose charge is taken back by a ring far outside, so that walls have nothing to do:
 * within the ring its gradient is that of the whole plane, -(M/2 pi r)(1 - e^(-r^2/2)). By r, up to a constant.
 */
function ringPotential(mass: number, strength: number): (r: number) => number {
  const n = 3000;
  const h = (1.5 * SIDE) / n;
  const values = new Float64Array(n + 2);
  let inside = 0;
  for (let i = 0; i <= n; i += 1) {
    const r = (i + 0.5) * h;
    inside += 2 * Math.PI * h * r * ring(r) * strength;
    values[i + 1] = values[i] - (h * (mass * (1 - Math.exp((-r * r) / 2)) - inside)) / (2 * Math.PI * r);
  }
  return (r) => {
    const place = Math.min(r / h, n);
    const i = Math.floor(place);
    return values[i] + (place - i) * (values[i + 1] - values[i]);
  };
}

/** Height of the peak at t = .2 over that at the start. */
async function peakRatio(
  context: CheckContext,
  settings: Settings,
  ratio: number,
  side: number,
  quick: number,
) {
  const mass = 8 * Math.PI * ratio;
  const strength = mass / (2 * Math.PI * integral((r) => r * ring(r), 0, 3 * RING, 2000));
  const potential = ringPotential(mass, strength);
  const start = (grid: KellerSegelConfig) =>
    fields(
      grid,
      (x, y) => (mass / (2 * Math.PI)) * Math.exp(-(x * x + y * y) / 2),
      (x, y) => potential(Math.hypot(x, y)),
    );
  const all = { ...settings, nx: side, ny: side, parameters: { K: quick, B: strength } };
  const run = await startFields(context, all, start);
  const { measurement } = await run.to(0.2);
  run.dispose();
  return measurement.u.max / (mass / (2 * Math.PI));
}

const EXACT = [
  [0.5, 0.948],
  [0.75, 1.126],
  [1.5, 2.347],
] as const;

const gaussian: Check = {
  name: 'gaussian-peak',
  rows: [32],
  title:
    'The peak of a Gaussian of mass .5, .75 and 1.5 times 8 pi after .2 sigma^2, with a chemical that follows at once',
  model: 'keller-segel',
  quick: false,
  source:
    'parabolic-elliptic limit K -> infinity of v_t = K (lap v + u), computed independently by radial shells',
  settings: {
    ...{
      ...QUARTER,
      diffusionV: 'K',
      production: `K*(u - B*exp(-(sqrt(x^2+y^2)-${RING})^2/${2 * RING_WIDTH ** 2}))`,
    },
    ...{ nx: 96, ny: 96, width: SIDE, height: SIDE, until: 0.2, every: 0.1, whenUnresolved: 'continue' },
    parameters: { K: 16, B: 1 },
  },
  varied:
    'nx = ny = 48 with K = 8, 16; 96 with K = 16; extrapolated in h^2 and 1/K; a far ring takes the charge back',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, [ratio, exact]] of EXACT.entries()) {
      const at = (side: number, quick: number, k: number) =>
        peakRatio(part(context, 3 * index + k, 9), this.settings, ratio, side, quick);
      const slow = await at(48, 8, 0);
      const coarse = await at(48, 16, 1);
      const fine = await at(96, 16, 2);
      const [inSpace, inTime] = [(fine - coarse) / 3, coarse - slow];
      quantities.push(
        within(
          `peak over its start, M = ${ratio} x 8 pi`,
          '1',
          fine + inSpace + inTime,
          exact,
          0.0005 + (Math.abs(inSpace) + Math.abs(inTime)) / 4,
          'half of the last digit, and a quarter of both corrections for the next powers of h^2 and 1/K',
        ),
      );
    }
    return { quantities };
  },
};

export const FIELDS_BLOW_UP: readonly Check[] = [collapse, gaussian];
