// The limit of Berg and Purcell: at a tenth of a nanomolar some 600 molecules of attractant hit a cell a second, and their
// chance is as large as what a gradient tells it in a run. `ligandNoise` is 1/(4 pi D a) with D = 800 um^2/s and a = 1 um, in uM s
// (602 molecules in a um^3 at 1 uM). K_I and K_A are a ten thousandth of those of aspartate, so that receptors bind there.

import type { Preset } from '../core/config.ts';
import { CLIMB, E_COLI_CELL } from './e-coli.ts';

export const noisySensing: Preset = {
  name: 'noisy-sensing',
  title: 'Counting molecules',
  watch:
    'E. coli at a tenth of a nanomolar: chance in the arrival of molecules drowns the gradient. Set ligandNoise to 0.',
  expect:
    'A drift of 1.30 um/s where the same cells without noise climb at 1.92: noise in CheY-P makes the motor, ten times as steep, tumble more often than it should, and the gradient counts for less.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'e-coli',
    attractant: 'level*exp(G*x)',
    parameters: {
      ...E_COLI_CELL,
      ...{ level: 4e-5, G: 0.0007, K_I: 1e-5, K_A: 3e-3, ligandNoise: 1.65e-7 },
    },
    ...CLIMB,
  },
};
