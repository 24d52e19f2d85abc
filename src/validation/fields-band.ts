// The travelling band of Keller and Segel: cells that eat their attractant and follow the gradient that this makes.

import type { KellerSegelConfig } from '../core/config.ts';
import { cellX } from '../core/grid.ts';
import type { Check, CheckContext, Settings } from './check.ts';
import { part } from './check.ts';
import { fields, startFields } from './field-runs.ts';
import { within } from './verdict.ts';

const SPEED = 2;
const START = 10;
const END = 6;

/** With D = k = s_inf = 1, delta = 2, N = c = 2: u = 4 e^(-xi)(1 + e^(-xi))^(-2), s = 1/(1 + e^(-xi)), xi = 2 (x - ct). */
const cellsOfBand = (z: number): number =>
  4 * Math.exp(-2 * Math.abs(z)) * (1 + Math.exp(-2 * Math.abs(z))) ** -2;
const food = (z: number): number => 1 / (1 + Math.exp(-2 * z));

const centre = (config: KellerSegelConfig, u: Float64Array): number => {
  const sum = u.reduce((a, b) => a + b);
  return u.reduce((total, value, i) => total + value * cellX(config, i), 0) / sum;
};

async function band(context: CheckContext, settings: Settings, nx: number) {
  const run = await startFields(context, { ...settings, nx }, (grid) =>
    fields(
      grid,
      (x) => cellsOfBand(x - START),
      (x) => food(x - START),
    ),
  );
  const early = centre(run.config, (await run.to(2)).u);
  const { u } = await run.to(END);
  run.dispose();
  return { config: run.config, u, speed: (centre(run.config, u) - early) / (END - 2) };
}

const travelling: Check = {
  name: 'travelling-band',
  rows: [38],
  title: 'The travelling band of Keller and Segel: speed k N/s_inf, and its shape',
  model: 'keller-segel',
  quick: true,
  source: 'Keller and Segel 1971, delta = chi/D = 2',
  settings: {
    ...{ ny: 1, nx: 480, width: 40, boundaryX: 'no-flux', diffusionU: '1', diffusionV: '0' },
    ...{
      sensitivity: '2*u/(v+0.00000001)',
      growth: '0',
      production: '-u*v/(v+0.00000001)',
      parameters: {},
      until: END,
    },
  },
  varied: 'nx = 240, 480; from the exact band at x = 10',
  async run(context) {
    const coarse = await band(part(context, 0, 2), this.settings, 240);
    const fine = await band(part(context, 1, 2), this.settings, 480);
    const correction = (fine.speed - coarse.speed) / 3;
    const exact = (config: KellerSegelConfig): Float64Array =>
      fields(config, (x) => cellsOfBand(x - START - SPEED * END), food).u;
    const distance = ({ config, u }: typeof fine): number =>
      exact(config).reduce((sum, value, i) => sum + Math.abs(value - u[i]), 0) * (config.width / config.nx);
    return {
      quantities: [
        within(
          'speed, extrapolated to h = 0',
          'length/time',
          fine.speed + correction,
          SPEED,
          Math.abs(correction) / 2 + 1e-4,
          'half of the correction, and 1e-4 for cells that stay behind where food is below 1e-8 (with 1e-6 the band is slower by 1.2e-4)',
        ),
        within(
          'cells that are elsewhere at h = 1/12, of 2',
          '1',
          distance(fine),
          0,
          distance(coarse) / 3,
          'a third of those at h = 1/6: second order',
        ),
      ],
      plot: {
        title: `The band at t = ${END}`,
        x: { label: 'x', unit: 'length' },
        y: { label: 'u', unit: '1' },
        curves: [
          {
            name: 'exact',
            kind: 'exact',
            points: Array.from(
              exact(fine.config),
              (value, i) => [cellX(fine.config, i), value] as const,
            ).filter(([x]) => x > 14),
          },
          {
            name: 'measured',
            kind: 'measured',
            points: Array.from(fine.u, (value, i) => [cellX(fine.config, i), value] as const).filter(
              ([x], i) => x > 14 && i % 4 === 0,
            ),
          },
        ],
      },
    };
  },
};

export const FIELDS_BAND: readonly Check[] = [travelling];
