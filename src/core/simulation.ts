// What the page, the recorder and the command line know of a running simulation.

import type { Backend } from './backend.ts';
import type { Config } from './config.ts';

export type Status =
  | 'running'
  | 'unresolved'
  | 'step-collapsed'
  | 'not-finite'
  | 'negative'
  | 'unstable-step'
  | 'negative-diffusion';

export interface FieldStatistics {
  /** Integral over the domain: density times length (1D) or area (2D). */
  readonly mass: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Cells holding NaN or infinity. */
  readonly notFinite: number;
}

export interface Measurement {
  readonly time: number;
  readonly steps: number;
  /** Steps tried and thrown away because the step was too long for the state it met. */
  readonly rejected: number;
  /** The step that will be tried next. */
  readonly timeStep: number;
  readonly status: Status;
  /** One sentence when status is not `running`: what happened and what to do. */
  readonly reason: string | null;
  readonly u: FieldStatistics;
  readonly v: FieldStatistics;
}

export interface Snapshot {
  readonly time: number;
  readonly u: Float32Array;
  readonly v: Float32Array;
}

export interface Simulation {
  readonly config: Config;
  readonly backend: Backend;
  /** Runs at most `steps` steps, stopping exactly at `target` (steps past it do nothing). Returns at once. */
  run(steps: number, target: number): void;
  /** Asks for a measurement without waiting; at most one is under way. Null while none has come back. */
  poll(): Measurement | null;
  /** Measures now: waits for everything submitted so far. */
  measure(): Promise<Measurement>;
  /** Runs until `target` or until the run stops; `progress` is called now and then and may abort by returning false. */
  advance(target: number, progress?: (measurement: Measurement) => boolean): Promise<Measurement>;
  snapshot(): Promise<Snapshot>;
  /** Changes parameter values without recompiling. */
  setParameters(values: Readonly<Record<string, number>>): void;
  dispose(): void;
}
