// Logistic growth from a few cells in the middle. Ahead of the front u and v are small and attraction is of second
// order, so the front is Fisher's (1937): speed 2 sqrt(D_u r), less 2/t in two dimensions (Bramson 1983).
// Behind it the uniform state is unstable and breaks up.

import type { Preset } from '../core/config.ts';

export const growingColony: Preset = {
  name: 'growing-colony',
  title: 'Growing colony',
  watch: 'A disc of cells grows outwards at constant speed; behind its edge rings break up into spots.',
  expect: '',
  settings: {
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'c*u/(1+u^2)',
    growth: 'r*u*(1-u)',
    production: 'u - a*v',
    initialU: 'exp(-((x - width/2)^2 + (y - height/2)^2)/4)*(0.5 + rand)',
    initialV: '0',
    parameters: { c: 8, a: 0.1, r: 1 },
    nx: 384,
    ny: 384,
    width: 160,
    height: 160,
    boundaryX: 'no-flux',
    boundaryY: 'no-flux',
    until: 45,
    every: 0.5,
    view: { pace: 4 },
  },
};
