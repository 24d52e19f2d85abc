// The model of `spots` with capacity 1/2: occupied and free space are alike, and stripes form a labyrinth.

import type { Preset } from '../core/config.ts';
import { fillingWithGrowth } from './spots.ts';

export const labyrinth: Preset = {
  name: 'labyrinth',
  title: 'Labyrinth',
  watch: 'Stripes of one width grow everywhere at once and then mend their defects, ever more slowly.',
  expect: '',
  settings: { ...fillingWithGrowth(0.65, 9), until: 300, every: 2, view: { pace: 20 } },
};
