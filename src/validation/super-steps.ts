// Super-time-stepping, RKL2, where the answer is known: the factor of a wave a step, which is a Legendre polynomial; the order
// in time on the whole model; and the mass, which no number of stages may change.

import { stretch } from '../kernels/keller-segel/rkl-coefficients.ts';
import type { Check, CheckContext, Quantity, Settings } from './check.ts';
import { part } from './check.ts';
import { fields, fieldsAt, startFields } from './field-runs.ts';
import { NONLINEAR, orderInTime, TIME_SETTINGS } from './scheme-orders.ts';
import { equal, within } from './verdict.ts';

const n = 16;
const length = 2;
const h = length / n;
const STEPS = 10;

const FLUX_CASES = (['scharfetter-gummel', 'fourth-order'] as const).flatMap((flux) =>
  (['periodic', 'no-flux'] as const).map((boundary) => ({ flux, boundary })),
);

/** P_s(x) by Bonnet's recursion. */
function legendre(s: number, x: number): number {
  let [before, last] = [1, x];
  for (let k = 2; k <= s; k += 1) [before, last] = [last, ((2 * k - 1) * x * last - (k - 1) * before) / k];
  return last;
}

async function wave(
  context: CheckContext,
  settings: Settings,
  stages: number,
  { flux, boundary }: (typeof FLUX_CASES)[number],
): Promise<Quantity[]> {
  const k = ((boundary === 'periodic' ? 2 : 1) * Math.PI) / length;
  const fourth = flux === 'fourth-order';
  const eigenvalue = fourth
    ? (30 - 32 * Math.cos(k * h) + 2 * Math.cos(2 * k * h)) / (12 * h * h)
    : (2 - 2 * Math.cos(k * h)) / (h * h);
  // nine tenths of what the stages bear of the larger D = 1, which is as far as they are asked to go
  const euler = (h * h) / 4 / (fourth ? 4 / 3 : 1);
  const timeStep = 0.899 * stretch(stages) * euler;
  const shape = (x: number, y: number): number => Math.cos(k * x) * Math.cos(k * y);
  const until = STEPS * timeStep;
  const all = { ...settings, boundaryX: boundary, boundaryY: boundary, flux, timeStep, until, every: until };
  const run = await startFields(context, all, (grid) => fields(grid, (x, y) => 20 + shape(x, y), (x, y) => 30 + shape(x, y))); // prettier-ignore
  const evaluations = async (): Promise<number> =>
    (await run.simulation.backend.readRecord('super_step')).evaluations;
  const before = await evaluations();
  const { u, v } = await run.to(until);
  const taken = (await evaluations()) - before;
  run.dispose();
  const b = (stages * stages + stages - 2) / (2 * stages * (stages + 1));
  const factor = (d: number): number => {
    const z = -timeStep * d * 2 * eigenvalue; // both axes decay alike
    return (1 - b + b * legendre(stages, 1 + z / stretch(stages))) ** STEPS;
  };
  const pattern = fields(run.config, shape, shape).u;
  const squares = pattern.reduce((sum, value) => sum + value ** 2, 0);
  const amplitude = (values: Float64Array): number =>
    values.reduce((sum, value, i) => sum + value * pattern[i], 0) / squares;
  // The limiter leaves out (excess/most)^2/2 of the correction: with a wave of 1 on 20 that is 3e-8 of the wave a step.
  const tolerance = context.backend === 'gpu' ? 30 * STEPS * 6e-8 : 30 * 6e-8;
  const from = `rounding to f32 of values of 30: 6e-8 of them, ${context.backend === 'gpu' ? 'each step' : 'once at the start'}`;
  const of = `${stages} stages, ${flux}, ${boundary}`;
  return [
    equal(`right-hand sides, ${of}`, taken, STEPS * stages),
    within(`factor on u, ${of}`, '1', amplitude(u), factor(0.5), tolerance, from),
    within(`factor on v, ${of}`, '1', amplitude(v), factor(1), tolerance, from),
  ];
}

const STAGES = [3, 5, 9, 17];

