// What adapting receptors (mwc.ts) answer to the two signals that are put to them in experiments, a step and a ramp of ln c,
// exactly: the free energy obeys one equation, F' = -h(F) + N df/dt.

import type { Receptors } from './mwc.ts';
import { activity, adaptedActivity, adaptedEnergy, ligandEnergy } from './mwc.ts';

/** Activity just after a step between two concentrations, of receptors adapted to the first: before methylation moves. */
export const peakActivity = (receptors: Receptors, before: number, after: number): number =>
  activity(steppedEnergy(receptors, before, after));

/** F just then, k_B T: F* + N [f(after) - f(before)]. */
export const steppedEnergy = (receptors: Receptors, before: number, after: number): number =>
  adaptedEnergy(receptors) +
  receptors.size * (ligandEnergy(receptors, after) - ligandEnergy(receptors, before));

/**
 * F after `time` at constant concentration, from F = `energy`; k_B T. In D = F - F* the equation is
 *   D' = -N al k_B (e^D - 1)/(1 + (k_B/k_R) e^D),
 * whose integral is psi(D) = (1/k_R + 1/k_B) ln|e^D - 1| - D/k_B = psi(D(0)) - N al t. For k_R = k_B that is
 *   F(t) = 2 asinh[sinh(F(0)/2) e^{-N al k_R t/2}].
 * (NUMERICS, row 21.) D keeps its sign and only shrinks.
 */
export function relaxedEnergy(receptors: Receptors, energy: number, time: number): number {
  const { size, methylEnergy, methylation, demethylation } = receptors;
  const rest = adaptedEnergy(receptors);
  const away = energy - rest;
  if (away === 0) return energy;
  const both = 1 / methylation + 1 / demethylation;
  const psi = (deviation: number): number => both * logGap(deviation) - deviation / demethylation;
  const wanted = psi(away) - size * methylEnergy * time;
  // In ln|D|: D falls through any number of decades, psi is nearly straight where it is small, and never falls.
  const sign = Math.sign(away);
  let high = Math.log(Math.abs(away));
  let low = Math.min(high, wanted / both) - 1;
  while (psi(sign * Math.exp(low)) > wanted) low -= 2 * (high - low);
  let guess = (low + high) / 2;
  for (let count = 0; count < 200 && high - low > 1e-15 * Math.max(1, Math.abs(high)); count += 1) {
    const deviation = sign * Math.exp(guess);
    const excess = psi(deviation) - wanted;
    if (excess > 0) high = guess;
    else low = guess;
    const slope = deviation * ((both * Math.exp(deviation)) / Math.expm1(deviation) - 1 / demethylation);
    const newton = guess - excess / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === guess || excess === 0) break;
    guess = next;
  }
  return rest + sign * Math.exp(guess);
}

/** ln|e^D - 1| that neither overflows nor loses small D. */
const logGap = (deviation: number): number =>
  deviation > 1 ? deviation + Math.log1p(-Math.exp(-deviation)) : Math.log(Math.abs(Math.expm1(deviation)));

/**
 * Activity in a ramp c ~ e^{rate t} where f rises like ln c (K_I << c << K_A), once steady: F' = 0 gives
 *   a = a* - rate/(al (k_R + k_B))
 * (Tu, Shimizu and Berg 2008; NUMERICS, row 22). Methylation cannot follow ramps above al k_R or below -al k_B: the activity
 * then goes to 0 or 1.
 */
export const rampActivity = (receptors: Receptors, rate: number): number =>
  Math.min(
    1,
    Math.max(
      0,
      adaptedActivity(receptors) -
        rate / (receptors.methylEnergy * (receptors.methylation + receptors.demethylation)),
    ),
  );
