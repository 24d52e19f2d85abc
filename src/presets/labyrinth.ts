// The model of `spots` with a capacity of 0.65: aggregates above it lose cells, which leaves about a third of the space
// occupied, and stripes are the pattern that fits. Lower capacities or a larger chi tear the stripes into spots.

import type { Preset } from '../core/config.ts';
import { fillingWithGrowth } from './spots.ts';

export const labyrinth: Preset = {
  name: 'labyrinth',
  title: 'Labyrinth',
  watch: 'Stripes of one width grow everywhere at once and then mend their defects, ever more slowly.',
  expect:
    'Holes at t = 80, then stripes of one width from t = 100 on, u between 0.03 and 0.93; the mean of u falls from 0.65 to 0.32, for crowds above capacity die.',
  settings: { ...fillingWithGrowth(0.65, 9), until: 300, every: 2, view: { pace: 20 } },
};
