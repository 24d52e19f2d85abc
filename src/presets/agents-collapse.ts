// Self-aggregation far above threshold and with nothing to bound the response: rate chi u0/k = 8 (linear rule; see
// self-aggregation.ts). Crowds draw together until they are a point for the grid. Keller-Segel would blow up; cells are
// bounded by their speed, and by the grid, on which no gradient is steeper than across one cell: it shows where and when crowds
// collapse, not how dense they become.

import type { Preset } from '../core/config.ts';

export const agentsCollapse: Preset = {
  name: 'agents-collapse',
  title: 'Collapse of a million cells',
  watch: 'Within half a minute noise turns into crowds, crowds merge, and each collapses to a point.',
  expect:
    'Crowds 200 um apart by t = 30 s (fastest wave in linear theory: 205 um, 0.137 a second); from t = 50 s on they are points: more than half of the cells in less than one grid cell in a thousand, above 1,000 cells a um^2. No cell is lost.',
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