const factors: Check = {
  name: 'super-step-factor',
  rows: [25],
  title: 'A super-time-step multiplies a wave by a Legendre polynomial, with either flux',
  model: 'keller-segel',
  quick: true,
  source:
    '1 - b + b P_s(1 + w z), b = (s^2 + s - 2)/(2 s (s + 1)), w = 4/(s^2 + s - 2) (Meyer, Balsara and Aslam 2014); z = -dt D k~^2 with k~^2 = (2 - 2 cos kh)/h^2 or (30 - 32 cos kh + 2 cos 2kh)/(12 h^2) for each axis',
  settings: {
    ...{ nx: n, ny: n, width: length, height: length, diffusionU: '0.5', diffusionV: '1' },
    ...{ sensitivity: '0*u', growth: '0', production: '0', parameters: {}, scheme: 'rkl2' },
  },
  varied: 's = 3, 5, 9, 17, each in its longest step; both fluxes; boundaries periodic, no-flux',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, stages] of STAGES.entries())
      for (const each of FLUX_CASES)
        quantities.push(...(await wave(part(context, index, STAGES.length), this.settings, stages, each)));
    return { quantities };
  },
};

const order: Check = {
  name: 'order-rkl2',
  rows: [],
  title: 'Super-time-steps are of second order in time',
  model: 'keller-segel',
  quick: true,
  source: `Meyer, Balsara and Aslam 2014; ${NONLINEAR}`,
  settings: { ...TIME_SETTINGS, nx: 128, scheme: 'rkl2' },
  varied:
    'timeStep = 1/10 to 1/160, 9 to 3 stages, all beyond forward Euler; u = 1 + .5 cos(2 pi x/width), v = 10',
  run(context) {
    return orderInTime(context, this.settings, 2, [10, 20, 40, 80, 160]);
  },
};

const mass: Check = {
  name: 'super-step-mass',
  rows: [],
  title: 'Super-time-steps make and lose no cell, with either flux, between walls or not, in f32 either',
  model: 'keller-segel',
  quick: true,
  source: 'the flux through a face leaves one cell and enters the other, at every stage',
  settings: {
    ...{ sensitivity: 'c*u/(1+u^2)', growth: '0', production: 'u-a*v', parameters: { c: 4, a: 0.1 } },
    ...{ nx: 24, ny: 24, width: 9.6, height: 9.6, until: 20, scheme: 'rkl2' },
  },
  varied: 'both fluxes; boundaries periodic, no-flux; u = 1 + .3 sin(2 pi x/L) + .2 cos(4 pi y/L), v = 10',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, { flux, boundary }] of FLUX_CASES.entries()) {
      const settings = { ...this.settings, boundaryX: boundary, boundaryY: boundary, flux };
      const { u, measurement, config } = await fieldsAt(part(context, index, 4), 20, settings, (grid) =>
        fields(
          grid,
          (x, y) =>
            1 +
            0.3 * Math.sin((2 * Math.PI * x) / grid.width) +
            0.2 * Math.cos((4 * Math.PI * y) / grid.height),
          () => 10,
        ),
      );
      const gpu = context.backend === 'gpu';
      // the sines and cosines of the start add up to nothing
      const mean = u.reduce((sum, value) => sum + value, 0) / (config.nx * config.ny);
      quantities.push(
        within(
          `mean over ${measurement.steps} steps, ${flux}, ${boundary}`,
          'density',
          mean,
          1,
          gpu ? 1e-6 : 1e-7,
          gpu
            ? 'rounding to f32, 6e-8 of a cell at the start and once a step, were it all of one sign in a sixteenth of the cells'
            : 'the start is rounded to f32: 6e-8 a cell',
        ),
        equal(`a pattern above 1.6 stands, ${flux}, ${boundary}`, measurement.u.max > 1.6 ? 1 : 0, 1),
        equal(`cells below 0, ${flux}, ${boundary}`, u.filter((value) => !(value >= 0)).length, 0),
      );
    }
    return { quantities };
  },
};

export const SUPER_STEPS: readonly Check[] = [factors, order, mass];
