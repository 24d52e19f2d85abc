// Fields whose chemical follows at once, 0 = lap v + u - mean(u) or the like: what the equations for a chemical that takes its
// time reach in a limit only, and for a short while (fields-virial.ts, fields-steady.ts), over times that matter.

import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { field, startFields } from './field-runs.ts';
import { ends, extrapolated, shoot } from './fields-steady.ts';
import { secondMoment } from './fields-virial.ts';
import { root } from './statistics.ts';
import { within } from './verdict.ts';

const AT_ONCE = {
  ...{ chemicalDynamics: 'quasi-steady', diffusionU: '1', diffusionV: '1', sensitivity: 'u', growth: '0' },
} as const;

const SIGMA = 0.05;
const LATER = 5e-4;

/** Second moment of a Gaussian of this mass in a periodic square, at the start and later. */
async function moments(context: CheckContext, settings: Settings, mass: number, side: number) {
  const run = await startFields(context, { ...settings, nx: side, ny: side }, (grid) => {
    const peak = mass / (2 * Math.PI * SIGMA ** 2);
    const square = (x: number, y: number): number => (x - 0.5) ** 2 + (y - 0.5) ** 2;
    const u = field(grid, (x, y) => peak * Math.exp(-square(x, y) / (2 * SIGMA ** 2)));
    return { u, v: new Float64Array(u.length) };
  });
  const [before, after] = [await run.to(0), await run.to(LATER)].map(({ u }) => secondMoment(run.config, u));
  run.dispose();
  return { before, after };
}

const virial: Check = {
  name: 'virial-elliptic',
  rows: [31],
  title: 'The second moment at .5, .75 and 1.25 times the critical mass, a chemical that follows at once',
  model: 'keller-segel',
  quick: true,
  source:
    'dI/dt = 4 M (1 - M/8 pi) + (M/L^2) I (Blanchet, Dolbeault and Perthame 2006; the last term is the mean that a periodic box takes off), integrated',
  settings: {
    ...AT_ONCE,
    ...{ production: 'u', parameters: {}, width: 1, height: 1, nx: 96, ny: 96, until: LATER, every: LATER },
  },
  varied: `nx = ny = 48, 96; a Gaussian of sigma = ${SIGMA}; until its I has changed by 20 %`,
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, ratio] of [0.5, 0.75, 1.25].entries()) {
      const mass = 8 * Math.PI * ratio;
      const coarse = await moments(part(context, 2 * index, 6), this.settings, mass, 48);
      const fine = await moments(part(context, 2 * index + 1, 6), this.settings, mass, 96);
      const change = (of: typeof fine): number => (of.after - of.before) / LATER;
      const correction = (change(fine) - change(coarse)) / 3;
      const drive = 4 * mass * (1 - ratio);
      const start = 2 * mass * SIGMA ** 2;
      const exact = ((start + drive / mass) * Math.expm1(mass * LATER)) / LATER;
      quantities.push(
        within(
          `mean dI/dt up to t = ${LATER}, M = ${ratio} x 8 pi, extrapolated to h = 0`,
          'length^2/time',
          change(fine) + correction,
          exact,
          Math.abs(correction) / 4 + 1e-3 * mass,
          'a quarter of the correction for the next power of h, and 1e-3 M: the solver is let stop at a residual of 1e-3',
        ),
      );
    }
    return { quantities };
  },
};

const LINE = { ...AT_ONCE, ny: 1, boundaryX: 'no-flux', parameters: {} } as const;

const steady: Check = {
  name: 'steady-quasi',
  rows: [35],
  title:
    "The steady state of -v'' = u - 1 between walls, chi = u, L = 4, mean 1, a chemical that follows at once",
  model: 'keller-segel',
  quick: true,
  source: "ln u = w, w'' = 1 - e^w, w' = 0 at both walls, by shooting: u(0) = 6.0265, u(L) = .014764",
  settings: { ...LINE, nx: 40, width: 4, production: 'u', until: 20 },
  varied: 'nx = 20, 40; v begins at 0',
  async run(context) {
    const top = root((w) => shoot(w, 4)[1], 1.5, 2.2);
    const start = { u: (x: number) => 6 * Math.exp(-1.5 * x) + 0.01, v: () => 0 };
    const coarse = await ends(part(context, 0, 2), { ...this.settings, nx: 20 }, 20, start);
    const fine = await ends(part(context, 1, 2), this.settings, 20, start);
    const gpu = context.backend === 'gpu';
    return {
      quantities: [
        extrapolated('u(0)', '1', [coarse.u0, fine.u0], Math.exp(top), { digits: gpu ? 1e-3 : 1e-5 }),
        extrapolated('u(L)', '1', [coarse.uL, fine.uL], Math.exp(shoot(top, 4)[0]), {
          digits: gpu ? 1e-5 : 1e-7,
        }),
      ],
    };
  },
};

/** How far the peaks are apart at the start: phi = 2 cosh x e^t + B has them at 2 cosh x e^t = B. */
const APART = 40;
const DURATION = 4;

/** u = 2 (ln phi)_xx, and its integral from 0 over M/2 = 2. */
const merging = (x: number, t: number): number => {
  const growth = Math.exp(t);
  const phi = 2 * Math.cosh(x) * growth + APART;
  return (2 * (2 * Math.cosh(x) * growth * phi - (2 * Math.sinh(x) * growth) ** 2)) / phi ** 2;
};

const mergingPeaks: Check = {
  name: 'merging-peaks',
  rows: [34],
  title: 'Two aggregates on a line that become one, a chemical that follows at once',
  model: 'keller-segel',
  quick: true,
  source:
    "-v'' = u, u ~ e^v on the whole line turn into the heat equation: u = 2 (ln phi)_xx, phi = 2 cosh(x) e^t + B; a charge far off takes the chemical back, and is not felt",
  settings: {
    ...{ ...LINE, parameters: { Q: 2 }, nx: 160, width: 16, until: DURATION },
    production: 'u - Q*exp(-2*(x-13)^2)*sqrt(2/pi)',
  },
  varied: `nx = 80, 160; half of it, B = ${APART}`,
  async run(context) {
    const found: number[] = [];
    for (const [index, nx] of [80, 160].entries()) {
      const start = { u: (x: number) => merging(x, 0), v: () => 0 };
      const context2 = part(context, index, 2);
      const mean = 2 / 16; // M/2 on the half line
      found.push((await ends(context2, { ...this.settings, nx }, DURATION, start, mean)).u0);
    }
    const quantities = [
      extrapolated(`u(0) at t = ${DURATION}`, '1', [found[0]!, found[1]!], merging(0, DURATION), {
        digits: 1e-3,
      }),
    ];
    return { quantities };
  },
};

export const FIELDS_ELLIPTIC: readonly Check[] = [virial, steady, mergingPeaks];
