// The set-up of `collapse` with fewer cells: below the critical mass diffusion wins and everything spreads.
// A little above it, too: the crowds blur before the chemical is there, and this start collapses from mass 1.6 on.

import type { Preset } from '../core/config.ts';
import { fourCrowds } from './collapse.ts';

export const subcritical: Preset = {
  name: 'subcritical',
  title: 'Below the critical mass',
  watch:
    'The same four crowds, but too few cells: they merge and fade away. Raise `mass` to 2 and start again.',
  expect:
    'With 0.6 critical masses (15.08 cells) the crowds blur, merge at t = 1.2 with u at 0.55, and spread: below 0.3 at t = 5, towards the mean 0.151.',
  settings: fourCrowds(0.6),
};
