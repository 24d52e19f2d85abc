// What a check is: an experiment whose answer is known without a computer, run on a backend, and what came out beside it.
// To add one, write it in a file of its subject and name it in index.ts; `tumble validate`, the tests and
// docs/validation.md take it from there.
//
// A check knows no platform: it is handed a way to make backends, and disposes of none, for whoever runs it does.

import type { Backend } from '../core/backend.ts';
import type { ModelName } from '../core/config.ts';

export interface CheckContext {
  readonly backend: Backend['name'];
  /** A fresh backend for one run. */
  createBackend(): Backend;
  /** How much of the check is done, in [0, 1]; throws where it is to end early. */
  progress(fraction: number): void;
}

/** One number that was measured, and what it must be. */
export interface Quantity {
  readonly quantity: string;
  /** In the user's own units of length and time, e.g. `length^2/time`; '1' for a pure number. */
  readonly unit: string;
  readonly measured: number;
  readonly exact: number;
  /** Largest |measured - exact| that passes. */
  readonly tolerance: number;
  /** Where the tolerance comes from, in words. */
  readonly toleranceFrom: string;
  readonly pass: boolean;
}

export interface Curve {
  readonly name: string;
  readonly kind: 'measured' | 'exact';
  readonly points: readonly (readonly [number, number])[];
}

export interface Axis {
  readonly label: string;
  readonly unit: string;
  readonly scale?: 'linear' | 'logarithmic';
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
}

export interface CheckResult {
  /** At least one. */
  readonly quantities: readonly Quantity[];
  readonly plot?: Plot;
}

/** Settings as a user writes them: see src/config. */
export type Settings = Readonly<Record<string, unknown>>;

export interface Check {
  /** Kebab-case, unique. */
  readonly name: string;
  /** Rows of the table of exact answers (rows.ts) that it covers; none for checks beyond that table. */
  readonly rows: readonly number[];
  readonly title: string;
  readonly model: ModelName;
  /** Among those that the tests run: ends within about five seconds on the reference. */
  readonly quick: boolean;
  /** Where the exact answer comes from. */
  readonly source: string;
  /** What is run; settings that are not named have their defaults. */
  readonly settings: Settings;
  /** What is varied, and the start where no setting says it. */
  readonly varied?: string;
  run(context: CheckContext): Promise<CheckResult>;
}

/** The settings as one line: `nx = 32, sensitivity = c*u, parameters.c = 4`. */
export function shownSettings({ settings, varied }: Pick<Check, 'settings' | 'varied'>): string {
  const shown = Object.entries(settings).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([parameter, number]) => `${parameter} = ${number}`)
      : [`${name} = ${String(value)}`],
  );
  return [...shown, ...(varied === undefined ? [] : [varied])].join(', ');
}

/** The context of one of `count` parts that take about as long as each other. */
export const part = (context: CheckContext, index: number, count: number): CheckContext => ({
  ...context,
  progress: (fraction) => context.progress((index + fraction) / count),
});
