// Mass, sign and symmetry: what the finite-volume scheme keeps by construction.

import type { KellerSegelConfig } from '../core/config.ts';
import type { Check, CheckContext, Quantity } from './check.ts';
import { part } from './check.ts';
import { fields, fieldsAt, relativeDifference, startFields } from './field-runs.ts';
import { equal, within } from './verdict.ts';

const SATURATED = { sensitivity: 'c*u/(1+u^2)', growth: '0', production: 'u-a*v' };

const bumps = (config: KellerSegelConfig) =>
  fields(
    config,
    (x, y) =>
      1 +
      0.3 * Math.sin((2 * Math.PI * x) / config.width) +
      0.2 * Math.cos((4 * Math.PI * y) / config.height),
    () => 10,
  );

const mass: Check = {
  name: 'mass',
  rows: [],
  title: 'Without growth no cell is made or lost, between walls or not, in f32 either',
  model: 'keller-segel',
  quick: true,
  source:
    'the flux through a face leaves one cell and enters the other; what rounding leaves over is carried on',
  settings: {
    ...{ ...SATURATED, parameters: { c: 4, a: 0.1 } },
    ...{ nx: 24, ny: 24, width: 9.6, height: 9.6, until: 20 },
  },
  varied: 'boundaries periodic, no-flux; u = 1 + .3 sin(2 pi x/L) + .2 cos(4 pi y/L), v = 10',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, boundary] of (['periodic', 'no-flux'] as const).entries()) {
      const settings = { ...this.settings, boundaryX: boundary, boundaryY: boundary };
      const run = await startFields(part(context, index, 2), settings, bumps);
      const before = (await run.simulation.measure()).u.mass;
      const { measurement } = await run.to(20);
      run.dispose();
      const gpu = context.backend !== 'reference';
      quantities.push(
        within(
          `change of mass over ${measurement.steps} steps, ${boundary}`,
          '1',
          measurement.u.mass / before - 1,
          0,
          gpu ? 1e-6 : 1e-13,
          gpu
            ? 'a pairwise f32 sum of 576 values is itself off by log2(576) x 6e-8'
            : 'a rounding of 1e-16 a step and cell, even if all fell the same way',
        ),
        // fluxes were at work
        equal(`a pattern above 1.6 stands, ${boundary}`, measurement.u.max > 1.6 ? 1 : 0, 1),
      );
    }
    return { quantities };
  },
};

const positivity: Check = {
  name: 'positivity',
  rows: [],
  title: 'Densities stay positive where a central flux makes them negative (c = 10, 40)',
  model: 'keller-segel',
  quick: true,
  source: 'the flux out of an empty cell is never positive; dt keeps outflow below content',
  settings: {
    ...{ ...SATURATED, parameters: { c: 10, a: 0.1 } },
    ...{ nx: 32, ny: 32, width: 32, height: 32, until: 10, whenUnresolved: 'continue' },
  },
  varied: 'c = 10, 40; two disks of u = 2, nothing elsewhere, v = 0',
  async run(context) {
    const quantities: Quantity[] = [];
    for (const [index, c] of [10, 40].entries()) {
      const settings = { ...this.settings, parameters: { c, a: 0.1 } };
      const { u, measurement } = await fieldsAt(part(context, index, 2), 10, settings, (grid) =>
        fields(
          grid,
          (x, y) => (Math.hypot(x - 10, y - 12) < 4 || Math.hypot(x - 22, y - 20) < 6 ? 2 : 0),
          () => 0,
        ),
      );
      quantities.push(
        equal(`cells below 0, c = ${c}`, u.filter((value) => !(value >= 0)).length, 0),
        equal(`a peak above 3 stands, c = ${c}`, measurement.u.max > 3 ? 1 : 0, 1),
      );
    }
    return { quantities };
  },
};

/** u at t = 2 on that grid, from a start that is `shape` or its mirror image about x = y. */
async function turned(context: CheckContext, check: Check, mirror: boolean): Promise<Float64Array> {
  const [nx, ny] = mirror ? [28, 20] : [20, 28];
  const shape = (x: number, y: number): number => 1 + 0.5 * Math.sin((2 * Math.PI * x) / 8 + Math.cos(y));
  const settings = { ...check.settings, nx, ny, width: 0.4 * nx, height: 0.4 * ny };
  const { u } = await fieldsAt(context, 2, settings, (grid) =>
    fields(
      grid,
      (x, y) => (mirror ? shape(y, x) : shape(x, y)),
      () => 10,
    ),
  );
  return u;
}

const axes: Check = {
  name: 'axes-alike',
  rows: [],
  title: 'A start that is mirrored about x = y comes out mirrored: both axes are treated alike',
  model: 'keller-segel',
  quick: true,
  source: 'symmetry of the equations',
  settings: { ...SATURATED, parameters: { c: 4, a: 0.1 }, nx: 20, ny: 28, width: 8, height: 11.2, until: 2 },
  varied: 'and nx = 28, ny = 20',
  async run(context) {
    const one = await turned(part(context, 0, 2), this, false);
    const other = await turned(part(context, 1, 2), this, true);
    const back = Float64Array.from(one, (_, i) => other[(i % 20) * 28 + Math.floor(i / 20)]);
    const gpu = context.backend !== 'reference';
    return {
      quantities: [
        within(
          'largest difference over the largest value',
          '1',
          relativeDifference(one, back),
          0,
          gpu ? 1e-5 : 1e-12,
          gpu
            ? 'the same sums in another order: 6e-8 a step, grown by e^(2 t) at most'
            : 'the same sums in another order: 1e-16 a step, grown by e^(2 t) at most',
        ),
      ],
    };
  },
};

export const FIELDS_CONSERVATION: readonly Check[] = [mass, positivity, axes];
