// Neighbour tables for the float64 twins. At a no-flux wall a cell is its own neighbour: equal values, so no flux.

import type { Grid } from '../../core/grid.ts';

export interface Neighbours {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly below: Int32Array;
  readonly above: Int32Array;
}

export function neighbours(grid: Grid): Neighbours {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const left = new Int32Array(cells);
  const right = new Int32Array(cells);
  const below = new Int32Array(cells);
  const above = new Int32Array(cells);
  const wrap = (index: number, count: number, periodic: boolean): number =>
    periodic ? (index + count) % count : Math.min(Math.max(index, 0), count - 1);
  for (let iy = 0; iy < ny; iy += 1) {
    for (let ix = 0; ix < nx; ix += 1) {
      const i = iy * nx + ix;
      left[i] = iy * nx + wrap(ix - 1, nx, grid.boundaryX === 'periodic');
      right[i] = iy * nx + wrap(ix + 1, nx, grid.boundaryX === 'periodic');
      below[i] = wrap(iy - 1, ny, grid.boundaryY === 'periodic') * nx + ix;
      above[i] = wrap(iy + 1, ny, grid.boundaryY === 'periodic') * nx + ix;
    }
  }
  return { left, right, below, above };
}
