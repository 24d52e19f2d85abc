// The set-up of `collapse` with fewer cells: below the critical mass diffusion wins and everything spreads.

import type { Preset } from '../core/config.ts';
import { minimalModel } from './collapse.ts';

export const subcritical: Preset = {
  name: 'subcritical',
  title: 'Below the critical mass',
  watch: 'The same five crowds, but too few: they merge and spread until nothing is left of them. Raise `mass` and reset.',
  expect: '',
  settings: {
    ...minimalModel(0.6),
    until: 20,
    every: 0.1,
    view: { colormap: 'inferno', scale: 'logarithmic', pace: 1 },
  },
};
