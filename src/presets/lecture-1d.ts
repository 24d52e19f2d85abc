// The lecture's walk on a line: two states, rates that depend on place and direction alone. Beyond 27.5 um from the middle
// one of the two rates is below zero and counts as zero. Cells settle where p'/p = (rate- - rate+)/v (Schnitzer 1993):
// variance 292.88 um^2, highest density 0.02442 a um, 0.67% of the cells beyond 50 um. The published program draws one
// random number for both directions in turn and lets cells stick to its walls: it settles off the middle, at 263.

import type { Preset } from '../core/config.ts';

export const lecture1d: Preset = {
  name: 'lecture-1d',
  title: 'The lecture: a line with rates of place',
  watch: 'Cells spread from the middle, and the rates bring them back: the histogram comes to rest.',
  expect:
    'From t = 10 s on: variance 292.9 um^2 (one measurement of 5,000 cells errs by 9), 122 cells a um in the middle (0.0244 of all), 0.67% of the cells beyond 50 um.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'rates',
    ratePlus: 'tumbleRate*(1 + 2*tanh(4*(x - width/2)/width))',
    rateMinus: 'tumbleRate*(1 - 2*tanh(4*(x - width/2)/width))',
    parameters: { speed: 20, tumbleRate: 1, persistence: -1 },
    nx: 100,
    ny: 1,
    width: 200,
    cells: 5000,
    initialU: 'exp(-(x - width/2)^2/2)',
    timeStep: 0.01,
    until: 40,
    every: 0.25,
    view: { low: 0, pace: 2 },
  },
};
