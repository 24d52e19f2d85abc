// What accurate adaptation costs. Lan, Sartori, Neumann, Sourjik and Tu 2012 (Nat. Phys. 8, 422) found in stochastic models of
// feedback that dissipated power, rate of adaptation and error are bound to each other, the energy-speed-accuracy relation:
//   W = constant * variance * omega ln(largestError/error).
// That the cost is linear in speed and logarithmic in accuracy is well attested (also in Lan and Tu 2013, J. R. Soc. Interface 10,
// 20130489; Kharbanda and Sabass 2024, arXiv 2401.11341). The formula was not checked against the article's own text, nor its
// constant and largest error, which depend on the network: they are parameters, and no numbers are proposed for them here.
//
// Beside it stands a model in which all three follow exactly, the ladder of methylation levels, in the spirit of their model of
// E. coli and solved like it is by Wang, Lan and Tang 2015 (arXiv 1505.07526) by mapping it to a birth-death process. One receptor
// unit with levels m = 0 .. M is active with probability a_m = 1/(1 + e^{F_m}), F_m = F_0 - e m, switching fast against
//   inactive: m -> m + 1 at k_R, back at g k_R;     active: m + 1 -> m at k_B, back at g k_B.
// With g = 0 it would be perfect but for its ends, irreversible and infinitely costly. Round the cycle up inactive, down active, the
// products of rates differ by e^A, A = e - 2 ln g: each round dissipates A k_B T, which the methyl donor and water must pay for. At
// g = e^{e/2} nothing flows.

/** k_B T per time. Error and largest error as fractions of the activity; omega in 1/T; constant times variance in k_B T. */
export const adaptationPower = (
  constant: number,
  variance: number,
  adaptationRate: number,
  largestError: number,
  error: number,
): number => constant * variance * adaptationRate * Math.log(largestError / error);

/** Its inverse: the error that is left at that power, largestError e^{-W/(constant variance omega)}. */
export const adaptationError = (
  constant: number,
  variance: number,
  adaptationRate: number,
  largestError: number,
  power: number,
): number => largestError * Math.exp(-power / (constant * variance * adaptationRate));

export interface MethylationLadder {
  /** M >= 1, the highest level. */
  readonly highest: number;
  /** e, free energy of activation that one methyl group takes away, k_B T. */
  readonly methylEnergy: number;
  /** F_0, free energy of activation without methyl groups in the present ligand, k_B T. */
  readonly energy: number;
  /** k_R and k_B, 1/T. */
  readonly methylation: number;
  readonly demethylation: number;
  /** g, of each reaction's reverse to its forward rate. */
  readonly reverse: number;
}

export interface LadderState {
  /** Probability of each level. */
  readonly levels: readonly number[];
  /** Mean activity; perfect adaptation has k_R/(k_R + k_B). */
  readonly activity: number;
  /** |mean activity/perfect - 1|. */
  readonly error: number;
  /** Dissipated power, k_B T per time; never negative. */
  readonly power: number;
}

/**
 * The ladder at rest. Levels go up at u_m = k_R (1 - a_m) + g k_B a_m and down at d_m = k_B a_m + g k_R (1 - a_m), so
 * P_{m+1}/P_m = u_m/d_{m+1}. What flows up inactive, J_m = P_m (1 - a_m) k_R - P_{m+1} (1 - a_{m+1}) g k_R, flows down active, and
 * W = A sum J_m, the sum over both of flux times its force. Where it is perfect, the error left comes from the ends of the ladder.
 */
export function ladderState(ladder: MethylationLadder): LadderState {
  const { highest, methylEnergy, energy, methylation, demethylation, reverse } = ladder;
  const active = Array.from({ length: highest + 1 }, (_, m) => 1 / (1 + Math.exp(energy - methylEnergy * m)));
  const inactive = active.map((_, m) => 1 / (1 + Math.exp(methylEnergy * m - energy)));
  // In logarithms: far from its best level a ladder's probabilities span more than a number can.
  const logarithms = [0];
  for (let m = 0; m < highest; m += 1) {
    const up = methylation * inactive[m] + reverse * demethylation * active[m];
    const down = demethylation * active[m + 1] + reverse * methylation * inactive[m + 1];
    logarithms.push(logarithms[m] + Math.log(up) - Math.log(down));
  }
  const largest = Math.max(...logarithms);
  const weights = logarithms.map((value) => Math.exp(value - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const levels = weights.map((weight) => weight / total);
  let flow = 0;
  for (let m = 0; m < highest; m += 1)
    flow += methylation * (levels[m] * inactive[m] - reverse * levels[m + 1] * inactive[m + 1]);
  const activity = levels.reduce((sum, level, m) => sum + level * active[m], 0);
  const error = Math.abs((activity * (methylation + demethylation)) / methylation - 1);
  return { levels, activity, error, power: (methylEnergy - 2 * Math.log(reverse)) * flow };
}
