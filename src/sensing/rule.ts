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

/** Something inside a cell that is shown: part of its memory, or what follows from that and from what it senses. */
export interface InnerSpec extends MemorySpec {
  /** As drawn: `CheY-P`. */
  readonly title: string;
}

/** How fast the inside of a cell is: the shortest of these limits a step. */
export interface InnerTime {
  /** In words, with the parameters it is made of. */
  readonly name: string;
  /** T. */
  readonly value: number;
}

/** Of rules without memory. */
export const NO_MEMORY = new Float64Array(0);

export interface SensingRule {
  readonly name: string;
  readonly title: string;
  /** One sentence: what the cell does. */
  readonly doc: string;
  /** The law as TeX, for page and README. */
  readonly tex: string;
  /** Where the law comes from. */
  readonly source: string;
  /**
   * `tumbling`: runs straight at `speed`, tumbles at a rate. `steering`: goes at `speed`, its heading diffuses and is turned
   * towards what attracts it (in one dimension it turns round at a rate). `crawling`: overdamped motion down a potential,
   * with noise.
   */
  readonly motion: 'tumbling' | 'steering' | 'crawling';
  /** True where the law alone says how often cells tumble: there is no parameter `tumbleRate` then. */
  readonly setsRate?: boolean;
  /** How many cues it reads: 0 none, 1 the attractant, 2 the second cue as well. */
  readonly cues: 0 | 1 | 2;
  /** Keys of the config's formulas that are its own, beside the cues; each becomes a term. */
  readonly formulas: readonly ('ratePlus' | 'rateMinus')[];
  /** Choices among the settings that only this rule reads. */
  readonly choices?: readonly ('firstResponse' | 'secondResponse' | 'link')[];
  /** True where its cues are concentrations, which are never negative. */
  readonly concentrations?: boolean;
  /** Its parameters beside those of its motion (motion.ts). */
  readonly parameters: readonly ParameterSpec[];
  /** What a cell keeps from step to step. */
  readonly memory: readonly MemorySpec[];
  /** What is shown of its inside, six at most; none for rules without memory. */
  readonly inner: readonly InnerSpec[];
  /**
   * WGSL of the law: the constant CUES (cues.ts) and `fn tumble_rate(s: Sensed) -> f32`, or for crawling rules
   * `drift_velocity(s, own, memory) -> vec2<f32>` and `noise_strength(s, own, memory) -> f32`. Rules with memory: functions
   * of the same names as in Law, `tumble_rate(s, own, memory)` among them, that take `own: Own` (the cell's parameters that
   * vary from cell to cell, variety.ts) and `memory: Memory`, and return a Memory. What a rule leaves out is filled in by
   * hooks.ts, which also declares MEMORY, Memory, INNER and Inner.
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
   * Rate of tumbling (of steering cells: of turning round, in one dimension only), 1/T, not yet clipped at 0. `config` is the
   * one the law was made with; rules without memory do not look at `memory`.
   */
  tumbleRate(
    s: Sensed,
    values: RuleValues,
    terms: RuleTerms,
    config: WalkConfig,
    memory: Float64Array,
  ): number;
  /** Steering cells: what turns them, 1/T, a vector: the heading goes towards it at this rate times the sine between. */
  pull?(s: Sensed, values: RuleValues, memory: Float64Array, out: Float64Array): void;
  /** Steering cells: rotational diffusion, 1/T. */
  rotation?(s: Sensed, values: RuleValues, memory: Float64Array): number;
  /** Crawling rules: velocity, L/T, at that place with that memory. Written into `out` (x, y). */
  driftVelocity?(s: Sensed, values: RuleValues, memory: Float64Array, out: Float64Array): void;
  /** Crawling rules: diffusion coefficient of the noise, L^2/T. */
  noiseStrength?(s: Sensed, values: RuleValues, memory: Float64Array): number;
  /** Rules with memory: the memory after a time dt on a straight way from one point to another, in place. */
  remember?(from: Sensed, to: Sensed, values: RuleValues, memory: Float64Array, dt: number): void;
  /** Rules with memory: the memory of a cell that has been at that place for long. */
  rest?(s: Sensed, values: RuleValues, memory: Float64Array): void;
  /** Noise inside the cell over a step dt, from two standard normals, in place. Called only where `noisy`. */
  disturb?(s: Sensed, values: RuleValues, memory: Float64Array, dt: number, noise: Float64Array): void;
  /** Whether there is such noise for these parameters. */
  noisy?(values: RuleValues): boolean;
  /** What `inner` of the rule names, at that place with that memory. */
  inner?(s: Sensed, values: RuleValues, memory: Float64Array, out: Float64Array): void;
  /** Rules with memory: the times inside a cell. */
  times?(values: RuleValues): readonly InnerTime[];
  /** Tumbling rate of an adapted cell, 1/T, where that is not the parameter `tumbleRate`. */
  restingRate?(values: RuleValues): number;
}
