// Cells that sense nothing: the measure of everything else. Exact at every time (src/theory/diffusion.ts):
// <r^2> = (2 v^2/mu) (t - (1 - exp(-mu t))/mu), straight runs at first, diffusion with D = v^2/(2 mu) later; headings stay
// correlated by exp(-mu t). Cells that have not tumbled yet form a ring at r = v t, which holds exp(-t) of them.

import type { Preset } from '../core/config.ts';
import { E_COLI } from './e-coli.ts';

export const freeRun: Preset = {
  name: 'free-run',
  title: 'Free run',
  watch:
    'A ring of cells that have not tumbled yet runs ahead and fades; behind it the cloud spreads by diffusion.',
  expect:
    'Mean squared displacement 20,360 um^2 at t = 20 s, on its way to 4 D t with D = 273.2 um^2/s; headings keep a mean cosine of 0.481 over a second; 37% have not tumbled after that second.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'linear',
    attractant: '0',
    parameters: E_COLI,
    nx: 256,
    ny: 256,
    width: 640,
    height: 640,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    cells: 1_000_000,
    initialU: 'exp(-((x - width/2)^2 + (y - height/2)^2)/50)',
    until: 20,
    every: 0.25,
    view: { low: 0, pace: 0.3 },
  },
};
