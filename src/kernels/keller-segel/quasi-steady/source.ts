// Twin of shaders/keller-segel/quasi-steady/source.wgsl: what is produced in the current state, and its v to begin from.

import type { Twin } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import { cellX, cellY } from '../../../core/grid.ts';
import { numbers, record } from '../../arrays.ts';
import type { Terms } from '../terms.ts';
import { SLOT } from '../terms.ts';

export function createSource(grid: Grid, terms: Terms, parameterFields: readonly string[]): Twin {
  const { nx, ny } = grid;
  const slots = new Float64Array(SLOT.parameters + parameterFields.length);
  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const u = numbers(arrays[2]);
    const v = numbers(arrays[3]);
    const source = numbers(arrays[4]);
    const solution = numbers(arrays[5]);
    if (clock.busy === 0) return;
    const current = clock.slot * nx * ny;
    parameterFields.forEach((field, index) => {
      slots[SLOT.parameters + index] = parameters[field];
    });
    slots[SLOT.t] = clock.time;
    slots[SLOT.v] = 0;
    for (let iy = 0, i = 0; iy < ny; iy += 1) {
      slots[SLOT.y] = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, i += 1) {
        slots[SLOT.x] = cellX(grid, ix);
        slots[SLOT.u] = u[current + i];
        source[i] = terms.production(slots);
        solution[i] = v[current + i];
      }
    }
  };
}
