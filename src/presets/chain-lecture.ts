// The lecture's walk on a line (lecture-1d) at three levels: cells one by one, their master equation, and its Fokker-Planck
// equation. The master equation is exact: the cells differ from it by counting alone, at any time. Fokker-Planck knows neither
// runs nor speed: at first it puts cells where none can be yet; at rest it is exact, p'/p = (rate- - rate+)/v for all three.

import type { Preset } from '../core/config.ts';

export const chainLecture: Preset = {
  name: 'chain-lecture',
  title: 'From one cell to a population',
  watch:
    'Bars are cells, lines two equations. At first only the master equation follows; at rest all lie on each other.',
  expect:
    'Cells and master equation differ by counting alone at any time, by 5.3% in L1 for 20,000 cells at rest, and that falls as N^(-1/2). Fokker-Planck is 92% off at t = 0.5 s, 23% at 3 s, 8% at 5 s, and on both from 8 s on (mean 100 um, variance 292.9 um^2).',
  settings: {
    model: 'run-and-tumble',
    levels: 'two-state+fokker-planck',
    sensing: 'rates',
    ratePlus: 'tumbleRate*(1 + 2*tanh(4*(x - width/2)/width))',
    rateMinus: 'tumbleRate*(1 - 2*tanh(4*(x - width/2)/width))',
    parameters: { speed: 20, tumbleRate: 1, persistence: -1 },
    nx: 200,
    ny: 1,
    width: 200,
    cells: 20_000,
    initialU: 'exp(-(x - 60)^2/8)',
    until: 10,
    every: 0.25,
    view: { low: 0, pace: 0.5 },
  },
};
