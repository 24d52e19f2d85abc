// Cells that sense nothing, from one place: they run first and diffuse later. The master equation of two states is the telegraph
// equation here, with fronts at +-v t that hold e^(-rate t) of the cells (NUMERICS row 3); Fokker-Planck is a Gaussian from
// the start, without fronts: its variance is 2 D t with D = v^2/(2 rate), too large by v^2/(2 rate^2) = 200 um^2 for good.

import type { Preset } from '../core/config.ts';

export const chainBallisticToDiffusive: Preset = {
  name: 'chain-ballistic-to-diffusive',
  title: 'From running to diffusing',
  watch:
    'Two fronts run ahead and fade: the master equation has them, Fokker-Planck does not, and later it does not matter.',
  expect:
    'Variance of cells and master equation: 77.6 um^2 at t = 0.5 s, 1,804 at 5 s. Fokker-Planck: 204 and 2,004, 200 more for good; it is 79% off in L1 at 0.5 s, 8% at 5 s. The fronts hold 61% of the cells at 0.5 s, 0.7% at 5 s.',
  settings: {
    model: 'run-and-tumble',
    levels: 'two-state+fokker-planck',
    sensing: 'rates',
    ratePlus: 'tumbleRate',
    rateMinus: 'tumbleRate',
    parameters: { speed: 20, tumbleRate: 1, persistence: -1 },
    nx: 400,
    ny: 1,
    width: 400,
    cells: 50_000,
    initialU: 'exp(-(x - width/2)^2/8)',
    until: 8,
    every: 0.1,
    view: { low: 0, pace: 0.5 },
  },
};
