// Twin of shaders/fokker-planck/show.wgsl in float64: the current along x at the centres, the mean of both faces' fluxes.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';
import { createFluxes } from './flux.ts';

export function createFokkerPlanckShow(grid: Grid): Twin {
  const cells = grid.nx * grid.ny;
  const flux = createFluxes(grid);
  return (arrays) => {
    const clock = record(arrays[1]);
    const coefficients = numbers(arrays[2]);
    const u = numbers(arrays[3]);
    const v = numbers(arrays[4]);
    const current = clock.slot * cells;
    flux.update(u.subarray(current, current + cells), coefficients);
    for (let i = 0; i < cells; i += 1) {
      const l = flux.left[i];
      v[current + i] = 0.5 * ((l === i ? 0 : flux.x[l]) + flux.x[i]);
    }
  };
}
