// Twin of shaders/two-state/show.wgsl in float64: density and current at the clock's time, which may be a part of a lattice
// step after the state's.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { numbers, record, words } from '../arrays.ts';
import { parameterField } from '../keller-segel/layout.ts';
import type { Origin, Pair } from './lattice.ts';
import { LATTICE, moversAt, origin, reversed } from './lattice.ts';

export function createLatticeShow(grid: Grid): Twin {
  const { nx } = grid;
  const periodic = grid.boundaryX === 'periodic';
  const right = new Float64Array(nx);
  const left = new Float64Array(nx);
  const pair: Pair = { right: 0, left: 0 };
  const from: Origin = { column: 0, turned: false };
  return (arrays) => {
    const parameters = record(arrays[0]);
    const clock = record(arrays[1]);
    const lattice = words(arrays[2]);
    const rates = numbers(arrays[3]);
    const movers = numbers(arrays[4]);
    const u = numbers(arrays[5]);
    const v = numbers(arrays[6]);
    const slot = lattice[LATTICE.slot];
    const unit = lattice[LATTICE.unit];
    const part = unit > 0 ? lattice[LATTICE.pending] / unit : 0;
    const speed = parameters[parameterField('speed')];
    const halfTime = (0.5 * part * parameters.dx) / speed;
    const [atRight, atLeft] = [moversAt(nx, slot, 0), moversAt(nx, slot, 1)];
    for (let i = 0; i < nx; i += 1) {
      reversed(movers[atRight + i], movers[atLeft + i], rates[2 * i], rates[2 * i + 1], halfTime, pair);
      right[i] = pair.right;
      left[i] = pair.left;
    }
    for (let i = 0; i < nx; i += 1) {
      origin(i, 1, nx, periodic, from);
      const enteringRight = from.turned ? left[from.column] : right[from.column];
      origin(i, -1, nx, periodic, from);
      const enteringLeft = from.turned ? right[from.column] : left[from.column];
      const thereRight = right[i] * (1 - part) + enteringRight * part;
      const thereLeft = left[i] * (1 - part) + enteringLeft * part;
      reversed(thereRight, thereLeft, rates[2 * i], rates[2 * i + 1], halfTime, pair);
      u[clock.slot * nx + i] = pair.right + pair.left;
      v[clock.slot * nx + i] = speed * (pair.right - pair.left);
    }
  };
}
