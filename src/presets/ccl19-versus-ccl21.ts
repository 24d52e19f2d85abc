// Two ligands of one receptor, in three lanes: CCL21 rises to the right in the upper and the middle one, CCL19 in the lower;
// in the middle there is CCL19 as well, the same everywhere. CCL19 takes the receptors off the surface, of which then few are
// left to sense with: its own gradient is climbed slowly, and it blinds cells to CCL21, too. Minutes, micrometres, nanomolar.

import type { Preset } from '../core/config.ts';

export const ccl19VersusCcl21: Preset = {
  name: 'ccl19-versus-ccl21',
  title: 'CCL19 versus CCL21',
  watch:
    'Upper lane: CCL21 leads cells to the right. Lower: CCL19, the same gradient, hardly. Middle: CCL21 with CCL19 around.',
  expect:
    'In the right half of each lane at t = 360 min, of 50% at first: 96% with CCL21 alone, 74% with CCL19 alone, 65% with CCL21 where there is CCL19 all around. At 5 nM a cell keeps 83% of its receptors with CCL21, 29% with CCL19.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'ccr7',
    attractant: 'y < height/3 ? g*x : (y < 2*height/3 ? flood : 0)',
    secondCue: 'y < height/3 ? 0 : g*x',
    parameters: { g: 0.008, flood: 5 },
    nx: 120,
    ny: 180,
    width: 1200,
    height: 1800,
    cells: 60_000,
    until: 360,
    every: 4,
    view: { low: 0, pace: 20 },
  },
};
