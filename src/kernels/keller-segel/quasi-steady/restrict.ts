// Twin of shaders/keller-segel/quasi-steady/restrict.wgsl: hands what is left of the equation to the next coarser level.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import type { ChemicalRates } from './layout.ts';
import { multigrid } from './multigrid.ts';

export const createRestrict =
  (grid: Grid, rates: ChemicalRates): Twin =>
  (arrays) => {
    const grids = multigrid(arrays, grid, rates);
    if (grids.busy) grids.restrict(grids.level(0));
  };
