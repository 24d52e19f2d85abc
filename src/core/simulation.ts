// What the page, the recorder and the command line know of a running simulation.

import type { Backend, Values } from './backend.ts';
import type { Tile } from './tile.ts';
import type { Config } from './config.ts';

export type Status =
  | 'running'
  | 'unresolved'
  | 'step-collapsed'
  | 'not-finite'
  | 'negative'
  | 'unstable-step'
  | 'negative-diffusion'
  | 'rate-not-finite'
  | 'too-many-tumbles'
  | 'too-many-rounds'
  | 'chemical-unsolved';

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
  /** What is known of the cells themselves; null for models that have fields only. */
  readonly cells: CellStatistics | null;
  /** Of a quasi-steady chemical: largest residual of its equation in the last step, as a share of the largest source. */
  readonly residual?: number;
  /** Ends of the means on the grid of the internal variable that is shown; absent where none is. */
  readonly inside?: InsideRange | null;
}

export interface InsideRange {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/**
 * Averages over the tracers: the first 2^20 cells, or all where there are fewer. Positions from the domain's lower left
 * corner; displacements since the start, across periodic edges as if the domain went on.
 */
export interface CellStatistics {
  /** Number of tracers. */
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly varianceX: number;
  readonly varianceY: number;
  readonly displacementX: number;
  readonly displacementY: number;
  /** Mean squared displacement. */
  readonly squaredDisplacement: number;
  /** Mean fourth power of the displacement. */
  readonly fourthDisplacement: number;
  /** Mean cosine between heading and gradient of the attractant: the chemotactic index. 0 where there is no gradient. */
  readonly alignment: number;
  /** Mean cosine between present and first heading. */
  readonly correlation: number;
  /** Internal variables that the rule names, over the tracers: mean and standard deviation of each. */
  readonly inner: Readonly<Record<string, InnerStatistics>>;
  /** Mean tumbling rate as the law has it where each cell is; null for cells that do not tumble. */
  readonly tumbleRate: number | null;
}

export interface InnerStatistics {
  readonly mean: number;
  readonly deviation: number;
}

/** Some cells, one entry each. */
export interface Cells {
  readonly time: number;
  /** Index of each cell: the same cell has the same index throughout a run. */
  readonly index: Uint32Array;
  /** Position, in [0, width] x [0, height]; y is 0 in one dimension. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Direction of running, radians from the x axis, in [0, 2 pi); 0 or pi in one dimension. */
  readonly heading: Float64Array;
  /** Times the cell went round each periodic axis, positive to the right and upwards. */
  readonly roundsX: Int32Array;
  readonly roundsY: Int32Array;
}

/** A rectangle of the domain, in lengths. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The cells of a model that has them. */
export interface Population {
  /** How many are simulated. */
  readonly count: number;
  /** The first `count` cells, all by default. Throws RangeError beyond their number. */
  read(count?: number): Promise<Cells>;
  /** All cells in a region in the order of their indices; null where there are more than `VISIBLE_CELLS`. */
  within(region: Region): Promise<Cells | null>;
  /** Internal variables of the first `count` cells, e.g. `level`: a number each. */
  memory(name: string, count?: number): Promise<Float64Array>;
  /**
   * Follows one cell from its next step on, in place of any other, or none. Resolves when the device does; rejects with
   * RangeError where there is no such cell. A run from a checkpoint follows none.
   */
  follow(index: number | null): Promise<void>;
  /** What the followed cell has been through, oldest step first; null where none is followed. */
  trace(): Promise<Trace | null>;
}

/** One cell, at the end of each step that it took while it was followed: an entry a step in every array. */
export interface Trace {
  /** Its index. */
  readonly cell: number;
  /** Steps since following began that are told no more: the device keeps the last 4096. */
  readonly lost: number;
  /** Number of each step, counted from the start of the run. */
  readonly step: Float64Array;
  /** Time at its end. */
  readonly t: Float64Array;
  /** Position, heading and rounds as in Cells. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly roundsX: Float64Array;
  readonly roundsY: Float64Array;
  readonly heading: Float64Array;
  /** The cues there; 0 where the rule does not read them. */
  readonly cue: Float64Array;
  readonly secondCue: Float64Array;
  /** Rate of tumbling there, not below 0; 0 for crawling cells. */
  readonly rate: Float64Array;
  /** Tumbles since following began. */
  readonly tumbles: Float64Array;
  /** What the rule shows of the cell's inside, by name. */
  readonly inner: Readonly<Record<string, Float64Array>>;
}

/** The same experiment at another level of description, on the same clock. */
export interface Companion {
  readonly level: string;
  readonly simulation: Simulation;
  /** Why it stands still while the others go on, as far as is known; null while it runs. */
  readonly stopped: string | null;
}

/** Everything a run needs to go on from where it was, on another device. */
export interface Checkpoint {
  readonly time: number;
  readonly steps: number;
  /** Arrays of the model by name. */
  readonly arrays: Readonly<Record<string, Values>>;
}

/** The inside of cells as a field: the mean of one internal variable over the cells of each grid cell. */
export interface InsideMap {
  /**
   * From now on what is drawn, measured and copied has the means of this variable; null: of none. Its kernels are compiled
   * when it is first asked for: resolves when that is done. Throws RangeError for one that the cells do not have.
   */
  show(name: string | null): Promise<void>;
  /** The variable that is shown; null for none, and while kernels are being compiled. */
  readonly shown: string | null;
}

export interface Snapshot {
  readonly time: number;
  readonly u: Float32Array;
  readonly v: Float32Array;
  /** Means of the internal variable that is shown, EMPTY (kernels/view/heat-map-layout.ts) where there are no cells. */
  readonly inside?: { readonly name: string; readonly values: Float32Array };
}

export interface Simulation {
  readonly config: Config;
  readonly backend: Backend;
  /** How the threads of its stages lie; null where the backend has no choice. */
  readonly tile: Tile | null;
  /**
   * Runs at most `steps` steps, stopping exactly at `target` (steps past it do nothing). Returns at once. Super-time-steps
   * are of several rounds: as many are run as the last measurement says, and one that is half done goes on next time.
   */
  run(steps: number, target: number): void;
  /** Asks for a measurement without waiting; at most one is under way. Null while none has come back. */
  poll(): Measurement | null;
  /** Measures now: waits for everything submitted so far. */
  measure(): Promise<Measurement>;
  /** Runs until `target` or until the run stops; `progress` is called now and then and may abort by returning false. */
  advance(target: number, progress?: (measurement: Measurement) => boolean): Promise<Measurement>;
  snapshot(): Promise<Snapshot>;
  /** The cells, for models that have them. */
  readonly population: Population | null;
  /** For models whose cells have an inside; else null. */
  readonly inside: InsideMap | null;
  /**
   * Other levels that run beside this one. What is submitted for one is submitted for all, so snapshots that are asked for
   * together are of one time, unless a level has stopped by itself.
   */
  readonly companions: readonly Companion[];
  /** Brings the fields `u` and `v` on the device up to date before they are drawn. Returns at once. */
  refresh(): void;
  checkpoint(): Promise<Checkpoint>;
  /** Their present values; those of `config` are what it began with. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Changes parameter values without recompiling. */
  setParameters(values: Readonly<Record<string, number>>): void;
  dispose(): void;
}
