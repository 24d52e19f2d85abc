// The minimal Keller-Segel model above its critical mass: in two dimensions attraction beats diffusion once there are
// more than 8 pi D_u D_v/(chi beta) cells (Dolbeault and Perthame 2004, for a chemical that follows at once; here it
// is four times as quick as the cells). `mass` counts critical masses. Periodic, for at a wall half of it is enough.

import type { Preset } from '../core/config.ts';
import { SUPER_STEPS } from './super-steps.ts';

const bump = (x: number, y: number): string => `exp(-((x-${x})^2 + (y-${y})^2)/(2*s^2))`;
const bumps = [bump(3.6, 3.9), bump(6.5, 3.6), bump(6.6, 6.3), bump(3.8, 6.5)].join(' + ');

/** Four crowds of a quarter of the mass each; `subcritical` is the same with fewer cells. */
export const fourCrowds = (mass: number) => ({
  ...SUPER_STEPS,
  diffusionU: '1',
  diffusionV: '4',
  sensitivity: 'chi*u',
  growth: '0',
  production: 'beta*u - a*v',
  // mass/4 * 8 pi D_u D_v/(chi beta) cells in a Gaussian of standard deviation s: divided by 2 pi s^2.
  initialU: `4*mass/(chi*beta*s^2)*(${bumps})`,
  initialV: '0',
  parameters: { mass, chi: 1, beta: 4, a: 0.4, s: 0.4 },
  nx: 128,
  ny: 128,
  width: 10,
  height: 10,
  boundaryX: 'periodic',
  boundaryY: 'periodic',
  until: 5,
  every: 0.05,
  // Fixed, so that brightness means the same throughout and in both presets.
  view: { colormap: 'inferno', scale: 'logarithmic', low: 0.03, high: 300, pace: 0.5 },
});

export const collapse: Preset = {
  name: 'collapse',
  title: 'Collapse above the critical mass',
  watch:
    'Four crowds blur, find each other and become one; then attraction wins, and no grid can follow the peak.',
  expect:
    'With two critical masses (50.27 cells) the crowds merge by t = 1.2, u exceeds 10 at t = 2, and at t = 2.8, above 200, the peak is a few cells wide and the run stops as unresolved. Mass stays exact.',
  settings: fourCrowds(2),
};
