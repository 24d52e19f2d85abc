// The linear rule in a constant gradient at three levels. All drift at v s = 12 um/s. But cells at a finite bias spread with
// D = v^2/(2 rate) (1 - s^2) = 128 um^2/s (NUMERICS row 9), as the master equation says, and not with the 200 um^2/s of the
// Fokker-Planck equation, which is right at rest only (and for weak bias).

import type { Preset } from '../core/config.ts';

export const chainUniformGradient: Preset = {
  name: 'chain-uniform-gradient',
  title: 'Drift at three levels',
  watch:
    'Three descriptions drift alike, but Fokker-Planck spreads too fast: half as much again for this bias.',
  expect:
    'The mean moves at 12 um/s at every level. From t = 5 s on the variance of cells and master equation grows by 256 um^2/s, that of Fokker-Planck by 400: 1 - 0.6^2 is the ratio.',
  settings: {
    model: 'run-and-tumble',
    levels: 'two-state+fokker-planck',
    sensing: 'linear',
    attractant: 'g*x',
    parameters: { speed: 20, tumbleRate: 1, persistence: -1, chi: 3, g: 0.01 },
    nx: 600,
    ny: 1,
    width: 1200,
    cells: 20_000,
    initialU: 'exp(-(x - 250)^2/200)',
    until: 50,
    every: 0.5,
    view: { low: 0, pace: 4 },
  },
};
