// Twin of shaders/two-state/step.wgsl in float64: one lattice step of the master equation. Half of the reversals, then every
// mover goes one cell on, then the other half.

import type { Twin } from '../../core/backend.ts';
import type { Grid } from '../../core/grid.ts';
import { numbers, record, words } from '../arrays.ts';
import { gather } from '../keller-segel/gather.ts';
import { EXTREMES, parameterField } from '../keller-segel/layout.ts';
import type { Origin, Pair } from './lattice.ts';
import { LATTICE, moversAt, origin, reversed } from './lattice.ts';

export function createLatticeStep(grid: Grid): Twin {
  const { nx } = grid;
  const periodic = grid.boundaryX === 'periodic';
  const right = new Float64Array(nx);
  const left = new Float64Array(nx);
  const pair: Pair = { right: 0, left: 0 };
  const from: Origin = { column: 0, turned: false };
  return (arrays) => {
    const parameters = record(arrays[0]);
    const lattice = words(arrays[1]);
    const rates = numbers(arrays[2]);
    const movers = numbers(arrays[3]);
    const extremes = numbers(arrays[4]);
    if (lattice[LATTICE.due] === 0) return;
    const next = lattice[LATTICE.slot];
    const halfStep = (0.5 * parameters.dx) / parameters[parameterField('speed')];
    const [oldRight, oldLeft] = [moversAt(nx, 1 - next, 0), moversAt(nx, 1 - next, 1)];
    const [newRight, newLeft] = [moversAt(nx, next, 0), moversAt(nx, next, 1)];
    for (let i = 0; i < nx; i += 1) {
      reversed(movers[oldRight + i], movers[oldLeft + i], rates[2 * i], rates[2 * i + 1], halfStep, pair);
      right[i] = pair.right;
      left[i] = pair.left;
    }
    for (let i = 0; i < nx; i += 1) {
      origin(i, 1, nx, periodic, from);
      const comingRight = from.turned ? left[from.column] : right[from.column];
      origin(i, -1, nx, periodic, from);
      const comingLeft = from.turned ? right[from.column] : left[from.column];
      reversed(comingRight, comingLeft, rates[2 * i], rates[2 * i + 1], halfStep, pair);
      movers[newRight + i] = pair.right;
      movers[newLeft + i] = pair.left;
      // The clock sees it at its next step.
      const finite = Number.isFinite(pair.right + pair.left + rates[2 * i] + rates[2 * i + 1]);
      if (!finite) gather(extremes, EXTREMES.notFinite, 1);
    }
  };
}
