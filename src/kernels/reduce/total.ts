// Twin of shaders/reduce/total.wgsl: joins what the threads left.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import type { Summary } from './fold.ts';
import { empty, join } from './fold.ts';
import { CHUNK, PARTIAL } from './layout.ts';

export const total: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const partials = numbers(arrays[1]);
  const statistics = record(arrays[2]);
  const partial = (chunk: number, field: 0 | 1): Summary => {
    const p = PARTIAL * chunk + 4 * field;
    return { sum: partials[p], low: partials[p + 1], high: partials[p + 2], notFinite: partials[p + 3] };
  };
  const chunks = Math.ceil((parameters.nx * parameters.ny) / CHUNK);
  let ofU = empty();
  let ofV = empty();
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    ofU = join(ofU, partial(chunk, 0));
    ofV = join(ofV, partial(chunk, 1));
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
