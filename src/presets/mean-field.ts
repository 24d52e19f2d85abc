// Cells that secrete what attracts them, against the Keller-Segel equations with the coefficients that theory gives from the
// cells' parameters: D = v^2/mu and chi = D rate (1 - persistence) R'(v). A wave of three crests is there from the start, so
// that both grow the same pattern. Cells react and turn slowly (mu = 4 a second): within what the kinetic theory of waves
// says, a few per cent (NUMERICS row 39), Keller-Segel grows a little too fast.

import type { Preset } from '../core/config.ts';

export const meanField: Preset = {
  name: 'mean-field',
  title: 'Cells that attract each other, and their mean field',
  watch:
    'Twenty thousand cells gather in clouds of their own making, and the Keller-Segel curve of infinitely many goes with them.',
  expect:
    'Two crowds, and two halves at the walls; by Keller-Segel 1.4 times as dense as the mean at t = 10 s, 2.4 times at 40 s, 4.7 times at 100 s. Cells differ from it by counting alone at first, and by 6 to 12% in L1 at 40 s, of which counting is 6%: the crowds of 20,000 cells wander a little, as those of infinitely many would not.',
  settings: {
    model: 'run-and-tumble',
    levels: 'keller-segel',
    sensing: 'receptor-saturation',
    chemical: 'live',
    diffusionV: '200',
    production: 'u - k*v',
    initialU: '1 + 0.3*cos(6*pi*x/width)',
    initialV: 'n/k',
    parameters: { speed: 20, tumbleRate: 2, persistence: -1, chi: 4, K: 500, k: 0.2, n: 33.3 },
    nx: 120,
    ny: 1,
    width: 600,
    cells: 20_000,
    until: 100,
    every: 1,
    view: { low: 0, pace: 5 },
  },
};
