// A complete config to vary in tests, independent of the presets.

import type { Config } from '../../src/core/config.ts';

/** VisualPDE's saturated model on 32 x 32 cells of the preset's size (h = 0.2), periodic. */
export const baseConfig: Config = {
  model: 'keller-segel',
  preset: null,
  nx: 32,
  ny: 32,
  width: 6.4,
  height: 6.4,
  boundaryX: 'periodic',
  boundaryY: 'periodic',
  diffusionU: '1',
  diffusionV: '1',
  sensitivity: 'c*u/(1+u^2)',
  growth: 'u*(1-u)',
  production: 'u-a*v',
  initialU: '1',
  initialV: '10',
  parameters: { c: 4, a: 0.1 },
  seed: 1,
  timeStep: 'auto',
  scheme: 'ssprk2',
  until: 10,
  every: 1,
  whenUnresolved: 'stop',
  view: { field: 'u', colormap: 'viridis', scale: 'linear', low: null, high: null, pace: 1 },
};
