// The front of cells that spread over an empty place and grow there: Fisher and Kolmogorov's, pulled by what is ahead of it.
// On the state (0, v0) growth is f_u u and diffusion D_u, and attraction is of second order, as sensitivity and gradients
// vanish together with u. A strong attraction can push a front faster than that; it is never slower in the end.
//
// A front that begins with an edge approaches that speed slowly: in d dimensions it is behind by (d + 2)/2 sqrt(D/r) ln t, so
// that it moves at 2 sqrt(D r) - (d + 2)/2 sqrt(D/r)/t (Bramson 1983 for d = 1; Gaertner 1982). On the way from t1 to t2 that
// is NUMERICS' row 26 in one dimension.
// Sources: Fisher 1937, Ann. Eugen. 7, 355; Kolmogorov, Petrovsky and Piskunov 1937; van Saarloos 2003, Phys. Rep. 386, 29.

import type { FieldFormulas } from './field-formulas.ts';
import type { Densities } from './uniform-states.ts';

export interface Front {
  /** The state that it moves into. */
  readonly ahead: Densities;
  /** 2 sqrt(D r), L/T. */
  readonly speed: number;
  /** r = f_u(0, v0), 1/T, and D = D_u(0, v0), L^2/T. */
  readonly growth: number;
  readonly diffusion: number;
}

/** Of the empty states the first at which cells grow and diffuse, and the chemical is stable; null where there is none. */
export function fisherFront(formulas: FieldFormulas, states: readonly Densities[]): Front | null {
  if (formulas.motionsOf.length > 0) return null;
  for (const ahead of states) {
    if (ahead.u !== 0) continue;
    const { growthU, productionV, diffusionU } = formulas.linearised(0, ahead.v);
    if (growthU > 0 && diffusionU > 0 && productionV <= 0)
      return { ahead, speed: 2 * Math.sqrt(diffusionU * growthU), growth: growthU, diffusion: diffusionU };
  }
  return null;
}

/** Speed at a time after the start, L/T, of a flat (d = 1) or round front, with Bramson's correction. */
export const frontSpeed = ({ speed, growth, diffusion }: Front, dimension: 1 | 2, time: number): number =>
  speed - (((dimension + 2) / 2) * Math.sqrt(diffusion / growth)) / time;
