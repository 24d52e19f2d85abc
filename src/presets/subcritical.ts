// The set-up of `collapse` with fewer cells: below the critical mass diffusion wins and everything spreads.

import type { Preset } from '../core/config.ts';
import { fourCrowds } from './collapse.ts';

export const subcritical: Preset = {
  name: 'subcritical',
  title: 'Below the critical mass',
  watch: 'The same four crowds, but too few cells: they merge and fade away. Raise `mass` above 1 and start again.',
  expect: '',
  settings: fourCrowds(0.6),
};
