// The minimal Keller-Segel model above its critical mass: in two dimensions diffusion loses against attraction once
// there are more than 8 pi D_u D_v/(chi beta) cells (Dolbeault and Perthame 2004; Blanchet, Dolbeault, Perthame 2006, for a chemical at rest).
// chi = beta = D_u = D_v = 1, so `mass` counts critical masses of 8 pi. Five bumps, each below critical by itself.

import type { Preset } from '../core/config.ts';

const bump = (x: number, y: number): string => `exp(-((x-${x})^2 + (y-${y})^2)/(2*s^2))`;
const bumps = [bump(3.2, 3.5), bump(6.4, 3), bump(7, 6), bump(4.6, 7.1), bump(2.6, 5.6)].join(' + ');

/** The experiment with `mass` critical masses of cells; `subcritical` uses it, too. */
export const minimalModel = (mass: number) => ({
  diffusionU: '1',
  diffusionV: '1',
  sensitivity: 'chi*u',
  growth: '0',
  production: 'u - a*v',
  // Five Gaussians of standard deviation s share the mass: each has mass/5 * 8 pi/(2 pi s^2) at its top.
  initialU: `mass*0.8/s^2*(${bumps})`,
  initialV: '0',
  parameters: { chi: 1, a: 0.1, mass, s: 0.6 },
  nx: 128,
  ny: 128,
  width: 10,
  height: 10,
  boundaryX: 'no-flux',
  boundaryY: 'no-flux',
});

export const collapse: Preset = {
  name: 'collapse',
  title: 'Collapse above the critical mass',
  watch: 'Five crowds find each other and become one; then attraction wins, and no grid can follow the peak.',
  expect: '',
  settings: { ...minimalModel(2), until: 20, every: 0.1, view: { colormap: 'inferno', scale: 'logarithmic', pace: 1 } },
};
