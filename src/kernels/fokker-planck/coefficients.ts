// Twin of shaders/fokker-planck/coefficients.wgsl in float64: diffusion and drift at the right and upper face of each grid
// cell, fitted so that the scheme's steady state is exact.

import type { Fields, Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { cellX, cellY, dimension, dx as cellWidth, dy as cellHeight } from '../../core/grid.ts';
import { numbers, record } from '../arrays.ts';

/** At one place: L^2/T and L/T. */
export interface Coefficients {
  diffusion: number;
  driftX: number;
  driftY: number;
}

/** Where they come from. */
export interface Source {
  /** Once at the beginning of a run of a kernel. */
  update(parameters: Fields): void;
  at(x: number, y: number, t: number, out: Coefficients): void;
}

/** Numbers a cell: diffusion and velocity at its right face, then at its upper one. */
export const FACES = 4;
const GAUSS = 0.5 * Math.sqrt(3 / 5);

const empty = (): Coefficients => ({ diffusion: 0, driftX: 0, driftY: 0 });

/** @param atEnd At the end of the step instead of its beginning. */
export function createCoefficients(grid: Grid, source: Source, atEnd: boolean): Twin {
  const { nx, ny } = grid;
  const [dx, dy] = [cellWidth(grid), cellHeight(grid)];
  const twoDimensional = dimension(grid) === 2;
  const periodicX = grid.boundaryX === 'periodic';
  const periodicY = grid.boundaryY === 'periodic';
  const [before, at, after] = [empty(), empty(), empty()];

  /** Writes diffusion and velocity of the face at (x, y) across the axis into `out`, from index `k` on. */
  const face = (x: number, y: number, t: number, alongX: boolean, out: Float64Array, k: number): void => {
    const offX = alongX ? GAUSS * dx : 0;
    const offY = alongX ? 0 : GAUSS * dy;
    source.at(x - offX, y - offY, t, before);
    source.at(x, y, t, at);
    source.at(x + offX, y + offY, t, after);
    const drifts = !(before.diffusion > 0 && at.diffusion > 0 && after.diffusion > 0);
    const ratio = (c: Coefficients): number => {
      const drift = alongX ? c.driftX : c.driftY;
      return drifts ? drift : drift / c.diffusion;
    };
    const mean = (5 * (ratio(before) + ratio(after)) + 8 * ratio(at)) / 18;
    out[k] = at.diffusion;
    out[k + 1] = drifts ? mean : at.diffusion * mean;
  };

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const coefficients = numbers(arrays[2]);
    source.update(parameters);
    const t = clock.time + (atEnd ? clock.step : 0);
    for (let iy = 0, g = 0; iy < ny; iy += 1) {
      const y = cellY(grid, iy);
      for (let ix = 0; ix < nx; ix += 1, g += 1) {
        const x = cellX(grid, ix);
        coefficients.fill(0, FACES * g, FACES * (g + 1));
        if (periodicX || ix + 1 < nx) face(x + 0.5 * dx, y, t, true, coefficients, FACES * g);
        if (twoDimensional && (periodicY || iy + 1 < ny))
          face(x, y + 0.5 * dy, t, false, coefficients, FACES * g + 2);
      }
    }
  };
}
