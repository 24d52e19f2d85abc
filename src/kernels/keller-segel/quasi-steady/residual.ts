// Twin of shaders/keller-segel/quasi-steady/residual.wgsl: how far v is from fulfilling its equation, and its place in the
// state.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight } from '../../../core/grid.ts';
import { numbers, record } from '../../arrays.ts';
import { gather } from '../gather.ts';
import { neighbours } from '../neighbours.ts';
import type { ChemicalRates } from './layout.ts';

/** Largest values over all cells by which a solution is judged. */
export const JUDGED = { residual: 0, source: 1, chemical: 2 } as const;

/** Which slot a solution becomes the v of: 1 the current one, if it is good enough, 2 the next, 0 none. */
export type Keep = 0 | 1 | 2;

export function createResidual(grid: Grid, rates: ChemicalRates, keep: Keep): Twin {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const dx = cellWidth(grid);
  const dy = cellHeight(grid);
  const { left, right, below, above } = neighbours(grid);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const solver = record(arrays[2]);
    const source = numbers(arrays[3]);
    const solution = numbers(arrays[4]);
    const shift = numbers(arrays[5]);
    const v = numbers(arrays[6]);
    const extremes = numbers(arrays[7]);
    if (clock.busy === 0) return;
    const { diffusion, decay } = rates(parameters);
    for (let i = 0; i < cells; i += 1) {
      const here = solution[i];
      const produced = source[i] - shift[0];

      let spread = (solution[left[i]] - here + (solution[right[i]] - here)) / (dx * dx);
      if (ny > 1) spread += (solution[below[i]] - here + (solution[above[i]] - here)) / (dy * dy);
      const residual = diffusion * spread + produced - decay * here;

      if (keep === 1 && solver.reached === 1) v[clock.slot * cells + i] = here;
      if (keep === 2) v[(1 - clock.slot) * cells + i] = here;
      gather(extremes, JUDGED.residual, Math.abs(residual));
      gather(extremes, JUDGED.source, Math.abs(produced));
      gather(extremes, JUDGED.chemical, Math.abs(here));
    }
  };
}
