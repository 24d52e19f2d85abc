// Aggregation without bound: peaks on the way to a collapse, against values that were computed independently. The peak lies
// half a cell from the nearest centre and the scheme is of second order: two grids, extrapolated.

import type { Check } from './check.ts';
import { part } from './check.ts';
import { fields, startFields } from './field-runs.ts';
import { extrapolated } from './fields-steady.ts';

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
  quick: true,
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

export const FIELDS_BLOW_UP: readonly Check[] = [collapse];
