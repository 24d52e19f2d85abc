// Two adapting cells on a line whose drift is known exactly (adapting-drift.ts): one that forgets what it sensed at a constant
// rate, and one with the receptors of E. coli in an exponential gradient. Rotational diffusion has no meaning there.

import type { AdaptingState } from './adapting-drift.ts';
import { adaptingState } from './adapting-drift.ts';
import type { Motor, Receptors } from './mwc.ts';
import { activity, adaptationFlow, adaptationSlope, adaptedEnergy, tumbleRate } from './mwc.ts';

export interface LinearAdaptation {
  /** tau, T. */
  readonly time: number;
  /** r(z), rate of reversals, 1/T. */
  readonly rate: (z: number) => number;
  /** s = v g, unit of z per time: speed times gradient. */
  readonly signal: number;
  /** L/T. */
  readonly speed: number;
}

/** z' = -z/tau +- s (Erban and Othmer 2004, SIAM J. Appl. Math. 65, 361; NUMERICS, row 19). Null as in `adaptingState`. */
export const linearAdaptation = ({ time, rate, signal, speed }: LinearAdaptation): AdaptingState | null =>
  adaptingState({
    relaxation: (z) => z / time,
    relaxationSlope: () => 1 / time,
    rest: 0,
    scale: Infinity,
    rate,
    signal,
    speed,
  });

/** Drift, L/T. */
export const linearAdaptationDrift = (cell: LinearAdaptation): number | null =>
  linearAdaptation(cell)?.drift ?? null;

/**
 * <z^2> with a constant rate of reversals: (s tau)^2/(1 + 2 r tau) (NUMERICS, row 20). From <(z^2)'> = 0, <z^2> = s tau <z e>, and
 * from <(z e)'> = 0, <z e> (1/tau + 2 r) = s, for a heading e = +-1. Unit of z squared.
 */
export const linearAdaptationVariance = (time: number, rate: number, signal: number): number =>
  (signal * time) ** 2 / (1 + 2 * rate * time);

export interface MwcCell {
  readonly receptors: Receptors;
  readonly motor: Motor;
  /** L/T. */
  readonly speed: number;
  /** Mean cosine of a tumble's turn: on a line a tumble reverses with probability (1 - persistence)/2. */
  readonly persistence: number;
  /** d f/dx, 1/L: G where c ~ e^{G x} and K_I << c << K_A. */
  readonly gradient: number;
}

/**
 * F' = -h(F) +- N v G, without a filter between receptors and motor (NUMERICS, row 23). Also where N v G is above the largest
 * |h|, N al k_R: long runs then saturate the receptors (a near 0), the density of F is the wider the steeper the gradient, and
 * the drift falls as its bound does, drift < al k_R/G (runs up cannot outlast adaptation), which it approaches.
 */
export const mwcAdaptation = (cell: MwcCell): AdaptingState | null =>
  adaptingState({
    relaxation: (energy) => adaptationFlow(cell.receptors, energy),
    relaxationSlope: (energy) => adaptationSlope(cell.receptors, energy),
    rest: adaptedEnergy(cell.receptors),
    scale: 1,
    rate: (energy) => ((1 - cell.persistence) / 2) * tumbleRate(cell.motor, activity(energy)),
    signal: cell.receptors.size * cell.speed * cell.gradient,
    speed: cell.speed,
  });

/** Drift, L/T. */
export const mwcExponentialDrift = (cell: MwcCell): number | null => mwcAdaptation(cell)?.drift ?? null;
