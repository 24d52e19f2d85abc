// How far u is spread around its centre of mass: falls to zero in collapse, grows in spreading. In free space the
// minimal model obeys d<r^2>/dt = 4 D (1 - M/M_c) (virial theorem: Blanchet, Dolbeault & Perthame 2006).
// On a periodic axis the centre is the circular mean and distances are the shorter way round.

import { cellX, cellY, dimension } from '../core/grid.ts';
import type { Boundary, Grid } from '../core/grid.ts';
import type { Observable } from './observable.ts';

/** Root of the mean squared distance from the centre of mass, in lengths; 0 / 0 (not-a-number) without mass. */
export function spread(u: ArrayLike<number>, grid: Grid): number {
  const { nx, ny } = grid;
  const columns = new Float64Array(nx);
  const rows = new Float64Array(ny);
  for (let cell = 0; cell < u.length; cell++) {
    columns[cell % nx] += u[cell];
    rows[Math.floor(cell / nx)] += u[cell];
  }
  const x = variance(columns, (ix) => cellX(grid, ix), grid.width, grid.boundaryX);
  if (dimension(grid) === 1) return Math.sqrt(x);
  return Math.sqrt(x + variance(rows, (iy) => cellY(grid, iy), grid.height, grid.boundaryY));
}

/** Mean squared distance from the weighted centre along one axis. */
function variance(
  weights: Float64Array,
  position: (index: number) => number,
  length: number,
  boundary: Boundary,
): number {
  let mass = 0;
  let first = 0;
  let cosine = 0;
  let sine = 0;
  weights.forEach((weight, index) => {
    const angle = (2 * Math.PI * position(index)) / length;
    mass += weight;
    first += weight * position(index);
    cosine += weight * Math.cos(angle);
    sine += weight * Math.sin(angle);
  });
  const centre = boundary === 'periodic' ? (Math.atan2(sine, cosine) * length) / (2 * Math.PI) : first / mass;
  let second = 0;
  weights.forEach((weight, index) => {
    const away = position(index) - centre;
    const distance = boundary === 'periodic' ? away - length * Math.round(away / length) : away;
    second += weight * distance * distance;
  });
  return second / mass;
}

export const SPREAD: readonly Observable[] = [
  {
    name: 'u_spread',
    unit: 'length',
    doc: 'u: root of the mean squared distance from the centre of mass',
    of: ({ config, snapshot }) => spread(snapshot.u, config),
  },
];
