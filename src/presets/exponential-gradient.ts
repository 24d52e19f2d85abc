// Where the attractant rises by the same factor over every length, E. coli drifts at a constant speed: it senses the logarithm.
// Concentrations lie about 234 uM, the middle between K_I and K_A, where that holds best: the sensitivity to ln c is 0.79 to
// 0.86 all the way.

import type { Preset } from '../core/config.ts';
import { CLIMB, E_COLI_CELL } from './e-coli.ts';

export const exponentialGradient: Preset = {
  name: 'exponential-gradient',
  title: 'Exponential gradient',
  watch:
    'A cloud of E. coli climbs at a constant speed: the attractant doubles over every millimetre, and they sense ratios.',
  expect:
    'The mean moves at a steady 1.90 um/s from t = 25 s until the wall is near (t = 400 s), a chemotactic index of 0.115; linear response says 1.65, for signals weaker than this one. The activity stays near 0.49.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'e-coli',
    attractant: 'level*exp(G*x)',
    parameters: { ...E_COLI_CELL, level: 80, G: 0.0007 },
    ...CLIMB,
  },
};
