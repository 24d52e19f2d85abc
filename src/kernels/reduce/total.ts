// Twin of shaders/reduce/total.wgsl: joins what the threads left.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import type { Summary } from './fold.ts';
import { empty, join } from './fold.ts';
import { CHUNK, PARTIAL, THREADS } from './layout.ts';

export const total: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const partials = numbers(arrays[1]);
  const statistics = record(arrays[2]);
  const partial = (chunk: number, field: 0 | 1): Summary => {
    const p = PARTIAL * chunk + 4 * field;
    return { sum: partials[p], low: partials[p + 1], high: partials[p + 2], notFinite: partials[p + 3] };
  };
  const keep = (chunk: number, ofU: Summary, ofV: Summary): void =>
    partials.set(
      [ofU, ofV].flatMap(({ sum, low, high, notFinite }) => [sum, low, high, notFinite]),
      PARTIAL * chunk,
    );
  const chunks = Math.ceil((parameters.nx * parameters.ny) / CHUNK);
  const left = Math.min(THREADS, chunks);
  for (let thread = 0; thread < left; thread += 1) {
    let ofU = empty();
    let ofV = empty();
    for (let chunk = thread; chunk < chunks; chunk += THREADS) {
      ofU = join(ofU, partial(chunk, 0));
      ofV = join(ofV, partial(chunk, 1));
    }
    keep(thread, ofU, ofV);
  }
  let totalU = empty();
  let totalV = empty();
  for (let thread = 0; thread < left; thread += 1) {
    totalU = join(totalU, partial(thread, 0));
    totalV = join(totalV, partial(thread, 1));
  }
  Object.assign(statistics, {
    u_sum: totalU.sum,
    u_min: totalU.low,
    u_max: totalU.high,
    u_not_finite: totalU.notFinite,
    v_sum: totalV.sum,
    v_min: totalV.low,
    v_max: totalV.high,
    v_not_finite: totalV.notFinite,
  });
};
