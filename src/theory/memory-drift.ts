// Drift of tumbling cells that remember, in a weak even gradient, in any dimension. The rate of tumbles follows what a cell met on
// its own way through a linear filter, lam [1 - int_0^inf K(t) c(x(now - t)) dt], with c(x) = g . x and e the heading along g:
//   0 = d<e>/dt = -mu <e> + lam (1 - persistence) <e int K c>         mu = lam (1 - persistence) + (d - 1) D_r
//   <e(0) x(-t)> = v int_t^inf <e(0) e(-s)> ds = (v/(d mu)) e^{-mu t}   to first order: with the headings of free cells
// so that drift = v <e> = (v^2 g/d) (lam (1 - persistence)/mu^2) Khat(mu), Khat the Laplace transform of K.
// Sources: de Gennes 2004, Eur. Biophys. J. 33, 691; Locsei 2007, J. Math. Biol. 55, 41 (persistence, rotational diffusion);
// Celani and Vergassola 2010, PNAS 107, 1391; NUMERICS, row 18.
//
// It holds where what K brings is small against 1, so that rates are never clipped and headings are nearly even, for tumbles that
// take no time, far from walls. Where int K is not 0 the mean rate changes from place to place: lam is then the rate at this place.

import type { Motor, Receptors } from './mwc.ts';
import { adaptedActivity, adaptationTime, tumbleRate } from './mwc.ts';

/** A walk as in diffusion.ts, of any dimension. */
export interface FreeWalk {
  readonly dimension: 1 | 2 | 3;
  /** L/T. */
  readonly speed: number;
  /** lam, rate of tumbles without a signal, 1/T. */
  readonly tumbleRate: number;
  /** Mean cosine of a tumble's turn, -1 to 1. */
  readonly persistence: number;
  /** 1/T; without meaning in one dimension. */
  readonly rotationalDiffusion: number;
}

/**
 * K(t) = direct delta(t) + L e^{-L t} [w1 + w2 L t + w3 (L t)^2/2]: what is sensed now, and the three levels of a cascade of equal
 * first-order filters. Weights have the unit 1/c. The weights sum to 0 for a cell that adapts perfectly.
 */
export interface CascadeKernel {
  readonly direct: number;
  /** L, 1/T. */
  readonly rate: number;
  readonly weights: readonly [number, number, number];
}

/** Khat(s) = direct + w1 L/(L + s) + w2 (L/(L + s))^2 + w3 (L/(L + s))^3, 1/c; s in 1/T. */
export function cascadeTransform({ direct, rate, weights }: CascadeKernel, s: number): number {
  const passed = rate / (rate + s);
  return direct + passed * (weights[0] + passed * (weights[1] + passed * weights[2]));
}

/** Drift along the gradient, L/T, of a cell whose kernel has this Laplace transform; null for one that nothing turns. */
export function responseDrift(
  walk: FreeWalk,
  transform: (s: number) => number,
  gradient: number,
): number | null {
  const { dimension, speed, rotationalDiffusion } = walk;
  const turns = walk.tumbleRate * (1 - walk.persistence);
  const mu = turns + (dimension - 1) * rotationalDiffusion;
  if (!(mu > 0)) return null;
  return ((speed ** 2 * gradient) / dimension) * (turns / mu ** 2) * transform(mu);
}

/** The same for a cascade; gradient in c/L. */
export const memoryDrift = (walk: FreeWalk, kernel: CascadeKernel, gradient: number): number | null =>
  responseDrift(walk, (s) => cascadeTransform(kernel, s), gradient);

export interface MwcWalk extends Omit<FreeWalk, 'tumbleRate'> {
  readonly receptors: Receptors;
  readonly motor: Motor;
  /** tau_Y of y' = (a/a0 - y)/tau_Y between receptors and motor, whose rate is then z0 + (1/tau) y^H; T, 0 for none. */
  readonly filterTime: number;
  /** df/dx, 1/L: G where c ~ e^{G x} and K_I << c << K_A, elsewhere times `logarithmicSensitivity`. */
  readonly gradient: number;
}

/**
 * Drift of cells with the receptors of E. coli in a shallow gradient, L/T. About the adapted activity A the receptors pass on
 * F = N (s tau_a/(1 + s tau_a)) f, a = -A (1 - A) F; then come the filter, 1/(1 + s tau_Y), and the motor, (H/tau) (A/a0)^H a/A:
 *   lam Khat(s) = (N H/tau) (A/a0)^H (1 - A) (s tau_a/(1 + s tau_a))/(1 + s tau_Y).
 * Shallow: N G times the length of a run, v/mu, is well below 1/H. On a line, with tau_Y = 0, it is the limit of
 * `mwcExponentialDrift`.
 */
export function mwcWeakDrift(cell: MwcWalk): number | null {
  const { receptors, motor, filterTime, gradient } = cell;
  const adapted = adaptedActivity(receptors);
  const rate = tumbleRate(motor, adapted);
  const gain = (receptors.size * motor.exponent * (1 - adapted) * (rate - motor.baseRate)) / rate;
  const memory = adaptationTime(receptors);
  const transform = (s: number): number => (gain * ((s * memory) / (1 + s * memory))) / (1 + s * filterTime);
  return responseDrift({ ...cell, tumbleRate: rate }, transform, gradient);
}
