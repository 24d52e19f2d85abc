// Two cues that pull to different places: a dissolved attractant spreads round its source on the left, an adhesive one is
// bound to a stripe on the right. Cells crawl as leukocytes do, 12 um a minute, turning once a minute or so. Answers add in
// the rate, so exponents add in the density: p ~ exp(rate (chi C + psi A)) (NUMERICS row 16).

import type { Preset } from '../core/config.ts';

export const haptotaxisVersusChemotaxis: Preset = {
  name: 'haptotaxis-versus-chemotaxis',
  title: 'Haptotaxis versus chemotaxis',
  watch: 'Cells choose between a dissolved cue (left) and an adhesive stripe (right): move chi and psi.',
  expect:
    'In the left 55% of the domain: 55% of the cells at t = 7,200 s, 60.4% at rest; 86.1% with psi = 0, 22.7% with chi = 0.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'two-cues',
    attractant: 'exp(-((x - 0.3*width)^2 + (y - height/2)^2)/(2*45^2))',
    secondCue: 'exp(-(x - 0.75*width)^2/(2*25^2))',
    parameters: { speed: 0.2, tumbleRate: 0.02, persistence: 0, rotationalDiffusion: 0, chi: 200, psi: 120 },
    nx: 256,
    ny: 256,
    width: 300,
    height: 300,
    cells: 1_000_000,
    initialU: '1',
    until: 10800,
    every: 60,
    view: { low: 0, pace: 600 },
  },
};
