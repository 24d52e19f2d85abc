// Growth of small waves on the uniform state (1, 1/a) of the saturated model against linear stability analysis:
// s^2 + s[2q + 1 + a] + q^2 + (a + 1 - c/2) q + a = 0 for D = 1, with q = (2 - 2 cos kh)/h^2 on the grid, k^2 without one.

import { uniform } from '../core/random.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { field, startFields } from './field-runs.ts';
import { within } from './verdict.ts';

const a = 0.1;
const MODEL = {
  ...{
    ny: 1,
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'c*u/(1+u^2)',
    growth: 'u*(1-u)',
    production: 'u-a*v',
  },
  parameters: { c: 4, a },
};

export function growthRate(q: number, c = 4): number {
  const b = 2 * q + 1 + a;
  return (-b + Math.sqrt(b * b - 4 * (q * q + (a + 1 - c / 2) * q + a))) / 2;
}

const onGrid = (k: number, h: number): number => (2 - 2 * Math.cos(k * h)) / (h * h);

/** Amplitude of cos(2 pi mode i/n + phase) in a field on a line. */
function amplitude(values: ArrayLike<number>, mode: number, phase = 0): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1)
    sum += values[i] * Math.cos((2 * Math.PI * mode * (i + 0.5)) / values.length + phase);
  return (2 * sum) / values.length;
}

const EPSILON = 1e-3;

/** Rate at which a wave grows that starts on the eigenvector of the root s, v's amplitude 1/(s + q + a) of u's. */
async function measuredRate(
  context: CheckContext,
  settings: Settings,
  mode: number,
  q: number,
  until: number,
) {
  const { c } = settings.parameters as { c: number };
  const s = growthRate(q, c);
  const run = await startFields(context, settings, (grid) => {
    const wave = (x: number): number => EPSILON * Math.cos((2 * Math.PI * mode * x) / grid.width);
    return {
      u: field(grid, (x) => 1 + wave(x)),
      v: field(grid, (x) => 1 / a + wave(x) / (s + q + a)),
    };
  });
  const before = amplitude((await run.to(0)).u, mode);
  const after = amplitude((await run.to(until)).u, mode);
  run.dispose();
  return Math.log(after / before) / until;
}

/**
 * The cubic term bends the rate by about amplitude^2, 1e-6 here; time stepping errs by s^3 dt^2/6 < 1e-6; the start is
 * rounded to f32: v = 10 to 5e-7 sqrt(2/500), 3e-8 of a mode of 1e-3, over 5. In f32 the rates round by 6e-8 x 10/h^2 =
 * 1.5e-5 in a cell, in a mode of 500 cells sqrt(2/500) of it, 1e-6 against the mode's own .05 x .7e-3: 3 % if all 600 steps
 * rounded alike, 1/sqrt(600) of that if not: 1.2e-3 x .05 = 6e-5 of a mode that keeps its size, more where it decays.
 */
const rateTolerance = (gpu: boolean, s: number, until: number): number =>
  gpu ? 6e-5 * Math.max(1, Math.exp(-s * until)) : 1e-5 * Math.max(1, Math.exp(-s * until));
const RATE_FROM = (gpu: boolean): string =>
  gpu
    ? 'f32 rounding of the rates, 6e-8 v/h^2 a step, over the amplitude in the end'
    : "the square of the amplitude, and the start's rounding to f32 over the amplitude in the end";

const modes: Check = {
  name: 'growth-modes',
  rows: [29, 30],
  title:
    'Waves of modes 3, 10 and 20 on the uniform state grow or decay at the rates of linear stability on this grid',
  model: 'keller-segel',
  quick: true,
  source: 'linear stability analysis with the discrete Laplacian; mode 10: .0512399',
  settings: { ...MODEL, nx: 500, width: 100, until: 5 },
  varied: 'u = 1 + .001 cos(kx), v = 10 + .001 cos(kx)/(s + q + a)',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, mode] of [3, 10, 20].entries()) {
      const q = onGrid((2 * Math.PI * mode) / 100, 0.2);
      const s = growthRate(q);
      const rate = await measuredRate(part(context, index, 3), this.settings, mode, q, 5);
      const gpu = context.backend !== 'reference';
      quantities.push(
        within(`growth rate of mode ${mode}`, '1/time', rate, s, rateTolerance(gpu, s, 5), RATE_FROM(gpu)),
      );
    }
    return { quantities };
  },
};

const CRITICAL = 2 * (1 + Math.sqrt(a)) ** 2;
/** Ends of the band of unstable q: roots of q^2 + (a + 1 - c/2) q + a. */
const edge = (c: number, sign: number): number => {
  const b = a + 1 - c / 2;
  return (-b + sign * Math.sqrt(b * b - 4 * a)) / 2;
};

