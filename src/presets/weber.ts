// Logarithmic sensing: only ratios count, so a source a thousand times as strong changes nothing, not even the path of a
// single cell. c = level/(1 + (r/core)^2) falls slowly enough to be felt from afar: chi v |grad ln c| is at most 0.83, at
// r = core. Cells settle at p ~ c^(rate (1 - persistence) chi) = c^3.35.

import type { Preset } from '../core/config.ts';
import { E_COLI } from './e-coli.ts';

export const weber: Preset = {
  name: 'weber',
  title: "Weber's law",
  watch:
    'Cells come from the left edge to the source. Set level to 1000: nothing changes, for they sense ratios only.',
  expect:
    'Within 120 um of the source: 48% of the cells at t = 60 s, 79% at 160 s, 80.5% at rest; the same cells at the same places for level = 1 and level = 1000.',
  settings: {
    model: 'run-and-tumble',
    sensing: 'logarithmic',
    attractant: 'level/(1 + ((x - width/2)^2 + (y - height/2)^2)/core^2)',
    parameters: { ...E_COLI, chi: 5, level: 1, core: 120 },
    nx: 256,
    ny: 256,
    width: 800,
    height: 800,
    cells: 1_000_000,
    initialU: 'x < 40',
    until: 240,
    every: 1,
    view: { low: 0, pace: 6 },
  },
};
