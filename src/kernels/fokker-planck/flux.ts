// Twin of shaders/fokker-planck/flux.wgsl in float64, all faces at once: the flux through the right and through the upper
// face of every cell, of which its neighbour has the same. A wall's face lets nothing through.

import type { Grid } from '../../core/grid.ts';
import { dx as cellWidth, dy as cellHeight } from '../../core/grid.ts';
import { faceFlux } from '../keller-segel/face-flux.ts';
import { neighbours } from '../keller-segel/neighbours.ts';
import { FACES } from './coefficients.ts';

export interface Fluxes {
  /** The cells to the left and below; a cell is its own neighbour at a wall. */
  readonly left: Int32Array;
  readonly below: Int32Array;
  /** Density x L/T, through the right and the upper faces. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  update(density: Float64Array, coefficients: Float64Array): void;
}

export function createFluxes(grid: Grid): Fluxes {
  const cells = grid.nx * grid.ny;
  const { left, right, below, above } = neighbours(grid);
  const [dx, dy] = [cellWidth(grid), cellHeight(grid)];
  const x = new Float64Array(cells);
  const y = new Float64Array(cells);
  return {
    left,
    below,
    x,
    y,
    update(density, coefficients) {
      for (let i = 0; i < cells; i += 1) {
        const k = FACES * i;
        x[i] = faceFlux(density[i], density[right[i]], coefficients[k + 1], coefficients[k], dx);
        if (grid.ny > 1)
          y[i] = faceFlux(density[i], density[above[i]], coefficients[k + 3], coefficients[k + 2], dy);
      }
    },
  };
}

/** Rate at which a cell can lose what it holds through its two faces along one axis, from above. */
export const leaving = (
  diffusionBefore: number,
  velocityBefore: number,
  diffusionAfter: number,
  velocityAfter: number,
  h: number,
): number =>
  (diffusionBefore + diffusionAfter) / (h * h) +
  (Math.max(velocityAfter, 0) + Math.max(-velocityBefore, 0)) / h;
