// Twin of shaders/two-state/lattice.wgsl in float64: how densities of movers lie in memory, and what a time does to those
// of one place. A mover goes one grid cell a lattice step, dx/v: the clock may stand between two of them, so the lattice
// keeps count of the ticks it is behind.

import type { Fields } from '../../core/backend.ts';
import { parameterField } from '../keller-segel/layout.ts';

/** Words of the array `lattice`. */
export const LATTICE = {
  /** Ticks that the state is behind the clock, less than a step. */
  pending: 0,
  /** Ticks of a lattice step; see `coarseness`. */
  unit: 1,
  /** Which half of `movers` holds the state. */
  slot: 2,
  /** 1 while a step is due. */
  due: 3,
} as const;
export const LATTICE_WORDS = 4;

/** A step of the clock has no more ticks than this: src/simulation/ticks.ts. */
const MOST_TICKS = 2 ** 30;

/** Ticks to one that the lattice counts: 1, but where a lowered speed makes a lattice step longer than any of the clock. */
export const coarseness = (parameters: Fields): number =>
  parameters.most_ticks < MOST_TICKS
    ? 1
    : Math.max(parameters.dx / (parameters[parameterField('speed')] * parameters.tick) / MOST_TICKS, 1);

/** Where density p of movers in one direction (0 right, 1 left) begins. */
export const moversAt = (nx: number, slot: number, direction: 0 | 1): number => (2 * slot + direction) * nx;

/** Densities of movers to the right and to the left at one place. */
export interface Pair {
  right: number;
  left: number;
}

/** Both densities after a time of reversals at constant rates, by the exact solution; written into `out`. */
export function reversed(
  right: number,
  left: number,
  aPlus: number,
  aMinus: number,
  time: number,
  out: Pair,
): void {
  const turns = (aPlus + aMinus) * time;
  const share = turns === 0 ? 1 : -Math.expm1(-turns) / turns;
  const moved = aPlus * time * share * right - aMinus * time * share * left;
  out.right = Math.max(right - moved, 0);
  out.left = Math.max(left + moved, 0);
}

/** Where movers that arrive at column i after `step` columns (1 to the right, -1 to the left) come from. */
export interface Origin {
  column: number;
  /** They came the other way, off the wall. */
  turned: boolean;
}

export function origin(i: number, step: 1 | -1, nx: number, periodic: boolean, out: Origin): void {
  const from = i - step;
  const inside = from >= 0 && from < nx;
  out.turned = !inside && !periodic;
  out.column = inside ? from : periodic ? (from + nx) % nx : i;
}
