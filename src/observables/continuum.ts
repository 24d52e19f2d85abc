// What is known of a continuum level of run-and-tumble cells along x, beside the observables of every field: where they are, and how
// fast they move on the whole. Its field v is the current.

import type { Grid } from '../core/grid.ts';
import { cellX } from '../core/grid.ts';
import { once, type Observable, type ObservedState } from './observable.ts';

const momentsOf = once(({ config, snapshot }: ObservedState) => alongX(snapshot.u, config));

/** Mean and variance of x, from the left edge as if x were not periodic; not-a-number without mass. */
function alongX(u: ArrayLike<number>, grid: Grid): { mean: number; variance: number } {
  let mass = 0;
  let first = 0;
  for (let i = 0; i < u.length; i += 1) {
    mass += u[i];
    first += u[i] * cellX(grid, i % grid.nx);
  }
  const mean = first / mass;
  let second = 0;
  for (let i = 0; i < u.length; i += 1) second += u[i] * (cellX(grid, i % grid.nx) - mean) ** 2;
  return { mean, variance: second / mass };
}

export const CONTINUUM: readonly Observable[] = [
  { name: 'mean_x', unit: 'length', doc: 'cells: mean of x', of: (state) => momentsOf(state).mean },
  {
    name: 'variance_x',
    unit: 'length^2',
    doc: 'cells: variance of x',
    of: (state) => momentsOf(state).variance,
  },
  {
    name: 'mean_velocity_x',
    unit: 'length/time',
    doc: 'cells: integral of the current along x over their number',
    of: ({ measurement: { u, v } }) => v.mass / u.mass,
  },
];