const band: Check = {
  name: 'growth-band',
  rows: [29],
  title:
    'Neither growth nor decay at both ends of the unstable band (7.160 and 17.437) and at the threshold c = 3.46491',
  model: 'keller-segel',
  quick: true,
  source:
    'q^2 + (a + 1 - c/2) q + a = 0 at the ends; c = 2 (sqrt(D) + sqrt(a))^2 at the threshold, where q = sqrt(a/D)',
  settings: { ...MODEL, nx: 48, width: 7.16, until: 10 },
  varied: 'one wave of each length on 48 cells, the length such that the q of the grid is the one asked for',
  async run(context) {
    const cases = [
      { name: 'short end of the band, c = 4', q: edge(4, 1), c: 4 },
      { name: 'long end of the band, c = 4', q: edge(4, -1), c: 4 },
      { name: 'threshold', q: Math.sqrt(a), c: CRITICAL },
      { name: 'c = 5 % above the threshold', q: Math.sqrt(a), c: 1.05 * CRITICAL },
    ];
    const quantities: Quantity[] = [];
    const n = 48;
    for (const [index, { name, q, c }] of cases.entries()) {
      const width = n * Math.sqrt((2 - 2 * Math.cos((2 * Math.PI) / n)) / q);
      const settings = { ...this.settings, width, parameters: { c, a } };
      const rate = await measuredRate(part(context, index, cases.length), settings, 1, q, 10);
      const gpu = context.backend !== 'reference';
      const length = ` (wavelength ${((2 * Math.PI) / Math.sqrt(q)).toPrecision(5)})`;
      quantities.push(
        within(
          `growth rate, ${name}${length}`,
          '1/time',
          rate,
          growthRate(q, c),
          rateTolerance(gpu, 0, 10),
          RATE_FROM(gpu),
        ),
      );
    }
    return { quantities };
  },
};

const noise: Check = {
  name: 'growth-of-noise',
  rows: [29],
  title: 'From noise every mode grows at its own rate, fastest at wavelength 10 (linear theory: 9.9501)',
  model: 'keller-segel',
  quick: true,
  source: 'linear stability analysis with the discrete Laplacian',
  settings: { ...MODEL, nx: 500, width: 100, until: 30, seed: 3 },
  varied: 'u = 1 + .001 (2 rand - 1), v = 10; rates from t = 10 to 30',
  async run(context) {
    const list = Array.from({ length: 12 }, (_, i) => 4 + i);
    const run = await startFields(context, this.settings, (grid) => ({
      u: Float64Array.from({ length: grid.nx }, (_, i) =>
        Math.fround(1 + 1e-3 * (2 * uniform(3, 0, i, 0) - 1)),
      ),
      v: new Float64Array(grid.nx).fill(1 / a),
    }));
    const power = async (time: number): Promise<number[]> => {
      const { u } = await run.to(time);
      return list.map((mode) => Math.hypot(amplitude(u, mode), amplitude(u, mode, Math.PI / 2)));
    };
    const early = await power(10);
    const late = await power(30);
    run.dispose();
    const rates = list.map((_, i) => Math.log(late[i] / early[i]) / 20);
    const wavenumber = (mode: number): number => (2 * Math.PI * mode) / 100;
    const exact = (mode: number): number => growthRate(onGrid(wavenumber(mode), 0.2));
    const gpu = context.backend !== 'reference';
    const worst = Math.max(...list.map((mode, i) => Math.abs(rates[i] - exact(mode))));
    return {
      quantities: [
        within(
          'largest error of the growth rates of modes 4 to 15',
          '1/time',
          worst,
          0,
          gpu ? 1.2e-2 : 5e-4,
          gpu
            ? 'rounding leaves 3e-7 a mode by t = 10, the smallest here has 2e-6: 15 %/20, and half as much again'
            : 'pairs of modes of amplitude 1e-4 feed others with their product, 1e-8/2e-6/20 = 2.5e-4, twice that',
        ),
        within(
          'wavelength of the fastest mode',
          'length',
          100 / list[rates.indexOf(Math.max(...rates))],
          100 / 10,
          0,
          'none: modes come in steps of 1 in 10',
        ),
      ],
      plot: {
        title: 'Growth rate against wavenumber',
        x: { label: 'k', unit: '1/length' },
        y: { label: 'growth rate', unit: '1/time' },
        curves: [
          {
            name: 'sigma(k)',
            kind: 'exact',
            points: Array.from({ length: 60 }, (_, i) => {
              const k = 0.22 + 0.0125 * i;
              return [k, growthRate(onGrid(k, 0.2))] as const;
            }),
          },
          {
            name: 'measured',
            kind: 'measured',
            points: list.map((mode, i) => [wavenumber(mode), rates[i]] as const),
          },
        ],
      },
    };
  },
};

export const FIELDS_GROWTH: readonly Check[] = [modes, band, noise];
