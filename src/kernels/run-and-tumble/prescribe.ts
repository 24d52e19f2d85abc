// Twin of shaders/run-and-tumble/prescribe.wgsl: writes the prescribed attractant at the centres of the grid cells, where it
// is drawn and measured; the cells themselves read the formula. Also where no step is due.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { cellX, cellY } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';
import type { CellTerms } from './terms.ts';

export function createPrescribe(grid: Grid, terms: CellTerms): Twin {
  const { attractant } = terms.functions;
  if (!attractant) throw new Error('only a prescribed attractant has a formula');

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const v = numbers(arrays[2]);
    terms.update(parameters);
    const cells = parameters.nx * parameters.ny;
    for (let g = 0; g < cells; g += 1) {
      const x = cellX(grid, g % parameters.nx);
      const y = cellY(grid, Math.floor(g / parameters.nx));
      v[clock.slot * cells + g] = attractant(x, y, clock.time);
    }
  };
}
