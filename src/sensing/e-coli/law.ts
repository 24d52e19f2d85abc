// Twin of shaders/sensing/e-coli.wgsl in float64: receptors, methylation, CheY-P, motor. Pure functions of what is sensed and
// of the parameters, for the cells' kernels, for plots of the law, and for theory.

import type { Law, RuleValues, Sensed } from '../rule.ts';

const METHYLATION = 0;
const CARRY = 1;
const CHEY = 2;

/** Free energy, kT, that a ligand adds, for each of its receptors. Where there is less than nothing of it, nothing. */
export function ligandEnergy(c: number, inactive: number, active: number): number {
  const present = Math.max(c, 0);
  return Math.log((1 + present / inactive) / (1 + present / active));
}

/** Its slope, kT/C. */
export function ligandSlope(c: number, inactive: number, active: number): number {
  const present = Math.max(c, 0);
  return (active - inactive) / ((inactive + present) * (active + present));
}

/** Share of active kinase: `energy` is what the ligands add to each receptor's free energy. */
export function activityOf(energy: number, methylation: number, values: RuleValues): number {
  const free = values.N * (values.alpha * (values.m0 - methylation) + energy);
  return 1 / (1 + Math.exp(free));
}

/** Methylation a time, 1/T: CheR adds where the cluster is inactive, CheB removes where it is active. */
export const methylationRate = (activity: number, values: RuleValues): number =>
  values.kR * (1 - activity) - values.kB * activity;

/** Activity at which methylation stands still, whatever the ligand. */
export const adaptedActivity = (values: RuleValues): number => values.kR / (values.kR + values.kB);

/** Motor: a Hill function of CheY-P that is 1/tau at 1 and `most` at the most, beside tumbles at the rate z0. */
export function motorRate(signal: number, values: RuleValues): number {
  const power = Math.max(signal, 1e-30) ** values.H;
  const half = Math.max(values.most * values.tau - 1, 0);
  return values.z0 + values.most * (power > 1 ? 1 / (half / power + 1) : power / (half + power));
}

/** @param ligands 1, or 2 kinds of receptors in one cluster, each for a ligand of its own. */
export function eColiLaw(ligands: 1 | 2): Law {
  /** Free energy that the ligands add, for each receptor of the cluster. */
  const energyOf = (s: Sensed, values: RuleValues): number => {
    const energy = ligandEnergy(s.c, values.K_I, values.K_A);
    if (ligands === 1) return energy;
    return values.share * energy + values.share2 * ligandEnergy(s.a, values.K_I2, values.K_A2);
  };
  /** Concentrations times the squares of that energy's slopes: what their arrival disturbs. */
  const arrivalsOf = (s: Sensed, values: RuleValues): number => {
    const slope = ligandSlope(s.c, values.K_I, values.K_A);
    if (ligands === 1) return Math.max(s.c, 0) * slope ** 2;
    const second = values.share2 * ligandSlope(s.a, values.K_I2, values.K_A2);
    return Math.max(s.c, 0) * (values.share * slope) ** 2 + Math.max(s.a, 0) * second ** 2;
  };

  return {
    tumbleRate: (_s, values, _terms, _config, memory) => motorRate(memory[CHEY], values),
    remember(start, end, values, memory, dt) {
      const before = energyOf(start, values);
      const later = energyOf(end, values);
      const m = memory[METHYLATION];
      const half = m + 0.5 * dt * methylationRate(activityOf(before, m, values), values);
      const activity = activityOf(0.5 * (before + later), half, values);
      const more = dt * methylationRate(activity, values) + memory[CARRY];
      const next = m + more;
      let signal = activity / values.a0;
      if (values.tauY > 0) signal += (memory[CHEY] - signal) * Math.exp(-dt / values.tauY);
      else signal = activityOf(later, next, values) / values.a0;
      memory[METHYLATION] = next;
      memory[CARRY] = more - (next - m);
      memory[CHEY] = signal;
    },
    rest(s, values, memory) {
      const free = Math.log(values.kB / values.kR) / values.N;
      memory[METHYLATION] = values.m0 + (energyOf(s, values) - free) / values.alpha;
      memory[CARRY] = 0;
      memory[CHEY] = adaptedActivity(values) / values.a0;
    },
    noisy: (values) => values.ligandNoise + values.methylationNoise > 0,
    disturb(s, values, memory, dt, noise) {
      const activity = activityOf(energyOf(s, values), memory[METHYLATION], values);
      if (values.tauY > 0) {
        const gain = (activity * (1 - activity) * values.N) / values.a0;
        const spectrum = gain ** 2 * arrivalsOf(s, values) * values.ligandNoise;
        const kept = Math.exp((-2 * dt) / values.tauY);
        memory[CHEY] += Math.sqrt(((spectrum * 0.5) / values.tauY) * (1 - kept)) * noise[0];
      }
      const back = values.N * values.alpha * activity * (1 - activity) * (values.kR + values.kB);
      memory[METHYLATION] += Math.sqrt((2 * values.methylationNoise * dt) / (1 + back * dt)) * noise[1];
    },
    inner(s, values, memory, out) {
      out[0] = activityOf(energyOf(s, values), memory[METHYLATION], values);
      out[1] = memory[METHYLATION];
      out[2] = memory[CHEY];
    },
    times: (values) => [
      {
        name: 'the fastest adaptation 4/(N alpha (kR + kB))',
        value: 4 / (values.N * values.alpha * (values.kR + values.kB)),
      },
      ...(values.tauY > 0 ? [{ name: 'the time tauY of CheY-P', value: values.tauY }] : []),
    ],
    restingRate: (values) => motorRate(adaptedActivity(values) / values.a0, values),
  };
}
