// What a sensing rule is: from what a cell senses along its run to how often it tumbles, or, for cells that crawl, to how
// fast they go. The law stands twice, in WGSL (shaders/sensing/<name>.wgsl) and here in float64, same names and order of
// lines. To add a rule: a folder here with its law, a file there, and its line in index.ts.

import type { WalkConfig } from '../core/config.ts';
import type { ParameterSpec } from '../core/setting.ts';

/** What a cell meets at one point of its path. Twin of the WGSL struct `Sensed` in shaders/run-and-tumble/sensed.wgsl. */
export interface Sensed {
  x: number;
  y: number;
  t: number;
  /** Unit vector of its heading; ey is 0 in one dimension. */
  ex: number;
  ey: number;
  /** First cue (attractant): value, gradient, and rate of change that the running cell meets: v e . grad c + dc/dt. */
  c: number;
  cx: number;
  cy: number;
  ct: number;
  /** Second cue likewise; 0 unless the rule reads it. */
  a: number;
  ax: number;
  ay: number;
  at: number;
}

/** One to be filled in. */
export const nothingSensed = (): Sensed => ({
  x: 0,
  y: 0,
  t: 0,
  ex: 0,
  ey: 0,
  c: 0,
  cx: 0,
  cy: 0,
  ct: 0,
  a: 0,
  ax: 0,
  ay: 0,
  at: 0,
});

/** The rule's own formulas (`cues` aside) as functions of the place, e.g. `ratePlus`. */
export type RuleTerms = Readonly<Record<string, (x: number, y: number, t: number) => number>>;
/** Values of the parameters by name (not by struct field). */
export type RuleValues = Readonly<Record<string, number>>;

/** Internal state of a cell, one number each. */
export interface MemorySpec {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
}

export interface SensingRule {
  readonly name: string;
  readonly title: string;
  /** One sentence: what the cell does. */
  readonly doc: string;
  /** The law as TeX, for page and README. */
  readonly tex: string;
  /** Where the law comes from. */
  readonly source: string;
  /** `tumbling`: runs straight at `speed`, tumbles at a rate. `crawling`: overdamped motion down a potential, with noise. */
  readonly motion: 'tumbling' | 'crawling';
  /** How many cues it reads: 0 none, 1 the attractant, 2 the second cue as well. */
  readonly cues: 0 | 1 | 2;
  /** Keys of the config's formulas that are its own, beside the cues; each becomes a term. */
  readonly formulas: readonly ('ratePlus' | 'rateMinus')[];
  /** Its parameters beside those of its motion (motion.ts). */
  readonly parameters: readonly ParameterSpec[];
  readonly memory: readonly MemorySpec[];
  /**
   * WGSL of the law: the constant CUES (cues.ts) and `fn tumble_rate(s: Sensed) -> f32`, or for crawling rules
   * `drift_velocity(s, memory) -> vec2<f32>` and `noise_strength(s, memory) -> f32`. Rules with memory: the constant MEMORY,
   * `alias Memory = array<f32, MEMORY>`, `remember(s, memory, dt) -> Memory` and `rest(s) -> Memory`.
   */
  wgsl(config: WalkConfig): string;
  readonly law: Law;
  /**
   * Where the cue is a chemical v that the cells make: the slope of the response R (of -potential, for crawling rules), as a
   * formula in v and the rule's parameters. Keller-Segel fields with the cells' coefficients are built of it. Null where
   * the answer is not to one chemical alone.
   */
  readonly responseSlope: string | null;
  /**
   * ln of the stationary density up to a constant, where cells keep their number between reflecting walls, fields stand
   * still and no rate is clipped at 0; null where no formula in the cues gives it (`rates`: see theory). For tumbling rules
   * it is lam (1 - persistence) times the response R, whose rate of change along the run the law subtracts:
   * rate = lam (1 - dR/dt). Source: NUMERICS, rows 10, 12, 15-17.
   */
  potential(values: RuleValues, cue: { c: number; a: number }, config: WalkConfig): number | null;
}

export interface Law {
  /**
   * Rate of tumbling, 1/T, not yet clipped at 0. Called only for tumbling rules. `config` is the one the law was made with.
   */
  tumbleRate(s: Sensed, values: RuleValues, terms: RuleTerms, config: WalkConfig): number;
  /** Crawling rules: velocity, L/T, at that place with that memory. Written into `out` (x, y). */
  driftVelocity?(s: Sensed, values: RuleValues, memory: Float64Array, out: Float64Array): void;
  /** Crawling rules: diffusion coefficient of the noise, L^2/T. */
  noiseStrength?(s: Sensed, values: RuleValues, memory: Float64Array): number;
  /** Rules with memory: the memory after a step of length dt at that place, in place. */
  remember?(s: Sensed, values: RuleValues, memory: Float64Array, dt: number): void;
  /** Rules with memory: the memory of a cell that has been at that place for long. */
  rest?(s: Sensed, values: RuleValues, memory: Float64Array): void;
}
