// Transport of fields where the answer is known: waves under diffusion alone, whose factor a step is known exactly for
// each scheme, and the state in which the flux of attraction and that of diffusion cancel.

import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { fields, fieldsAt, relativeDifference, startFields } from './field-runs.ts';
import { equal, within } from './verdict.ts';

const n = 16;
const length = 2;
const h = length / n;
/** A quarter of the explicit limit h^2/(4 D) with the larger D = 1. */
const timeStep = 0.125 * h * h;
const STEPS = 40;

const CASES = [
  { boundary: 'periodic', scheme: 'euler' },
  { boundary: 'periodic', scheme: 'ssprk2' },
  { boundary: 'no-flux', scheme: 'euler' },
  { boundary: 'no-flux', scheme: 'ssprk2' },
] as const;

const DIFFUSION = { sensitivity: '0*u', growth: '0', production: '0', parameters: {} };

async function wave(
  context: CheckContext,
  settings: Settings,
  { boundary, scheme }: (typeof CASES)[number],
): Promise<Quantity[]> {
  // eigenfunctions of the discrete Laplacian: waves where periodic, cosines with half the wavenumber between walls
  const k = ((boundary === 'periodic' ? 2 : 1) * Math.PI) / length;
  const eigenvalue = (2 - 2 * Math.cos(k * h)) / (h * h);
  const shape = (x: number, y: number): number => Math.cos(k * x) * Math.cos(k * y);
  const all = { ...settings, boundaryX: boundary, boundaryY: boundary, scheme };
  const { u, v, measurement, config } = await fieldsAt(context, STEPS * timeStep, all, (grid) =>
    fields(
      grid,
      (x, y) => 2 + shape(x, y),
      (x, y) => 3 + shape(x, y),
    ),
  );
  const factor = (d: number): number => {
    const z = -timeStep * d * 2 * eigenvalue; // both axes decay alike
    return (scheme === 'euler' ? 1 + z : 1 + z + (z * z) / 2) ** STEPS;
  };
  const pattern = fields(config, shape, shape).u;
  const squares = pattern.reduce((sum, value) => sum + value ** 2, 0);
  const amplitude = (values: Float64Array): number =>
    values.reduce((sum, value, i) => sum + value * pattern[i], 0) / squares;
  // f32 rounds each of 40 steps to 6e-8 of the largest value; the start is rounded to f32 on both backends
  const tolerance = context.backend !== 'reference' ? 4 * STEPS * 6e-8 : 4 * 6e-8;
  const from = `rounding to f32: 6e-8 of the largest value, 4, ${context.backend !== 'reference' ? 'each step' : 'once at the start'}`;
  const of = `${boundary}, ${scheme}`;
  return [
    equal(`steps, ${of}`, measurement.steps, STEPS),
    within(`factor on u, ${of}`, '1', amplitude(u), factor(0.5), tolerance, from),
    within(`factor on v, ${of}`, '1', amplitude(v), factor(1), tolerance, from),
    within(
      `largest difference from a wave, ${of}`,
      '1',
      relativeDifference(u, fields(config, (x, y) => 2 + factor(0.5) * shape(x, y), shape).u),
      0,
      tolerance,
      from,
    ),
  ];
}

const heatFactor: Check = {
  name: 'diffusion-factor',
  rows: [25],
  title: 'Diffusion multiplies a wave by the known factor a step, for each scheme and boundary',
  model: 'keller-segel',
  quick: true,
  source: 'discrete Fourier modes: 1 + z, 1 + z + z^2/2 with z = -dt D (2 - 2 cos kh)/h^2 for each axis',
  settings: {
    ...{ nx: n, ny: n, width: length, height: length, diffusionU: '0.5', diffusionV: '1' },
    ...{ ...DIFFUSION, timeStep, until: STEPS * timeStep },
  },
  varied: 'boundaries periodic, no-flux; scheme = euler, ssprk2',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, each] of CASES.entries())
      quantities.push(...(await wave(part(context, index, CASES.length), this.settings, each)));
    return { quantities };
  },
};

const equilibrium: Check = {
  name: 'flux-equilibrium',
  rows: [42],
  title: 'Where u = exp(chi v/D) the flux through every face vanishes, at any cell Peclet number',
  model: 'keller-segel',
  quick: true,
  source: 'exponential fitting (Scharfetter and Gummel 1969): exact between two centres',
  settings: {
    ...{ nx: 24, ny: 24, width: 24, height: 24, boundaryX: 'no-flux', diffusionU: '1', diffusionV: '0' },
    ...{ sensitivity: 'P*u', growth: '0', production: '0', until: 10, whenUnresolved: 'continue' },
    parameters: { P: 0.1 },
  },
  varied: 'P = 0.1, 1, 5: at most 0.26, 2.6, 13 a face; v = 5 cos(pi x/12) cos(pi y/12)',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, P] of [0.1, 1, 5].entries()) {
      const potential = (x: number, y: number): number =>
        Math.fround(5 * Math.cos((Math.PI * x) / 12) * Math.cos((Math.PI * y) / 12));
      const run = await startFields(
        part(context, index, 3),
        { ...this.settings, parameters: { P } },
        (grid) => fields(grid, (x, y) => Math.exp(P * potential(x, y)), potential),
      );
      const before = (await run.to(0)).u;
      const { u, measurement } = await run.to(10);
      run.dispose();
      const ratio = u.reduce((most, value, i) => Math.max(most, Math.abs(value / before[i] - 1)), 0);
      // The two halves of a flux are rounded each, by 4 roundings at most, and as much in the start: the ratio of two
      // neighbours settles within 8 x 6e-8 (1 + P/2 of the face) of exact, and there are 12 from hill to valley a way.
      const face = 2.6 * P;
      const tolerance = 24 * 8 * 6e-8 * (1 + face / 2);
      quantities.push(
        within(
          `largest relative change of a cell, P = ${P}`,
          '1',
          ratio,
          0,
          tolerance,
          'rounding to f32 (of the start, too) adds up over 24 faces: 8 x 6e-8 (1 + P/2) each',
        ),
        equal(`cells below 0, P = ${P}`, u.filter((value) => !(value >= 0)).length, 0),
        equal(`cells that are not finite, P = ${P}`, measurement.u.notFinite, 0),
      );
    }
    return { quantities };
  },
};

export const FIELDS_DIFFUSION: readonly Check[] = [heatFactor, equilibrium];
