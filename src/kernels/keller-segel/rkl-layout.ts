// What the kernels of a super-time-step share in memory, beside what all schemes share (layout.ts): how far the step in
// progress is, and the extremes that its stages gather for its clock.

import type { StructField, StructLayout } from '../../core/struct.ts';
import { EXTREMES_ROWS } from './layout.ts';

/**
 * A step has as many stages as its length asks for, and the list of dispatches is fixed. So the list is no step but a round
 * of this many stages and a clock, which counts on and ends the step after its last stage. At most two dispatches of a step
 * are then idle, whatever its stages; a list as long as the longest step would have nearly all of them idle, one dispatch of
 * the clock after each stage would double their number, and planning the list by what was read back last would make the
 * solution depend on how long the batches happen to be.
 */
export const STAGES_A_ROUND = 3;

/** Steps of up to stretch(63) = 1007 of forward Euler's; rounding grows with the square of the stages, to 2e-4 of a change. */
export const MOST_STAGES = 63;

export const SUPER_STEP: StructLayout = {
  name: 'SuperStep',
  fields: [
    { name: 'stage', type: 'u32', doc: 'stages done of the step in progress, whole rounds' },
    { name: 'stages', type: 'u32', doc: 'stages it has: odd; 1 for a probe' },
    { name: 'evaluations', type: 'u32', doc: 'right-hand sides computed since the start' },
    { name: 'limit', type: 'f32', doc: 'largest local rate: forward Euler would have to stay below 1/limit' },
    {
      name: 'error',
      type: 'f32',
      doc: 'estimated error of the last step that stands, in units of the tolerance',
    },
    { name: 'rate', type: 'f32', doc: 'what a step had to stay below the reciprocal of then' },
  ],
};

/** More of the record `parameters`. */
export const TOLERANCE: StructField = {
  name: 'tolerance',
  type: 'f32',
  doc: 'error of a step over the largest value',
};

/** Largest values over all cells; twin of shaders/keller-segel/rkl-extremes.wgsl. */
export const RKL_EXTREMES = {
  /** Local rate that limits the step, 1/time. */
  limit: 0,
  /** What drift asks beside it, w^2/D: see rkl-stage.wgsl. */
  drift: 1,
  density: 2,
  chemical: 3,
  /** Estimated errors of the step. */
  errorU: 4,
  errorV: 5,
  narrowRate: 6,
  /** 1 where so, as the rest. */
  notFinite: 7,
  negative: 8,
  negativeDiffusion: 9,
} as const;
export const RKL_EXTREMES_COUNT = 10;
export const RKL_EXTREMES_LENGTH = EXTREMES_ROWS * RKL_EXTREMES_COUNT;
