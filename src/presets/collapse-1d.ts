// The lecture's one-dimensional case, with a conservative, positive scheme (the published one goes negative at t = 5.5
// and overflows at 6.3). Nothing collapses in one dimension, but the peaks become far narrower than dx = 0.5: solved
// with dx = 0.0125 there are 9 peaks, u reaches 21.3 at t = 6.3 and 78.7 at t = 10.

import type { Preset } from '../core/config.ts';

export const collapse1d: Preset = {
  name: 'collapse-1d',
  title: 'Aggregation in one dimension',
  watch:
    'Peaks grow out of one per cent of noise, and soon they are too narrow for the grid: the run says so and stops.',
  expect:
    'About 10 peaks from t = 4 on (resolved with 8000 cells: 9 peaks, u = 21 at t = 6.3, 79 at t = 10). On 200 cells the run stops as unresolved near t = 4.7 with u about 4.',
  settings: {
    // as fast as super-time-steps within its 4.7, which those overshoot: see bench/README.md
    scheme: 'euler',
    diffusionU: '1',
    diffusionV: '20',
    sensitivity: 'chi*u',
    growth: '0',
    production: 'u - a*v',
    initialU: '1 + 0.01*randn',
    initialV: '1/a',
    parameters: { chi: 40, a: 1 },
    nx: 200,
    ny: 1,
    width: 100,
    height: 1,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    until: 10,
    every: 0.05,
    view: { pace: 1 },
  },
};
