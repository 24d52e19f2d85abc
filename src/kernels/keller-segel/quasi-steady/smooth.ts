// Twin of shaders/keller-segel/quasi-steady/smooth.wgsl: one sweep over a level.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import type { ChemicalRates } from './layout.ts';
import { multigrid } from './multigrid.ts';

export const createSmooth =
  (grid: Grid, rates: ChemicalRates, before: boolean): Twin =>
  (arrays) => {
    const grids = multigrid(arrays, grid, rates);
    if (grids.busy) grids.sweep(grids.level(0), before);
  };
