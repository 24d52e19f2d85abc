// The critical mass: how the second moment of a population changes (virial identity), and the profile that stands still at
// exactly 8 pi.

import { createTransform } from '../observables/fourier.ts';
import { cellMeasure, cellX, cellY } from '../core/grid.ts';
import type { Grid } from '../core/grid.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { field, fields, startFields } from './field-runs.ts';
import { within } from './verdict.ts';

/** v of -lap v = u - mean(u) in a periodic square, by Fourier series. */
function poisson({ nx: n, width }: Grid, u: Float64Array): Float64Array {
  const transform = createTransform(n);
  const re = Float64Array.from(u);
  const im = new Float64Array(u.length);
  const along = (stride: number, step: number): void => {
    for (let line = 0; line < n; line += 1) {
      const at = (k: number): number => line * step + k * stride;
      const input = { re: new Float64Array(n), im: new Float64Array(n) };
      for (let k = 0; k < n; k += 1) [input.re[k], input.im[k]] = [re[at(k)], im[at(k)]];
      const output = transform(input);
      for (let k = 0; k < n; k += 1) [re[at(k)], im[at(k)]] = [output.re[k], output.im[k]];
    }
  };
  along(1, n);
  along(n, 1);
  const wavenumber = (k: number): number => (2 * Math.PI * (k <= n / 2 ? k : k - n)) / width;
  for (let i = 0; i < re.length; i += 1) {
    const q = wavenumber(i % n) ** 2 + wavenumber(Math.floor(i / n)) ** 2;
    const factor = q === 0 ? 0 : 1 / (q * n * n);
    // conjugated, so that the same transform is the inverse; the result is real
    [re[i], im[i]] = [re[i] * factor, -im[i] * factor];
  }
  along(1, n);
  along(n, 1);
  return re;
}

/** Second moment about the middle of the domain. */
export function secondMoment(grid: Grid, u: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < u.length; i += 1) {
    const x = cellX(grid, i % grid.nx) - grid.width / 2;
    const y = cellY(grid, Math.floor(i / grid.nx)) - grid.height / 2;
    sum += u[i] * (x * x + y * y);
  }
  return sum * cellMeasure(grid);
}

const SIGMA = 0.05;
const SHORT = 2e-5;

/** dI/dt at the start, from I at 0, t and 2t, and I there. */
async function slopeAt(context: CheckContext, settings: Settings, mass: number, side: number) {
  const all = { ...settings, nx: side, ny: side };
  const run = await startFields(context, all, (grid) => {
    const u = field(
      grid,
      (x, y) =>
        (mass / (2 * Math.PI * SIGMA ** 2)) * Math.exp(-((x - 0.5) ** 2 + (y - 0.5) ** 2) / (2 * SIGMA ** 2)),
    );
    return { u, v: poisson(grid, u).map(Math.fround) };
  });
  const moments: number[] = [];
  for (const time of [0, SHORT, 2 * SHORT]) moments.push(secondMoment(run.config, (await run.to(time)).u));
  run.dispose();
  return (4 * moments[1] - moments[2] - 3 * moments[0]) / (2 * SHORT);
}

const virial: Check = {
  name: 'virial',
  rows: [31],
  title: 'The second moment of a population at .5, .75 and 1.25 times the critical mass 8 pi D/chi',
  model: 'keller-segel',
  quick: true,
  source:
    'dI/dt = 4 D M (1 - M/8 pi) + (M/L^2) I (Blanchet, Dolbeault and Perthame 2006; the last term is the mean that a periodic box takes off)',
  settings: {
    ...{ diffusionU: '1', diffusionV: '1', sensitivity: 'u', growth: '0', production: 'u', parameters: {} },
    ...{ nx: 128, ny: 128, width: 1, height: 1, until: 2 * SHORT, every: SHORT, timeStep: SHORT / 4 },
  },
  varied: `nx = ny = 64, 128; a Gaussian of sigma = ${SIGMA} with the v of -lap v = u - mean: the slope at the start`,
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, ratio] of [0.5, 0.75, 1.25].entries()) {
      const mass = 8 * Math.PI * ratio;
      const coarse = await slopeAt(part(context, 2 * index, 6), this.settings, mass, 64);
      const fine = await slopeAt(part(context, 2 * index + 1, 6), this.settings, mass, 128);
      const correction = (fine - coarse) / 3;
      // what is left: fourth order in h/sigma, of the part that attraction has in it
      const next = (mass ** 2 / (2 * Math.PI)) * (1 / 128 / SIGMA) ** 4;
      quantities.push(
        within(
          `dI/dt, M = ${ratio} x 8 pi, extrapolated to h = 0`,
          'length^2/time',
          fine + correction,
          4 * mass * (1 - ratio) + mass * mass * 2 * SIGMA ** 2,
          next / 4,
          'the next power of h, (h/sigma)^4/4 of the part M^2/(2 pi) that attraction has in it',
        ),
      );
    }
    return { quantities };
  },
};

const standing: Check = {
  name: 'critical-profile',
  rows: [33],
  title: 'At the critical mass u = 8/(1 + r^2)^2 stands still',
  model: 'keller-segel',
  quick: true,
  source:
    'v = -2 ln(1 + r^2) has -lap v = 8/(1 + r^2)^2 = 8 e^v = u, so that v stands still and the flux of u is 0 (Childress and Percus 1981); what walls change needs longer than this to come in',
  settings: {
    ...{ boundaryX: 'no-flux', boundaryY: 'no-flux', diffusionU: '1', diffusionV: '1', sensitivity: 'u' },
    ...{ growth: '0', production: 'u', parameters: {}, nx: 96, ny: 96, width: 8, height: 8, until: 0.5 },
  },
  varied: 'nx = ny = 48, 96; one quarter of the plane',
  async run(context) {
    const peaks: number[] = [];
    for (const [index, side] of [48, 96].entries()) {
      const run = await startFields(
        part(context, index, 2),
        { ...this.settings, nx: side, ny: side },
        (grid) =>
          fields(
            grid,
            (x, y) => 8 / (1 + x * x + y * y) ** 2,
            (x, y) => -2 * Math.log(1 + x * x + y * y),
          ),
      );
      const before = (await run.to(0)).u[0];
      peaks.push((await run.to(0.5)).u[0] / before);
      run.dispose();
    }
    const correction = (peaks[1] - peaks[0]) / 3;
    return {
      quantities: [
        within(
          'peak at t = .5 over that at the start, extrapolated to h = 0',
          '1',
          peaks[1] + correction,
          1,
          Math.abs(correction) / 4 + 1e-4,
          'a quarter of the correction for the next power of h, and e^(-8^2/4/.5) = 1e-14 of the walls; f32',
        ),
      ],
    };
  },
};

export const FIELDS_VIRIAL: readonly Check[] = [virial, standing];
