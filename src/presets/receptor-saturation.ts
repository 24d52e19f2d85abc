// Receptors fill up: chi = chi0 K u/(K+v)^2 (Lapidus and Schiller 1976). Where the chemical is plentiful cells hardly
// sense its gradient, so aggregates stay finite: no collapse for any chi0 (Winkler 2010).

import type { Preset } from '../core/config.ts';

export const receptorSaturation: Preset = {
  name: 'receptor-saturation',
  title: 'Receptor saturation',
  watch: 'Aggregates form and merge, but none collapses: in its own cloud of chemical a crowd goes blind.',
  expect:
    'Some 55 aggregates at t = 33, 33 at t = 200; the largest u stays near 12 at mean 1. With chi = c*u in its place they would collapse.',
  settings: {
    scheme: 'euler',
    diffusionU: '1',
    diffusionV: '1',
    sensitivity: 'chi*u*K/(K+v)^2',
    growth: '0',
    production: 'u - v',
    initialU: '0.95 + 0.1*rand',
    initialV: '1',
    parameters: { chi: 10, K: 1 },
    nx: 256,
    ny: 256,
    width: 60,
    height: 60,
    boundaryX: 'periodic',
    boundaryY: 'periodic',
    until: 200,
    every: 1,
    view: { pace: 5 },
  },
};
