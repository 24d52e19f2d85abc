// Twin of shaders/reduce/partial.wgsl: the share of one thread after another.

import type { Twin } from '../../core/backend.ts';
import { numbers, record } from '../arrays.ts';
import { empty, join, summaryOf } from './fold.ts';
import { CHUNK, PARTIAL } from './layout.ts';

export const partial: Twin = (arrays) => {
  const parameters = record(arrays[0]);
  const clock = record(arrays[1]);
  const u = numbers(arrays[2]);
  const v = numbers(arrays[3]);
  const partials = numbers(arrays[4]);
  const cells = parameters.nx * parameters.ny;
  const current = clock.slot * cells;
  const threads = Math.ceil(cells / CHUNK);
  for (let thread = 0; thread < threads; thread += 1) {
    let ofU = empty();
    let ofV = empty();
    for (let i = thread; i < cells; i += threads) {
      ofU = join(ofU, summaryOf(u[current + i]));
      ofV = join(ofV, summaryOf(v[current + i]));
    }
    partials.set(
      [ofU.sum, ofU.low, ofU.high, ofU.notFinite, ofV.sum, ofV.low, ofV.high, ofV.notFinite],
      PARTIAL * thread,
    );
  }
};
