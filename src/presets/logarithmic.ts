// Weber and Fechner's law: cells sense relative differences, chi = chi0 u/v, the flux of cells is chi0 u grad ln v
// (Keller and Segel 1971). Multiplying u and v by one number changes nothing: fold-change detection.

import type { Preset } from '../core/config.ts';
import { SUPER_STEPS } from './super-steps.ts';

export const logarithmic: Preset = {
  name: 'logarithmic',
  title: 'Logarithmic sensing',
  watch:
    'Change `level`: ten times as many cells make the same pattern at the same time, for only ratios are sensed.',
  expect:
    'Some 30 aggregates from t = 50 on. level = 10 gives the same pattern with u and v ten times as large, but for the tolerance of a step (to rounding with scheme=ssprk2). No pattern below chi = 1.',
  settings: {
    ...SUPER_STEPS,
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'chi*u/v',
    growth: '0',
    production: 'u - v',
    initialU: 'level*(0.5 + rand)',
    initialV: 'level',
    parameters: { chi: 2, level: 1 },
    nx: 256,
    ny: 256,
    width: 60,
    height: 60,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    until: 120,
    every: 1,
    view: { pace: 8 },
  },
};
