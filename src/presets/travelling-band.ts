// Bacteria at one end of a channel eat the attractant, so they make the gradient that they follow (Adler 1966; Keller and
// Segel 1971). The band eats all that it meets: N cells per height, each eating q a second, advance at q N/s_inf, 6 um/s
// here with all cells in the band (NUMERICS row 38). Logarithmic sensing keeps them together; those that fall behind
// make it slower. Uptake stops below Km, so the attractant never goes below 0.

import type { Preset } from '../core/config.ts';
import { E_COLI } from './e-coli.ts';

export const travellingBand: Preset = {
  name: 'travelling-band',
  title: 'Travelling band',
  watch: 'Cells eat the attractant around them and set off together, a band that makes its own gradient.',
  expect:
    'A steady 5.5 um/s from t = 100 s on, 92% of q N/s_inf = 6: the others have fallen behind or are short of food. The chemotactic index is 0.27, as it must be at 5.5 of 20 um/s.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'logarithmic',
    chemical: 'live',
    diffusionV: '100',
    production: '-q*u*v/(Km + v)',
    initialV: '1',
    parameters: { ...E_COLI, chi: 5, q: 0.0024, Km: 0.01 },
    nx: 384,
    ny: 64,
    width: 2400,
    height: 400,
    cells: 1_000_000,
    initialU: 'x < 100',
    until: 360,
    every: 2,
    view: { low: 0, pace: 20 },
  },
};
