// What the Keller-Segel kernels share in memory: the clock, the extremes that steer it, and the parameters.
// Time is counted in ticks, 64 bits in two words: adding f32 steps to an f32 time would lose a step of 0.005
// at t = 1000 by 1 %, and compensated sums do not survive every GPU compiler's optimiser. Integers do.

import type { Status } from '../../core/simulation.ts';
import type { StructField, StructLayout } from '../../core/struct.ts';

/** `status` in the clock is an index into this list. */
export const STATUSES: readonly Status[] = [
  'running',
  'unresolved',
  'step-collapsed',
  'not-finite',
  'negative',
  'unstable-step',
  'negative-diffusion',
  // Faults that cells raise (kernels/run-and-tumble/layout.ts), in the order of their codes.
  'rate-not-finite',
  'too-many-tumbles',
  'too-many-rounds',
  // A quasi-steady chemical (kernels/keller-segel/quasi-steady/layout.ts).
  'chemical-unsolved',
];

export const CLOCK: StructLayout = {
  name: 'Clock',
  fields: [
    { name: 'time_low', type: 'u32', doc: 'simulated time in ticks, low word' },
    { name: 'time_high', type: 'u32', doc: 'high word' },
    { name: 'step_ticks', type: 'u32', doc: 'the step in progress; 0 probes the limit without moving' },
    { name: 'planned_ticks', type: 'u32', doc: 'the step the limit allows; 0 before the first probe' },
    { name: 'busy', type: 'u32', doc: '1 while there is something to do' },
    { name: 'slot', type: 'u32', doc: 'which half of u and v holds the current state' },
    { name: 'status', type: 'u32', doc: 'index into STATUSES' },
    { name: 'steps', type: 'u32', doc: 'steps accepted' },
    { name: 'rejected', type: 'u32', doc: 'steps thrown away' },
    { name: 'time', type: 'f32', doc: 'simulated time at the start of the step, for formulas' },
    { name: 'step', type: 'f32', doc: 'step_ticks in units of time' },
    {
      name: 'limit',
      type: 'f32',
      doc: 'largest local rate of the last step: a step must stay below 1/limit',
    },
    {
      name: 'narrow',
      type: 'f32',
      doc: 'how long high peaks have been too narrow, in units of what diffusion needs to widen them',
    },
    { name: 'density', type: 'f32', doc: 'largest density of the last step' },
    { name: 'taken', type: 'f32', doc: 'length of the step that was just accepted, 0 where none was' },
    { name: 'taken_time', type: 'f32', doc: 'time at its beginning' },
    {
      name: 'last',
      type: 'f32',
      doc: 'length of the newest accepted step, also while nothing is due; 0 before the first, and where the state before it was overwritten',
    },
  ],
};

/** Time to run to, written from outside before a batch. */
export const GOAL: StructLayout = {
  name: 'Goal',
  fields: [
    { name: 'time_low', type: 'u32', doc: 'in ticks, low word' },
    { name: 'time_high', type: 'u32', doc: 'high word' },
  ],
};

/** Largest values of a step over all cells; twin of shaders/keller-segel/extremes.wgsl. */
export const EXTREMES = {
  /** Local rate that limits the step, 1/time. */
  limit: 0,
  density: 1,
  /** |du/dt|. */
  change: 2,
  /** Rate at which the high peaks that are too narrow for the grid could widen by diffusion or rise by attraction. */
  narrowRate: 3,
  /** 1 where a new value is NaN or infinite. */
  notFinite: 4,
  /** 1 where a new density is below zero. */
  negative: 5,
  /** 1 where a diffusion formula gives a negative value. */
  negativeDiffusion: 6,
  /** Code of what is wrong with a cell, as a number. */
  fault: 7,
} as const;
export const EXTREMES_COUNT = 8;
/** The GPU spreads them over rows so that its threads do not all meet at one address; the twin fills row 0. */
export const EXTREMES_ROWS = 32;
/** One word behind the rows is none of the clock's: how often the followed cell has tumbled (run-and-tumble/trace.ts). */
export const FOLLOWED_TUMBLES = EXTREMES_ROWS * EXTREMES_COUNT;
export const EXTREMES_LENGTH = FOLLOWED_TUMBLES + 1;

const FIXED_FIELDS: readonly StructField[] = [
  { name: 'nx', type: 'u32', doc: 'cells along x' },
  { name: 'ny', type: 'u32', doc: 'cells along y' },
  { name: 'dx', type: 'f32', doc: 'cell size along x' },
  { name: 'dy', type: 'f32', doc: 'cell size along y' },
  { name: 'tick', type: 'f32', doc: 'unit of the clock' },
  { name: 'fixed_ticks', type: 'u32', doc: 'fixed step in ticks, 0 for an adaptive one' },
  { name: 'stop_when_unresolved', type: 'u32', doc: '1 or 0' },
  { name: 'most_ticks', type: 'u32', doc: 'longest step; short where a formula depends on t' },
  { name: 'zero', type: 'u32', doc: 'always 0: see rounded() in stage.wgsl' },
];

/** Name of a user's parameter in the struct: prefixed, so that no name can collide with WGSL's. */
export const parameterField = (name: string): string => `p_${name}`;

/** @param more Fields that another model's kernels need beside the grid's. */
export const parametersLayout = (
  names: readonly string[],
  more: readonly StructField[] = [],
): StructLayout => ({
  name: 'Parameters',
  fields: [
    ...FIXED_FIELDS,
    ...more,
    ...names.map((name): StructField => ({
      name: parameterField(name),
      type: 'f32',
      doc: `parameter ${name}`,
    })),
  ],
});
