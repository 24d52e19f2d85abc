// What the stationary densities of all tumbling rules have in common. For a rate lam (1 - dR/dt) cells between reflecting
// walls settle at p ~ exp(lam (1 - persistence) R), isotropic: put p and the rate into
//   v e . grad p = -rate p + (what tumbles bring in) = p lam (v e . grad R) (1 - persistence) on both sides.
// It holds in any dimension and with any rotational diffusion, which does nothing to an isotropic density (NUMERICS row 15).

import type { RuleValues } from './rule.ts';

/** lam (1 - persistence): factor of the response in ln p. 1/T. */
export const exponent = (values: RuleValues): number => values.tumbleRate * (1 - values.persistence);
