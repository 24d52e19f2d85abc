// Weber and Fechner's law: cells sense relative differences, chi = chi0 u/v, the flux of cells is chi0 u grad ln v
// (Keller and Segel 1971). Multiplying u and v by one number changes nothing: fold-change detection.

import type { Preset } from '../core/config.ts';

export const logarithmic: Preset = {
  name: 'logarithmic',
  title: 'Logarithmic sensing',
  watch: 'Change `level`: ten times as many cells make the same pattern at the same time, for only ratios are sensed.',
  expect: '',
  settings: {
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'chi*u/v',
    growth: '0',
    production: 'u - v',
    initialU: 'level*(0.95 + 0.1*rand)',
    initialV: 'level',
    parameters: { chi: 2.5, level: 1 },
    nx: 256,
    ny: 256,
    width: 60,
    height: 60,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    until: 60,
    every: 0.5,
    view: { pace: 2 },
  },
};
