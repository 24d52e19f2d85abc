// The second moment of u about its centre of mass, and how fast it changes by the fluxes of the equation: what the virial
// theorem speaks of. On a periodic axis the centre is the circular mean and distances are the shorter way round; that means
// nothing for a crowd without a centre (uniform, or in equal parts on opposite sides), and then there is no value.

import { cellX, cellY, cellMeasure, dimension, dx, dy } from '../core/grid.ts';
import type { Boundary, Grid } from '../core/grid.ts';
import { wrap } from './neighbours.ts';

/** Length of the mean of the unit vectors of the positions on the circle; below it there is no centre to speak of. */
const LEAST_CENTRED = 0.1;

export interface SecondMoment {
  /** Integral of u |x - centre|^2; not-a-number where a periodic axis has no centre of mass. */
  readonly value: number;
  /** Mean squared distance from the centre, a number even where the centre is no place of its own. */
  readonly variance: number;
  /** Integral of u. */
  readonly mass: number;
  readonly centreX: number;
  readonly centreY: number;
  /**
   * How much of u is at the edge, farthest from the centre: 0 for a crowd in the midst of emptiness, 1 for a uniform
   * density. Diffusion adds to the moment at the rate 2 d D mass (1 - edge), exactly: by partial integration of
   * x^2 u_xx over the axis, whose ends are walls or the place opposite to the centre.
   */
  readonly edge: number;
}

/** @param u nx * ny values, index iy * nx + ix. */
export function secondMoment(u: ArrayLike<number>, grid: Grid): SecondMoment {
  const { nx, ny } = grid;
  const columns = new Float64Array(nx);
  const rows = new Float64Array(ny);
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      columns[ix] += u[iy * nx + ix];
      rows[iy] += u[iy * nx + ix];
    }
  }
  const total = columns.reduce((sum, value) => sum + value, 0);
  const mass = total * cellMeasure(grid);
  const x = axisMoment(columns, total, (ix) => cellX(grid, ix), grid.width, grid.boundaryX);
  const y: AxisMoment =
    dimension(grid) === 1
      ? { ...x, centre: 0, variance: 0 }
      : axisMoment(rows, total, (iy) => cellY(grid, iy), grid.height, grid.boundaryY);
  const variance = x.variance + y.variance;
  return {
    ...{ variance, mass, centreX: x.centre, centreY: y.centre, edge: (x.edge + y.edge) / 2 },
    value: x.centred && y.centred ? mass * variance : NaN,
  };
}

interface AxisMoment {
  readonly centre: number;
  readonly variance: number;
  readonly edge: number;
  readonly centred: boolean;
}

function axisMoment(
  weights: Float64Array,
  total: number,
  position: (index: number) => number,
  length: number,
  boundary: Boundary,
): AxisMoment {
  const count = weights.length;
  const periodic = boundary === 'periodic';
  let first = 0;
  let cosine = 0;
  let sine = 0;
  weights.forEach((weight, index) => {
    const angle = (2 * Math.PI * position(index)) / length;
    first += (weight * position(index)) / total;
    cosine += (weight * Math.cos(angle)) / total;
    sine += (weight * Math.sin(angle)) / total;
  });
  const turn = Math.atan2(sine, cosine) / (2 * Math.PI);
  const centre = periodic ? (turn - Math.floor(turn)) * length : first;
  let variance = 0;
  weights.forEach((weight, index) => {
    const away = position(index) - centre;
    const distance = periodic ? away - length * Math.round(away / length) : away;
    variance += (weight * distance * distance) / total;
  });
  if (periodic) {
    const opposite = Math.floor(((centre / length + 0.5) % 1) * count) % count;
    const edge = (weights[opposite] * count) / total;
    return { centre, variance, edge, centred: Math.hypot(cosine, sine) >= LEAST_CENTRED };
  }
  const nearFirst = (weights[0] * count * centre) / (total * length);
  const nearLast = (weights[count - 1] * count * (length - centre)) / (total * length);
  return { centre, variance, edge: nearFirst + nearLast, centred: true };
}

/**
 * d/dt of the second moment of u with the fluxes -D grad u + chi u grad v of the present fields, D and chi constant, growth 0:
 *   2 d D M (1 - edge) + 2 chi integral of u (x - centre) . grad v,
 * for any v, whether it is at rest or not. Centred differences of v: of second order in the spacing. The centre is taken
 * not to move, which on a periodic axis holds as long as the edge is empty. Not-a-number where the moment is.
 */
export function secondMomentRate(
  { u, v }: { readonly u: ArrayLike<number>; readonly v: ArrayLike<number> },
  grid: Grid,
  moment: SecondMoment,
  { diffusion, chi }: { readonly diffusion: number; readonly chi: number },
): number {
  if (Number.isNaN(moment.value)) return NaN;
  const { nx, ny, width, height, boundaryX, boundaryY } = grid;
  const plane = dimension(grid) === 2;
  const away = (position: number, centre: number, length: number, boundary: Boundary): number => {
    const distance = position - centre;
    return boundary === 'periodic' ? distance - length * Math.round(distance / length) : distance;
  };
  let attraction = 0;
  for (let iy = 0; iy < ny; iy++) {
    const up = wrap(iy + 1, ny, boundaryY);
    const down = wrap(iy - 1, ny, boundaryY);
    const fromY = plane ? away(cellY(grid, iy), moment.centreY, height, boundaryY) : 0;
    for (let ix = 0; ix < nx; ix++) {
      const right = wrap(ix + 1, nx, boundaryX);
      const left = wrap(ix - 1, nx, boundaryX);
      const vx = (v[iy * nx + right] - v[iy * nx + left]) / (2 * dx(grid));
      const vy = plane ? (v[up * nx + ix] - v[down * nx + ix]) / (2 * dy(grid)) : 0;
      const fromX = away(cellX(grid, ix), moment.centreX, width, boundaryX);
      attraction += u[iy * nx + ix] * (fromX * vx + fromY * vy);
    }
  }
  const spreading = 2 * dimension(grid) * diffusion * moment.mass * (1 - moment.edge);
  return spreading + 2 * chi * attraction * cellMeasure(grid);
}
