// How far u is spread around its centre of mass: falls to zero in collapse, grows in spreading. In free space the
// minimal model obeys d<r^2>/dt = 4 D (1 - M/M_c) (virial theorem: Blanchet, Dolbeault & Perthame 2006).

import type { Grid } from '../core/grid.ts';
import type { Observable } from './observable.ts';
import { once } from './observable.ts';
import { secondMoment } from './second-moment.ts';

/** Root of the mean squared distance from the centre of mass, in lengths; 0 / 0 (not-a-number) without mass. */
export const spread = (u: ArrayLike<number>, grid: Grid): number => Math.sqrt(secondMoment(u, grid).variance);

const momentOf = once(({ config, snapshot }) => secondMoment(snapshot.u, config));

export const SPREAD: readonly Observable[] = [
  {
    name: 'u_spread',
    unit: 'length',
    doc: 'u: root of the mean squared distance from the centre of mass',
    of: (state) => Math.sqrt(momentOf(state).variance),
  },
  {
    name: 'u_second_moment',
    unit: 'density x length^4 (or length^3)',
    doc: 'u: integral of u times the squared distance from the centre of mass; none where a periodic axis has no centre',
    of: (state) => momentOf(state).value,
  },
];
