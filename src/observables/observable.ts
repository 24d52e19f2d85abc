// What an observable is: one number, with its unit, from one state of a run. To add one, write a file beside this
// one and name it in index.ts; it then is a column of observables.csv.

import type { Config } from '../core/config.ts';
import type { Measurement, Snapshot } from '../core/simulation.ts';

export interface ObservedState {
  readonly config: Config;
  readonly snapshot: Snapshot;
  /** Measured at the same time as the snapshot was taken. */
  readonly measurement: Measurement;
}

export interface Observable {
  /** Column name: a whole word or words joined by `_`. */
  readonly name: string;
  /** In terms of the user's own units of time, length and density; '1' for a pure number. */
  readonly unit: string;
  readonly doc: string;
  /** Not-a-number where the quantity has no value, e.g. the wavelength of a uniform field. */
  readonly of: (state: ObservedState) => number;
}

/** Computes `of` once for each state, for observables that come out of the same work. */
export function once<T>(of: (state: ObservedState) => T): (state: ObservedState) => T {
  const known = new WeakMap<ObservedState, { readonly value: T }>();
  return (state) => {
    const found = known.get(state) ?? { value: of(state) };
    known.set(state, found);
    return found.value;
  };
}
