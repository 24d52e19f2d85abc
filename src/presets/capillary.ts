// Adler's capillary assay (1973, J. Gen. Microbiol. 74, 77) in the plane: a capillary full of attractant opens into the left wall;
// what comes out of its mouth spreads by diffusion, and cells gather before it. Count them with C0 = 0 for the control. A
// chemical of a plane falls off more slowly than one of space does: the numbers are those of this experiment, not Adler's.

import type { Preset } from '../core/config.ts';
import { E_COLI_CELL } from './e-coli.ts';

export const capillary: Preset = {
  name: 'capillary',
  title: 'Capillary assay',
  watch:
    'Attractant comes out of a capillary in the left wall, and cells crowd before its mouth. Set C0 to 0 for the control.',
  expect:
    'Of all cells 1.6% are within 200 um of the mouth at first; 9% at t = 600 s, 30% at 900 s. Without attractant (C0 = 0) it stays at 1.6%.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'e-coli',
    chemical: 'live',
    diffusionV: '890',
    production: 'x^2 + (y - 1000)^2 < mouth^2 ? 10*(C0 - v) : 0',
    initialV: '0',
    parameters: { ...E_COLI_CELL, C0: 1000, mouth: 100 },
    nx: 128,
    ny: 128,
    width: 2000,
    height: 2000,
    cells: 200_000,
    until: 900,
    every: 5,
    view: { low: 0, pace: 30 },
  },
};
