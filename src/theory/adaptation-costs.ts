// What it would cost E. coli of an experiment to adapt, by a model of its own: the ladder of methylation levels
// (adaptation-energy.ts) with the experiment's constants. One cluster of N receptors with n = 0 .. 4 N methyl groups in all has the
// free energy F = N (alpha m0 + f) - alpha n, as the sensing rule has it with m = n/N; CheR adds a group at N kR (1 - a), CheB takes
// one off at N kB a. What the rule does not have: whole groups, ends of the ladder, and reverse reactions, g of the forward rates
// each, without which there is no cost. Everything that is not methylation (kinase, CheY-P, making SAM) costs beside that.

import type { WalkConfig } from '../core/config.ts';
import { adaptationTime } from './mwc.ts';
import { receptorsOf } from './inside-drift.ts';
import { ladderState } from './adaptation-energy.ts';

/** Methyl groups a receptor at the most, as the models have it whose constants these are. */
export const MOST_METHYL_GROUPS = 4;

export interface AdaptationCost {
  /** k_B T a cycle of one methyl group, on and off: alpha - 2 ln g. */
  readonly drive: number;
  /** |mean activity/(kR/(kR + kB)) - 1|, the largest from no ligand to what is around. */
  readonly error: number;
  /** k_B T a cluster and time, in what is around. */
  readonly power: number;
}

export interface AdaptationCosts {
  /** Drives from 1 to 20 k_B T. */
  readonly costs: readonly AdaptationCost[];
  /** omega_m = 1/adaptation time, 1/T, and sigma_a^2 = a (1 - a), of the energy-speed-accuracy relation. */
  readonly speed: number;
  readonly variance: number;
  /** Its C and eps0, such that W = C sigma_a^2 omega_m ln(eps0/eps) joins the costs at `FITTED` drives; null where no error falls. */
  readonly constant: number | null;
  readonly largestError: number | null;
  /** Error that no drive takes away: the ends of the ladder. */
  readonly leftover: number;
}

const DRIVES = [1, 2, 3, 4, 6, 8, 10, 20];

/** Drives between which W of the ladder is a straight line against ln(1/error), as the relation has it. */
export const FITTED = [4, 8] as const;

/** Ligands between none and what is around, evenly in free energy, that the largest error is looked for in. */
const LIGANDS = 40;

/** @param energy f of the ligand around, k_B T a receptor. */
export function adaptationCosts(config: WalkConfig, energy: number): AdaptationCosts {
  const { N, alpha, m0, kR, kB } = config.parameters;
  const ladder = (drive: number, ligand: number) =>
    ladderState({
      highest: Math.max(1, Math.round(MOST_METHYL_GROUPS * N)),
      methylEnergy: alpha,
      energy: N * (alpha * m0 + ligand),
      methylation: N * kR,
      demethylation: N * kB,
      reverse: Math.exp((alpha - drive) / 2),
    });
  const at = (drive: number): AdaptationCost => {
    const errors = Array.from({ length: LIGANDS + 1 }, (_, k) => ladder(drive, (energy * k) / LIGANDS).error);
    return { drive, error: Math.max(...errors), power: ladder(drive, energy).power };
  };
  const costs = DRIVES.map(at);
  const adapted = kR / (kR + kB);
  const [speed, variance] = [1 / adaptationTime(receptorsOf(config)), adapted * (1 - adapted)];
  const leftover = at(80).error;
  const [low, high] = [at(FITTED[0]), at(FITTED[1])];
  const fits = low.error > high.error && high.error > 10 * leftover;
  const slope = fits ? (high.power - low.power) / Math.log(low.error / high.error) : null;
  return {
    ...{ costs, speed, variance, leftover },
    constant: slope === null ? null : slope / (variance * speed),
    largestError: slope === null ? null : low.error * Math.exp(low.power / slope),
  };
}
