// No place holds more than u = 1 (Hillen and Painter 2001): attraction stops where a place is full, so there is no
// collapse. No growth: the pattern only coarsens (Potapov and Hillen 2005).

import type { Preset } from '../core/config.ts';
import { SUPER_STEPS } from './super-steps.ts';

export const volumeFilling: Preset = {
  name: 'volume-filling',
  title: 'Volume filling',
  watch:
    'Crowds fill up to their limit and then grow only by eating each other: large ones win, ever more slowly.',
  expect:
    'Islands with u up to 0.99, never above 1, from t = 60 on; their number falls from about 60 to 30 by t = 400. Mass stays exact (mean 0.375).',
  settings: {
    ...SUPER_STEPS,
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'chi*u*(1-u)',
    growth: '0',
    production: 'u - v',
    initialU: '0.35 + 0.05*rand',
    initialV: '0.375',
    parameters: { chi: 10 },
    nx: 256,
    ny: 256,
    width: 80,
    height: 80,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    until: 400,
    every: 2,
    view: { pace: 20 },
  },
};
