// No two cells alike: the rate kR of methylation varies from cell to cell by 25%, so adapted activities do, and the motor makes
// much of it: some cells hardly tumble, others hardly run. In a gradient they part: see `exponential-gradient` for cells all
// alike. The spread of tumble biases is of the size that E. coli show (Waite et al. 2016, Mol. Syst. Biol. 12, 895).

import type { Preset } from '../core/config.ts';
import { CLIMB, E_COLI_CELL } from './e-coli.ts';

export const variety: Preset = {
  name: 'variety',
  title: 'Variety among cells',
  watch:
    'Cells that tumble much stay behind, others run ahead: set kRSpread to 0 and the cloud climbs as one.',
  expect:
    'A drift of 1.54 um/s, where cells all alike have 1.90. Those ahead are cells whose kR is low: they run longer. Median and adaptation of each are as before.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'e-coli',
    attractant: 'level*exp(G*x)',
    parameters: { ...E_COLI_CELL, level: 80, G: 0.0007, kRSpread: 0.25 },
    ...CLIMB,
  },
};
