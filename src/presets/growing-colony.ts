// A colony from a few cells: the model of `spots` on an empty plate. Ahead of the front u and v are small and attraction
// is of second order, so the front is Fisher's (1937): speed 2 sqrt(D_u r) = 0.632, less 2 D_u/(speed t)... in two dimensions.
// Behind it the uniform state is unstable: rings, as in colonies of motile bacteria (Budrene and Berg 1991), then spots.

import type { Preset } from '../core/config.ts';
import { fillingWithGrowth } from './spots.ts';

export const growingColony: Preset = {
  name: 'growing-colony',
  title: 'Growing colony',
  watch: 'From a few cells in the middle a colony grows at a constant speed, leaves rings behind, and the rings break into spots.',
  expect: '',
  settings: {
    ...fillingWithGrowth(0.25, 14),
    initialU: 'capacity*exp(-((x - width/2)^2 + (y - height/2)^2)/20)*(0.5 + rand)',
    initialV: '0',
    width: 120,
    height: 120,
    boundaryX: 'no-flux',
    boundaryY: 'no-flux',
    until: 220,
    every: 1,
    view: { pace: 15 },
  },
};
