// A colony from a few cells: the model of `spots` on an empty plate. Ahead of the front u and v are small and attraction
// is of second order, so the front is Fisher's (1937): speed 2 sqrt(D_u r) = 0.632, late by (d + 2)/2 sqrt(D_u/r) ln t
// in d dimensions (Bramson 1983; Gaertner 1982). Behind it the uniform state is unstable and leaves rings, as colonies of
// motile bacteria do (Budrene and Berg 1991), which break into spots.

import type { Preset } from '../core/config.ts';
import { fillingWithGrowth } from './spots.ts';

export const growingColony: Preset = {
  name: 'growing-colony',
  title: 'Growing colony',
  watch:
    'From a few cells in the middle a colony grows at a constant speed, leaves rings behind, and the rings break into spots.',
  expect:
    "The edge (u = 0.05) advances by 0.53 per time unit at t = 70 and by 0.56 at t = 90: Fisher's 0.632 less Bramson's 6.3/t. Five rings by t = 140; the inner ones break into spots from t = 120.",
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
    // Fixed: the bright middle would hide the front.
    view: { low: 0, high: 0.5, pace: 15 },
  },
};
