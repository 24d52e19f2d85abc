// VisualPDE's chemotaxis experiment: a sensitivity that saturates, logistic growth. Linear theory of the state (1, 1/a):
// c_crit = 2 (sqrt(D_u) + sqrt(a D_v))^2 = 3.465; at c = 4 the fastest mode has wavelength 9.95 and rate 0.0513.

import type { Preset } from '../core/config.ts';
import { SUPER_STEPS } from './super-steps.ts';

/** Model and domain, shared with the warm start. */
export const SATURATED_MODEL = {
  ...SUPER_STEPS,
  diffusionU: '1',
  diffusionV: '1',
  sensitivity: 'c*u/(1+u^2)',
  growth: 'u*(1-u)',
  production: 'u - a*v',
  parameters: { c: 4, a: 0.1 },
  nx: 500,
  ny: 500,
  width: 100,
  height: 100,
  boundaryX: 'periodic',
  boundaryY: 'periodic',
} as const;

export const saturated: Preset = {
  name: 'saturated',
  title: 'Saturating sensitivity',
  watch:
    'For fifty time units nothing seems to happen: the cells grow to their capacity. Then holes open, each with a bright rim.',
  expect:
    'u reaches 1 by t = 15 and stays near-uniform until t = 50; holes with bright rims open between t = 75 and 90 and fill the field by 105, about 10 apart (linear theory: wavelength 9.95, growth rate 0.0513; no pattern below c = 3.465).',
  settings: {
    ...SATURATED_MODEL,
    initialU: '0.01*rand',
    initialV: '0',
    until: 150,
    view: { pace: 10 },
  },
};
