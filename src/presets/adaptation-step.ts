// Precise adaptation: ten per cent more of the attractant, everywhere at once. Cells stop tumbling, and a minute later all is
// as before, on the new background; taken away again, they tumble wildly for a while. By the law (NUMERICS rows 21, 22):
// the activity falls from 0.5 to 0.385 at once, is back at 0.410 after 10 s and at 0.458 after 40 s; 39 s is the adaptation time.

import type { Preset } from '../core/config.ts';
import { E_COLI_CELL } from './e-coli.ts';

export const adaptationStep: Preset = {
  name: 'adaptation-step',
  title: 'Adaptation to a step',
  watch:
    'At t = 20 s there is a tenth more attractant everywhere: cells stop tumbling, and adapt. At 220 s it is gone again.',
  expect:
    'At t = 20 s the activity falls from 0.500 to 0.385 at once and tumbles from 1.39 to 0.24 a second; it is back at 0.410 after 10 s, 0.458 after 40 s, 0.499 after 200 s. When the tenth is taken away it rises to 0.615, with 9 tumbles a second, and comes back likewise.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'e-coli',
    attractant: 't < 20 ? level : (t < 220 ? level*fold : level)',
    parameters: { ...E_COLI_CELL, level: 100, fold: 1.1 },
    nx: 64,
    ny: 64,
    width: 400,
    height: 400,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    cells: 5000,
    until: 400,
    every: 1,
    view: { low: 0, pace: 10 },
  },
};
