// Twin of shaders/run-and-tumble/inner-deposit.wgsl: adds the shown internal variable up over the cells of each grid cell, in
// whole units of its span.

import type { Twin } from '../../core/backend.ts';
import { multiply } from '../../core/fixed.ts';
import { numbers, record, words } from '../arrays.ts';
import { createInside } from './inside.ts';
import type { CellOptions } from './sensed.ts';

/** The grid cell along one axis that a position lies in. */
const gridIndex = (units: number, n: number, periodic: boolean): number =>
  multiply(periodic ? units : (units << 1) >>> 0, n)[1];

export function createInnerDeposit(options: CellOptions): Twin {
  const { grid } = options;
  const periodicX = grid.boundaryX === 'periodic';
  const periodicY = grid.boundaryY === 'periodic';
  const inside = createInside(options);
  const values = new Float64Array(options.rule.inner.length);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const { variable, inner_bits: bits } = record(arrays[1]);
    const clock = record(arrays[2]);
    const [position, heading] = [words(arrays[3]), words(arrays[4])];
    const [memory, v] = [numbers(arrays[5]), numbers(arrays[6])];
    const span = record(arrays[7]);
    const counts = words(arrays[8]);
    inside.update(parameters, clock, { position, heading, memory, v });
    const { nx, ny, replicas, cells } = parameters;
    const width = span.most - span.least;
    for (let i = 0; i < cells; i += 1) {
      inside.inner(i, values);
      const value = values[variable];
      if (!Number.isFinite(value) || !(width > 0)) continue;
      const place = Math.min(Math.max((value - span.least) / width, 0), 1);
      const units = Math.round(place * (2 ** bits - 1));
      const ix = gridIndex(position[2 * i], nx, periodicX);
      const iy = gridIndex(position[2 * i + 1], ny, periodicY);
      counts[(iy * nx + ix) * replicas + (i & (replicas - 1))] += units;
    }
  };
}
