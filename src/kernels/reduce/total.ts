// Twin of shaders/reduce/total.wgsl: joins the chunks.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import type { Summary } from './fold.ts';
import { empty, join } from './fold.ts';
import { CHUNK, PARTIAL } from './layout.ts';

export const total: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const partials = numbers(arrays[1]);
  const statistics = record(arrays[2]);
  const partial = (group: number, field: 0 | 1): Summary => {
    const p = PARTIAL * group + 4 * field;
    return { sum: partials[p], low: partials[p + 1], high: partials[p + 2], notFinite: partials[p + 3] };
  };
  const groups = Math.ceil((parameters.nx * parameters.ny) / CHUNK);
  let ofU = empty();
  let ofV = empty();
  for (let group = 0; group < groups; group += 1) {
    ofU = join(ofU, partial(group, 0));
    ofV = join(ofV, partial(group, 1));
  }
  Object.assign(statistics, {
    u_sum: ofU.sum,
    u_min: ofU.low,
    u_max: ofU.high,
    u_not_finite: ofU.notFinite,
    v_sum: ofV.sum,
    v_min: ofV.low,
    v_max: ofV.high,
    v_not_finite: ofV.notFinite,
  });
};
