// Twin of shaders/run-and-tumble/collect.wgsl: lists the cells inside a rectangle, edges included; here in the order of their
// indices. Word 0 of `visible`, 0 before, counts them all, listed or not.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { dimension } from '../../core/grid.ts';
import { record, words } from '../arrays.ts';
import { TURN, VISIBLE, VISIBLE_CELLS } from './layout.ts';

export function createCollect(grid: Grid): Twin {
  const twoDimensional = dimension(grid) === 2;

  return (arrays) => {
    const parameters = record(arrays[0]);
    const region = record(arrays[1]);
    const position = words(arrays[2]);
    const heading = words(arrays[3]);
    const rounds = words(arrays[4]);
    const visible = words(arrays[5]);
    for (let i = 0; i < parameters.cells; i += 1) {
      const x = (position[2 * i] / TURN) * parameters.period_x;
      const y = (position[2 * i + 1] / TURN) * parameters.period_y;
      if (x < region.left || x > region.right) continue;
      if (twoDimensional && (y < region.bottom || y > region.top)) continue;
      const listed = visible[0];
      visible[0] += 1;
      if (listed >= VISIBLE_CELLS) continue;
      visible.set([i, position[2 * i], position[2 * i + 1], heading[i], rounds[i]], 1 + VISIBLE * listed);
    }
  };
}
