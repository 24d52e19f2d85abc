// Time, step, and the mass and extremes of both fields: what the simulation itself measures, on its own device,
// plus the contrast of u.

import type { FieldStatistics } from '../core/simulation.ts';
import type { Observable } from './observable.ts';

export const CLOCK: readonly Observable[] = [
  { name: 't', unit: 'time', doc: 'simulated time', of: (state) => state.measurement.time },
  { name: 'steps', unit: '1', doc: 'steps taken so far', of: (state) => state.measurement.steps },
  {
    name: 'time_step',
    unit: 'time',
    doc: 'the step that would be tried next',
    of: (state) => state.measurement.timeStep,
  },
];

const DOCS = {
  mass: 'integral over the domain (area in 2D, length in 1D)',
  mean: 'mass divided by the size of the domain',
  min: 'lowest value of any cell',
  max: 'highest value of any cell',
} as const satisfies Partial<Record<keyof FieldStatistics, string>>;

const ofField = (field: 'u' | 'v'): readonly Observable[] =>
  (['mass', 'mean', 'min', 'max'] as const).map((name) => ({
    name: `${field}_${name}`,
    unit: name === 'mass' ? 'density x area (or length)' : 'density',
    doc: `${field}: ${DOCS[name]}`,
    of: (state) => state.measurement[field][name],
  }));

/** Standard deviation of the cells' values divided by their mean; 0 for a uniform field. */
function contrast(values: ArrayLike<number>): number {
  let sum = 0;
  for (let cell = 0; cell < values.length; cell++) sum += values[cell];
  const mean = sum / values.length;
  let squares = 0;
  for (let cell = 0; cell < values.length; cell++) squares += (values[cell] - mean) ** 2;
  return Math.sqrt(squares / values.length) / mean;
}

export const STATISTICS: readonly Observable[] = [
  ...ofField('u'),
  ...ofField('v'),
  {
    name: 'u_contrast',
    unit: '1',
    doc: 'u: standard deviation over the cells divided by the mean; grows at the rate of the instability',
    of: ({ snapshot }) => contrast(snapshot.u),
  },
];
