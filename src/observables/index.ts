// All observables, in the order of the columns of observables.csv.

import { PEAK } from './peak.ts';
import { PEAKS } from './peaks.ts';
import { SPREAD } from './spread.ts';
import { CLOCK, STATISTICS } from './statistics.ts';
import { WAVELENGTH } from './wavelength.ts';
import type { Observable, ObservedState } from './observable.ts';

export type { Observable, ObservedState } from './observable.ts';

export const OBSERVABLES: readonly Observable[] = [
  ...CLOCK,
  ...STATISTICS,
  ...PEAK,
  ...PEAKS,
  ...SPREAD,
  ...WAVELENGTH,
];

/** One row of the table: every observable of that state. */
export const observe = (state: ObservedState): number[] =>
  OBSERVABLES.map((observable) => observable.of(state));
