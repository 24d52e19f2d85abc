// Twin of shaders/fokker-planck/stage.wgsl in float64: one stage of a Fokker-Planck step. Where the shader's threads ask
// their neighbours, the twin first fills arrays with the fluxes of all faces.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';
import { gather } from '../keller-segel/gather.ts';
import { EXTREMES } from '../keller-segel/layout.ts';
import { FACES } from './coefficients.ts';
import { createFluxes, leaving } from './flux.ts';

export function createFokkerPlanckStage(grid: Grid, stage: 1 | 2): Twin {
  const { nx, ny } = grid;
  const cells = nx * ny;
  const twoDimensional = ny > 1;
  const [dx, dy] = [cellWidth(grid), cellHeight(grid)];
  const density = new Float64Array(cells);
  const flux = createFluxes(grid);
  const { left, below } = flux;

  return (arrays) => {
    const clock = record(arrays[1]);
    const coefficients = numbers(arrays[2]);
    const u = numbers(arrays[3]);
    const stageU = numbers(arrays[4]);
    const carry = numbers(arrays[5]);
    const extremes = numbers(arrays[6]);
    if (clock.busy === 0) return;
    const current = clock.slot * cells;
    for (let i = 0; i < cells; i += 1) density[i] = u[current + i] + (stage === 2 ? stageU[i] : 0);
    flux.update(density, coefficients);

    for (let i = 0; i < cells; i += 1) {
      const here = density[i];
      const k = FACES * i;
      const l = left[i];
      const wallL = l === i; // the face is not the right face of any other cell
      let rate = ((wallL ? 0 : flux.x[l]) - flux.x[i]) / dx;
      const beforeD = wallL ? 0 : coefficients[FACES * l];
      const beforeW = wallL ? 0 : coefficients[FACES * l + 1];
      let limit = leaving(beforeD, beforeW, coefficients[k], coefficients[k + 1], dx);
      if (twoDimensional) {
        const b = below[i];
        const wallB = b === i;
        rate += ((wallB ? 0 : flux.y[b]) - flux.y[i]) / dy;
        const lowerD = wallB ? 0 : coefficients[FACES * b + 2];
        const lowerW = wallB ? 0 : coefficients[FACES * b + 3];
        limit += leaving(lowerD, lowerW, coefficients[k + 2], coefficients[k + 3], dy);
      }

      let change = clock.step * rate;
      let next = here + change;
      if (stage === 1) {
        stageU[i] = change;
      } else {
        change = 0.5 * (stageU[i] + change);
        const base = u[current + i];
        const exact = change + carry[i];
        next = base + exact;
        carry[i] = exact - (next - base);
        u[cells - current + i] = next;
      }

      gather(extremes, EXTREMES.limit, limit);
      gather(extremes, EXTREMES.density, Math.abs(here));
      if (!Number.isFinite(next)) gather(extremes, EXTREMES.notFinite, 1);
      if (next < 0) gather(extremes, EXTREMES.negative, 1);
      if (Math.min(coefficients[k], coefficients[k + 2]) < 0) gather(extremes, EXTREMES.negativeDiffusion, 1);
    }
  };
}
