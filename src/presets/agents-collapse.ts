// Self-aggregation far above threshold and with nothing to bound the response: rate chi u0/k = 8 (linear rule; see
// self-aggregation.ts). Crowds draw together until they are a point for the grid. Keller-Segel would blow up; cells are
// bounded by their speed, and by the grid, on which no gradient is steeper than across one cell. So what is shown is where and when
// crowds collapse, not how dense they become.

import type { Preset } from '../core/config.ts';

export const agentsCollapse: Preset = {
  name: 'agents-collapse',
  title: 'Collapse of a million cells',
  watch: 'Within half a minute noise turns into crowds, crowds merge, and each collapses to a point.',
  expect: '',
  settings: {
    model: 'run-and-tumble',
    sensing: 'linear',
    chemical: 'live',
    diffusionV: '200',
    production: 'u - k*v',
    initialV: '1/k',
    parameters: { speed: 20, tumbleRate: 1, persistence: 0, rotationalDiffusion: 0, chi: 0.8, k: 0.1 },
    nx: 200,
    ny: 200,
    width: 1000,
    height: 1000,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    cells: 1_000_000,
    initialU: '1',
    until: 100,
    every: 0.5,
    view: { colormap: 'inferno', scale: 'logarithmic', low: 0.1, high: 1000, pace: 4 },
  },
};
