// Crawling cells as balls in a landscape F = -chi c with two wells, the left one less deep, and noise. They settle by
// Boltzmann's exp(-F/temperature), not at the bottom; how long they take is a matter of the saddle between the wells
// (Kramers 1940). gain = 0 keeps the mobility the same everywhere; above it a cell is faster where it is stimulated.

import type { Preset } from '../core/config.ts';

export const landscape: Preset = {
  name: 'landscape',
  title: 'Landscape with two wells',
  watch:
    'Released in the shallow well, cells are kicked over the saddle into the deep one. Try other temperatures.',
  expect:
    'In the left half, where all begin: 59% of the cells at t = 2,400 s, 31% at 7,200 s, 24.0% at rest, by Boltzmann. Without the rest of the domain it would be exp(6 x 0.3) = 6 times as many on the right.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'landscape',
    attractant:
      '0.7*exp(-((x - 0.33*width)^2 + (y - height/2)^2)/(2*18^2)) + exp(-((x - 0.67*width)^2 + (y - height/2)^2)/(2*18^2))',
    parameters: { mobility: 0.5, temperature: 1, chi: 6, gain: 0, K: 0.5, tau: 60 },
    nx: 160,
    ny: 160,
    width: 160,
    height: 160,
    cells: 1_000_000,
    initialU: 'exp(-((x - 0.33*width)^2 + (y - height/2)^2)/50)',
    timeStep: 1,
    until: 7200,
    every: 30,
    view: { low: 0, pace: 600 },
  },
};
