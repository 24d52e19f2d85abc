// Volume-filling sensitivity (Painter and Hillen 2002) with logistic growth to a capacity below one half: spots.
// Linear theory of u = v = capacity: (s + k^2 + r)(s + k^2 + 1) = chi0 k^2 with chi0 = chi capacity (1 - capacity);
// unstable for chi0 > (1 + sqrt(r))^2 = 1.733, first at k^2 = sqrt(r): wavelength 11.2. Here chi0 = 2.625, and the fastest
// wave has k^2 = 0.579: wavelength 8.26.

import type { Preset } from '../core/config.ts';
import { SUPER_STEPS } from './super-steps.ts';

/** Low capacity gives spots, higher ones stripes; chi is set so that both are about as far above the threshold. */
export const fillingWithGrowth = (capacity: number, chi: number) => ({
  ...SUPER_STEPS,
  diffusionU: '1',
  diffusionV: '1',
  sensitivity: 'chi*u*(1-u)',
  growth: 'r*u*(1 - u/capacity)',
  production: 'u - v',
  initialU: 'capacity*(0.9 + 0.2*rand)',
  initialV: 'capacity',
  parameters: { chi, r: 0.1, capacity },
  nx: 256,
  ny: 256,
  width: 100,
  height: 100,
  boundaryX: 'periodic',
  boundaryY: 'periodic',
});

export const spots: Preset = {
  name: 'spots',
  title: 'Spots',
  watch: 'Noise fades, a length scale grows, and the spots push each other into a hexagonal order.',
  expect:
    'Some 115 spots of equal height (u about 0.76) on a field of 100 x 100 by t = 200, 9 to 10 apart; the noise first selects wavelengths of 8 to 9.5 (fastest in linear theory: 8.26).',
  settings: { ...fillingWithGrowth(0.25, 14), until: 300, every: 2, view: { pace: 20 } },
};
