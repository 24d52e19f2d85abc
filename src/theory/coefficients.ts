// What run-and-tumble cells look like from afar: diffusion coefficient and drift of their Fokker-Planck equation at each place,
//   dp/dt = -div(drift p - D grad p),
// with D outside the gradient, as balance of the headings has it where the speed is the same everywhere.
//
// It is the limit of many tumbles within the distances and times that are looked at. In one dimension it is exact in p's
// zero-flux density at any bias; the long-time spread about a finite drift is D (1 - (drift/v)^2), see drift.ts. In two
// dimensions both are linear response: the error is of third order in the bias in the drift, of second in D.
// Sources: Schnitzer 1993, Phys. Rev. E 48, 2553; Othmer and Hillen 2000, SIAM J. Appl. Math. 61, 751; NUMERICS 1 and rows 6, 14.

import type { Walk } from './diffusion.ts';
import { diffusionCoefficient, headingLossRate } from './diffusion.ts';
import type { RateAt, SensedField } from './sensed-field.ts';

export interface Coefficients {
  /** D_eff = v^2/(d mu), L^2/T; Infinity where nothing ever turns. */
  readonly diffusion: number;
  /** v_eff = v s A (1 - persistence)/(d mu), L/T, along x and y; y is 0 in one dimension. */
  readonly driftX: number;
  readonly driftY: number;
}

/**
 * A is the mean rate and s the bias there: the rate is A (1 - s . e) for a heading e. On a line rates below 0 count as 0
 * first, and with persistence -1 (every tumble a reversal) the result is v^2/(r+ + r-) and v (r- - r+)/(r+ + r-). In the
 * plane clipping is not taken into account. `walk.tumbleRate` is not used: the field has the rates.
 */
export function coefficientsAt(field: SensedField, walk: Walk, x: number, y: number): Coefficients {
  const rate: RateAt = { mean: 0, sx: 0, sy: 0 };
  field.rate(x, y, rate);
  if (walk.dimension === 1) clipOnLine(rate);
  const local: Walk = { ...walk, tumbleRate: rate.mean };
  const mu = headingLossRate(local);
  const diffusion = diffusionCoefficient(local);
  const answer = (walk.speed * rate.mean * (1 - walk.persistence)) / (walk.dimension * mu);
  // Cells that nothing turns have no drift of their own.
  if (!(mu > 0)) return { diffusion: Infinity, driftX: 0, driftY: 0 };
  return { diffusion, driftX: answer * rate.sx, driftY: answer * rate.sy };
}

function clipOnLine(rate: RateAt): void {
  const right = Math.max(rate.mean * (1 - rate.sx), 0);
  const left = Math.max(rate.mean * (1 + rate.sx), 0);
  rate.mean = (right + left) / 2;
  rate.sx = right === left ? 0 : (left - right) / (right + left);
}
