// The linear rule in a constant gradient, where the lecture's linear response is exact: with s = chi v g the cells drift at
// v s (here 8 um/s) and spread with D = v^2/(2 rate) (1 - s^2) = 168 um^2/s about that; at the wall they settle at
// p ~ exp(2 s rate x/v): a layer of v/(2 s rate) = 25 um.

import type { Preset } from '../core/config.ts';

export const gradient1d: Preset = {
  name: 'gradient-1d',
  title: 'Drift in a gradient',
  watch: 'A cloud drifts up the gradient at a steady speed, spreading, until it leans against the wall.',
  expect:
    'The mean moves at 8.0 um/s, a chemotactic index of 0.4, and the variance grows by 336 um^2/s until the wall is near (t = 60 s). At rest 98.2% are within 100 um of the wall, with variance 625 um^2.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'linear',
    attractant: 'g*x',
    parameters: { speed: 20, tumbleRate: 1, persistence: -1, chi: 2, g: 0.01 },
    nx: 200,
    ny: 1,
    width: 800,
    cells: 20_000,
    initialU: 'exp(-(x - 200)^2/8)',
    until: 180,
    every: 1,
    view: { low: 0, pace: 6 },
  },
};
