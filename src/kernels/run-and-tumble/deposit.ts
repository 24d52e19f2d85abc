// Twin of shaders/run-and-tumble/deposit.wgsl: counts the cells on the grid in whole units, `replicas` counters a grid
// cell. `cloud`: a cell is divided among the nearest grid centres (bilinear weights that sum to 4^cloud_bits), otherwise it
// counts 1 where it is. `always`: also where no step is due.

import type { Twin } from '../../core/backend.ts';
import { multiply } from '../../core/fixed.ts';
import type { Grid } from '../../core/grid.ts';
import { dimension } from '../../core/grid.ts';
import { record, words } from '../arrays.ts';

/** Position along one axis in grid cells: whole cells and 2^-32 of them. */
function gridPosition(units: number, n: number, periodic: boolean): readonly [number, number] {
  const [low, high] = multiply(periodic ? units : (units << 1) >>> 0, n);
  return [high, low];
}

interface Share {
  /** Grid cell at the lower side, -1 for none. */
  readonly lower: number;
  /** What the one at the upper side gets, in 2^-cloud_bits. */
  readonly upper: number;
}

/** How a cell is divided along one axis: by the distance from the centres on both sides, rounded to the nearest unit. */
function share([whole, part]: readonly [number, number], bits: number): Share {
  const fraction = (part - 0x80000000) >>> 0;
  const lower = whole - (part < 0x80000000 ? 1 : 0);
  return { lower, upper: ((fraction >>> (31 - bits)) + 1) >>> 1 };
}

/** Index along an axis of n cells, one step beyond its ends at most. */
const inside = (index: number, n: number, periodic: boolean): number =>
  periodic ? (index + n) % n : Math.min(Math.max(index, 0), n - 1);

export interface DepositKind {
  readonly cloud: boolean;
  readonly always: boolean;
}

export function createDeposit(grid: Grid, { cloud, always }: DepositKind): Twin {
  const twoDimensional = dimension(grid) === 2;
  const periodicX = grid.boundaryX === 'periodic';
  const periodicY = grid.boundaryY === 'periodic';

  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const position = words(arrays[2]);
    const counts = words(arrays[3]);
    if (!always && clock.busy === 0) return;
    const { nx, ny, replicas, cloud_bits: bits } = parameters;
    const add = (ix: number, iy: number, replica: number, weight: number): void => {
      const g = inside(iy, ny, periodicY) * nx + inside(ix, nx, periodicX);
      counts[g * replicas + replica] += weight;
    };
    const whole = 2 ** bits;
    for (let i = 0; i < parameters.cells; i += 1) {
      const replica = i & (replicas - 1);
      const atX = gridPosition(position[2 * i], nx, periodicX);
      const atY = gridPosition(position[2 * i + 1], ny, periodicY);
      if (!cloud) {
        add(atX[0], atY[0], replica, 1);
        continue;
      }
      const x = share(atX, bits);
      if (!twoDimensional) {
        add(x.lower, 0, replica, (whole - x.upper) * whole);
        add(x.lower + 1, 0, replica, x.upper * whole);
        continue;
      }
      const y = share(atY, bits);
      add(x.lower, y.lower, replica, (whole - x.upper) * (whole - y.upper));
      add(x.lower + 1, y.lower, replica, x.upper * (whole - y.upper));
      add(x.lower, y.lower + 1, replica, (whole - x.upper) * y.upper);
      add(x.lower + 1, y.lower + 1, replica, x.upper * y.upper);
    }
  };
}
