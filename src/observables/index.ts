// All observables, in the order of the columns of observables.csv. Models with cells have more of them.

import { cellObservables } from './cells.ts';
import { CONTINUUM } from './continuum.ts';
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
export function observablesOf(config: Config): readonly Observable[] {
  switch (config.model) {
    case 'keller-segel':
      return FIELD_OBSERVABLES;
    case 'run-and-tumble':
      return [...FIELD_OBSERVABLES, ...cellObservables(config)];
    case 'two-state':
    case 'fokker-planck':
      return [...FIELD_OBSERVABLES, ...CONTINUUM];
  }
}

/** One row of the table: every observable of that state. */
export const observe = (state: ObservedState): number[] =>
  observablesOf(state.config).map((observable) => observable.of(state));
