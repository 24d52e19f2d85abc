// The cell beside a cell, across the domain's edges: a periodic axis wraps, a no-flux axis mirrors (the field's even
// extension, which is what no flux means).

import type { Boundary } from '../core/grid.ts';

/** Index in [0, count) of the cell at any integer position along an axis of `count` cells. */
export function wrap(position: number, count: number, boundary: Boundary): number {
  const period = boundary === 'periodic' ? count : 2 * count;
  const inside = ((position % period) + period) % period;
  return inside < count ? inside : 2 * count - 1 - inside;
}
