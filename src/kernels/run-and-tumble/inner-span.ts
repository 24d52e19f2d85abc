// Twin of shaders/run-and-tumble/inner-span.wgsl in float64: smallest and largest value of the shown internal variable.

import type { Twin } from '../../core/backend.ts';
import { numbers, record, words } from '../arrays.ts';
import { createInside } from './inside.ts';
import { NO_SPAN, SPAN_THREADS } from './layout.ts';
import type { CellOptions } from './sensed.ts';

export function createInnerSpan(options: CellOptions): Twin {
  const inside = createInside(options);
  const values = new Float64Array(options.rule.inner.length);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const { variable } = record(arrays[1]);
    const clock = record(arrays[2]);
    const [position, heading] = [words(arrays[3]), words(arrays[4])];
    const [memory, v] = [numbers(arrays[5]), numbers(arrays[6])];
    const partials = numbers(arrays[7]);
    inside.update(parameters, clock, { position, heading, memory, v });
    for (let k = 0; k < 2 * SPAN_THREADS; k += 1) partials[k] = NO_SPAN[k % 2];
    for (let i = 0; i < parameters.cells; i += 1) {
      inside.inner(i, values);
      const value = values[variable];
      if (!Number.isFinite(value)) continue;
      const at = 2 * (i % SPAN_THREADS);
      partials[at] = Math.min(partials[at], value);
      partials[at + 1] = Math.max(partials[at + 1], value);
    }
  };
}
