// Twin of shaders/run-and-tumble/moments-total.wgsl: joins what the groups of tracers left.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { MOMENTS, MOMENTS_COUNT, MOMENTS_GROUPS } from './layout.ts';
import { join, noMoments } from './moments-fold.ts';

export const momentsTotal: Twin = (arrays) => {
  const partials = numbers(arrays[1]);
  const moments = record(arrays[2]);
  const sums = noMoments();
  for (let group = 0; group < MOMENTS_GROUPS; group += 1) {
    const names = MOMENTS.fields.map(({ name }, k) => [name, partials[MOMENTS_COUNT * group + k]] as const);
    join(sums, Object.fromEntries(names));
  }
  Object.assign(moments, sums);
};
