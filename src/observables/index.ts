// All observables, in the order of the columns of observables.csv. Models with cells have more of them.

import { cellObservables } from './cells.ts';
import { PEAK } from './peak.ts';
import { PEAKS } from './peaks.ts';
import { SPREAD } from './spread.ts';
import { CLOCK, STATISTICS } from './statistics.ts';
import { WAVELENGTH } from './wavelength.ts';
import type { Config } from '../core/config.ts';
import type { Observable, ObservedState } from './observable.ts';

export { columnHistogram } from './histogram.ts';
export type { Observable, ObservedState } from './observable.ts';

/** Observables of the density u and the chemical v. */
export const FIELD_OBSERVABLES: readonly Observable[] = [
  ...CLOCK,
  ...STATISTICS,
  ...PEAK,
  ...PEAKS,
  ...SPREAD,
  ...WAVELENGTH,
];

/** The observables of an experiment. */
export const observablesOf = (config: Config): readonly Observable[] =>
  config.model === 'run-and-tumble' ? [...FIELD_OBSERVABLES, ...cellObservables(config)] : FIELD_OBSERVABLES;

/** One row of the table: every observable of that state. */
export const observe = (state: ObservedState): number[] =>
  observablesOf(state.config).map((observable) => observable.of(state));
