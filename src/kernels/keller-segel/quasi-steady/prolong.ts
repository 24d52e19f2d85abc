// Twin of shaders/keller-segel/quasi-steady/prolong.wgsl: adds what the next coarser level found.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import type { ChemicalRates } from './layout.ts';
import { multigrid } from './multigrid.ts';

export const createProlong =
  (grid: Grid, rates: ChemicalRates): Twin =>
  (arrays) => {
    const grids = multigrid(arrays, grid, rates);
    if (grids.busy) grids.prolong(grids.level(0));
  };
