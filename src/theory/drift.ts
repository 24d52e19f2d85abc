// How fast a population moves where what its cells sense rises evenly: the rate of tumbling is then A (1 - s . e) for a
// heading e, with the same A and bias s everywhere. Cells drift along s. What is known depends on the dimension, see `drift`.

import type { Walk } from './diffusion.ts';
import { diffusionCoefficient, headingLossRate } from './diffusion.ts';

/** `exact` at any strength; `linear response` for weak biases: the error is of third order in s. */
export type DriftKind = 'exact' | 'linear response';

export interface Drift {
  /** Along the bias, L/T; not negative. */
  readonly value: number;
  readonly kind: DriftKind;
}

/**
 * Drift of tumbling cells for a bias of size `bias` >= 0, rates below zero counted as zero. `walk.tumbleRate` is A, the
 * mean over all headings of the rate before that; null where a rate is clipped in two dimensions, or never positive.
 *
 * One dimension: rates r+ = A (1 - s) and r- = A (1 + s) hold the fraction r-/(r+ + r-) of the cells on the way up, so the
 * drift is v (r- - r+)/(r+ + r-): v s up to s = 1, v above (NUMERICS, rows 9, 12; the persistence drops out).
 * Two dimensions, new headings isotropic (persistence 0, D_r 0): the density of headings is proportional to
 * 1/(1 - s cos), whose mean cosine is (1 - sqrt(1 - s^2))/s (row 12; Erban & Othmer 2004).
 * Otherwise linear response: v s lam (1 - persistence)/(d mu) (row 14; Locsei 2007).
 */
export function drift(walk: Walk, bias: number): Drift | null {
  const { dimension, speed, tumbleRate, persistence, rotationalDiffusion } = walk;
  const mu = headingLossRate(walk);
  if (!(tumbleRate > 0) || !(bias >= 0) || !(mu > 0)) return null;
  if (dimension === 1) return { value: speed * Math.min(bias, 1), kind: 'exact' };
  if (bias > 1) return null;
  if (persistence === 0 && rotationalDiffusion === 0) {
    // (1 - sqrt(1 - s^2))/s without its cancellation at small s.
    return { value: (speed * bias) / (1 + Math.sqrt(1 - bias ** 2)), kind: 'exact' };
  }
  return {
    value: (speed * bias * tumbleRate * (1 - persistence)) / (dimension * mu),
    kind: 'linear response',
  };
}

/**
 * Diffusion coefficient along x about that drift, L^2/T. Without bias v^2/(d mu); with one it is known in one dimension:
 * 4 v^2 q+ q-/(q+ + q-)^3 for reversals at rates q+-, half the tumbling rates times 1 - persistence (NUMERICS, row 9;
 * Othmer, Dunbar & Alt 1988); else null. With A = (q+ + q-)/(1 - persistence) that is v^2 (1 - s^2)/mu. Null, too, where cells
 * do not diffuse: where they never turn, and from a bias of 1 on, where in the end all run the same way.
 */
export function diffusionAboutDrift(walk: Walk, bias: number): number | null {
  if (!(headingLossRate(walk) > 0) || bias >= 1) return null;
  if (bias === 0) return diffusionCoefficient(walk);
  return walk.dimension === 2 ? null : diffusionCoefficient(walk) * (1 - bias ** 2);
}

/** Lifetimes of a heading after which a spread counts as growing evenly. */
const LIFETIMES = 3;

/**
 * Time from which cells spread about that drift by 2 d D t, T; null where they never do. Without bias the spread grows by
 * 2 d D (1 - e^{-mu t}): over [3/mu, 6/mu] a straight line is 1.4% less steep than 2 d D, over longer times less. With a
 * bias headings relax at the rate mu in one dimension; in two no slower than at (1 - s) mu, the tumbles' lowest rate.
 */
export function diffusesAfter(walk: Walk, bias: number): number | null {
  const rate = headingLossRate(walk) * (walk.dimension === 2 ? 1 - bias : 1);
  return rate > 0 && bias < 1 ? LIFETIMES / rate : null;
}
