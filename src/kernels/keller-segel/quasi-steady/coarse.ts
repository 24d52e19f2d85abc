// Twin of shaders/keller-segel/quasi-steady/coarse.wgsl: the coarse end of a V-cycle.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import type { ChemicalRates } from './layout.ts';
import { multigrid } from './multigrid.ts';

export const createCoarse =
  (grid: Grid, rates: ChemicalRates): Twin =>
  (arrays) => {
    const grids = multigrid(arrays, grid, rates);
    if (!grids.busy) return;
    const last = grids.rows - 1;
    for (let row = 0; row < last; row += 1) {
      grids.sweep(grids.level(row), true);
      grids.restrict(grids.level(row));
    }
    grids.solveLast(grids.level(last));
    for (let row = last - 1; row >= 0; row -= 1) {
      grids.prolong(grids.level(row));
      grids.sweep(grids.level(row), false);
    }
  };
