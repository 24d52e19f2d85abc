// The receptors of E. coli as Monod, Wyman and Changeux's model has them: N of them switch together between an active and an
// inactive state; the ligand binds to the inactive one more tightly; methylation, which makes up for it, is slow and follows the
// activity alone, so that it comes to rest at one activity only: adaptation is perfect.
//   F = N [al (m0 - m) + f(c)]     free energy of the active state, unit k_B T
//   f(c) = ln[(1 + c/K_I)/(1 + c/K_A)]
//   a = 1/(1 + e^F)
//   dm/dt = k_R (1 - a) - k_B a    so at rest a* = k_R/(k_R + k_B)
// Sources: Tu, Shimizu and Berg 2008, PNAS 105, 14855; Kalinin et al. 2009, Biophys. J. 96, 2439; Jiang, Ouyang and Tu 2010,
// PLoS Comput. Biol. 6, e1000735. The methylation level has no bounds here, receptors in a cell have some: very high or low
// concentrations are beyond it. Responses in time: mwc-responses.ts.

export interface Receptors {
  /** N, receptors that switch together. */
  readonly size: number;
  /** al, free energy of one methyl group on a receptor, k_B T. */
  readonly methylEnergy: number;
  /** m0, methylation level at which F is 0 without ligand. */
  readonly neutralMethylation: number;
  /** K_I and K_A, dissociation constants of the inactive and the active state, concentration. */
  readonly inactiveConstant: number;
  readonly activeConstant: number;
  /** k_R and k_B, 1/T: methylation by CheR, demethylation by CheB. */
  readonly methylation: number;
  readonly demethylation: number;
}

/** From activity to tumbles, 1/T: z0 + (1/tau)(a/a0)^H; unit of z0 1/T, of tau T. */
export interface Motor {
  readonly baseRate: number;
  readonly time: number;
  readonly referenceActivity: number;
  readonly exponent: number;
}

/** f(c), k_B T per receptor. */
export const ligandEnergy = (receptors: Receptors, concentration: number): number =>
  Math.log1p(concentration / receptors.inactiveConstant) -
  Math.log1p(concentration / receptors.activeConstant);

/** df/d ln c = c (K_A - K_I)/((K_I + c)(K_A + c)): 1 for K_I << c << K_A, most at sqrt(K_I K_A). */
export const logarithmicSensitivity = (receptors: Receptors, concentration: number): number =>
  (concentration * (receptors.activeConstant - receptors.inactiveConstant)) /
  ((receptors.inactiveConstant + concentration) * (receptors.activeConstant + concentration));

/** F, k_B T. */
export const freeEnergy = (receptors: Receptors, methylation: number, concentration: number): number =>
  receptors.size *
  (receptors.methylEnergy * (receptors.neutralMethylation - methylation) +
    ligandEnergy(receptors, concentration));

/** a = 1/(1 + e^F). */
export const activity = (energy: number): number => 1 / (1 + Math.exp(energy));

/** a* = k_R/(k_R + k_B), whatever the concentration. */
export const adaptedActivity = ({ methylation, demethylation }: Receptors): number =>
  methylation / (methylation + demethylation);

/** F* = ln(k_B/k_R), k_B T. */
export const adaptedEnergy = ({ methylation, demethylation }: Receptors): number =>
  Math.log(demethylation / methylation);

/** The methylation level at which F = F* at this concentration. */
export const adaptedMethylation = (receptors: Receptors, concentration: number): number =>
  receptors.neutralMethylation +
  (ligandEnergy(receptors, concentration) - adaptedEnergy(receptors) / receptors.size) /
    receptors.methylEnergy;

/**
 * h(F) = N al [k_R (1 - a) - k_B a], k_B T per time: without a signal F' = -h. It grows with F, from -N al k_B to N al k_R, as
 * there is no more than all receptors to be methylated or demethylated. Written with e^{F - F*} - 1, which keeps its digits near F*.
 */
export function adaptationFlow(receptors: Receptors, energy: number): number {
  const { size, methylEnergy, methylation, demethylation } = receptors;
  const away = energy - adaptedEnergy(receptors);
  return away < 0
    ? size * methylEnergy * demethylation * activity(energy) * Math.expm1(away)
    : -size * methylEnergy * methylation * activity(-energy) * Math.expm1(-away);
}

/** dh/dF = N al (k_R + k_B) a (1 - a), 1/T. */
export function adaptationSlope(receptors: Receptors, energy: number): number {
  const { size, methylEnergy, methylation, demethylation } = receptors;
  return size * methylEnergy * (methylation + demethylation) * activity(energy) * activity(-energy);
}

/** Time constant of small deviations, T: 1/(N al a* (1 - a*)(k_R + k_B)). */
export const adaptationTime = (receptors: Receptors): number =>
  1 / adaptationSlope(receptors, adaptedEnergy(receptors));

/** Rate of tumbles at that activity, 1/T; the motor's own filter, where it has one, changes a before. */
export const tumbleRate = (motor: Motor, receptorActivity: number): number =>
  motor.baseRate + (receptorActivity / motor.referenceActivity) ** motor.exponent / motor.time;
