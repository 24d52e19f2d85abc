// The peak of a Gaussian population whose chemical follows at once: the parabolic-elliptic limit, reached from the equation
// for a chemical that takes its time, and compared with an equation for the mass within a radius.

import type { KellerSegelConfig } from '../core/config.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { fields, startFields } from './field-runs.ts';
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

/** Lengths are in units of the Gaussian's width. */
const SIDE = 7.2;
const RING = 5.5;
const RING_WIDTH = 0.4;
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
  const before = (await run.to(0)).u[0];
  const after = (await run.to(0.2)).u[0];
  run.dispose();
  return after / before;
}

/**
 * The same ratio for the whole plane and a chemical that follows at once: the mass m within r obeys
 * m_t = 4 s m_ss + m m_s/pi, s = r^2, and the peak is m_s/pi at s = 0. Heun's step on `n` intervals up to r^2 = 40.
 */
function shellRatio(mass: number, n: number): number {
  const ds = 40 / n;
  const steps = Math.ceil(0.2 / ((0.8 * ds * ds) / 320));
  const dt = 0.2 / steps;
  const m = Float64Array.from({ length: n + 1 }, (_, i) => mass * (1 - Math.exp((-i * ds) / 2)));
  const [first, second, middle] = [0, 0, 0].map(() => new Float64Array(n + 1));
  const rate = (of: Float64Array, out: Float64Array): void => {
    for (let i = 1; i < n; i += 1) {
      const slope = (of[i + 1] - of[i - 1]) / (2 * ds);
      out[i] = (4 * i * ds * (of[i + 1] - 2 * of[i] + of[i - 1])) / ds ** 2 + (of[i] * slope) / Math.PI;
    }
  };
  for (let step = 0; step < steps; step += 1) {
    rate(m, first);
    for (let i = 0; i <= n; i += 1) middle[i] = m[i] + dt * first[i];
    rate(middle, second);
    for (let i = 0; i <= n; i += 1) m[i] += (dt / 2) * (first[i] + second[i]);
  }
  return (4 * m[1] - m[2]) / ds / mass;
}

const gaussian: Check = {
  name: 'gaussian-peak',
  rows: [32],
  title:
    'The peak of a Gaussian of mass .5, .75 and 1.5 times 8 pi after .2 sigma^2, with a chemical that follows at once',
  model: 'keller-segel',
  quick: false,
  source:
    'parabolic-elliptic limit K -> infinity of v_t = K (lap v + u), where the mass within r obeys m_t = 4 s m_ss + m m_s/pi, s = r^2',
  settings: {
    ...{
      ...QUARTER,
      diffusionV: 'K',
      production: `K*(u - B*exp(-(sqrt(x^2+y^2)-${RING})^2/${(2 * RING_WIDTH ** 2).toFixed(2)}))`,
    },
    ...{ nx: 96, ny: 96, width: SIDE, height: SIDE, until: 0.2, every: 0.1, whenUnresolved: 'continue' },
    parameters: { K: 16, B: 1 },
  },
  varied:
    'nx = ny = 48 with K = 4, 8, 16; 96 with K = 8; extrapolated in h^2, 1/K and ln K/K; a far ring takes the charge back',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, ratio] of [0.5, 0.75, 1.5].entries()) {
      const at = (side: number, quick: number, k: number) =>
        peakRatio(part(context, 4 * index + k, 12), this.settings, ratio, side, quick);
      const [coarse, faster, fastest] = [await at(48, 4, 0), await at(48, 8, 1), await at(48, 16, 2)];
      const fine = await at(96, 8, 3);
      const inSpace = ((fine - faster) * 4) / 3;
      // In a plane the lag is (A + B ln K)/K: v far out follows as the logarithm that it is.
      const inTime = coarse - 4 * faster + 4 * fastest;
      const shells = [300, 600].map((n) => shellRatio(8 * Math.PI * ratio, n));
      const inShells = (shells[1] - shells[0]) / 3;
      const exact = shells[1] + inShells;
      quantities.push(
        within(
          `peak over its start, M = ${ratio} x 8 pi`,
          '1',
          inTime + inSpace,
          exact,
          0.0005 + (Math.abs(inSpace) + Math.abs(inTime - fastest) + Math.abs(inShells)) / 4,
          'a quarter of the corrections made (h^2, K, shells) for their next terms, and .0005',
        ),
      );
    }
    return { quantities };
  },
};

export const FIELDS_GAUSSIAN: readonly Check[] = [gaussian];
