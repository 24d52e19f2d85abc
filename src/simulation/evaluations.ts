// What a run of fields has cost, whatever its time stepping: right-hand sides of the whole grid, those of rejected steps among them.

import type { Measurement, Simulation } from '../core/simulation.ts';

/** @param measurement The newest. */
export async function evaluationsOf(
  { config, backend }: Pick<Simulation, 'config' | 'backend'>,
  { steps, rejected }: Pick<Measurement, 'steps' | 'rejected'>,
): Promise<number> {
  if (config.model !== 'keller-segel') throw new TypeError('cells have no right-hand sides');
  // Its steps have as many stages as their length needs: the clock counts them.
  if (config.scheme === 'rkl2') return (await backend.readRecord('super_step')).evaluations;
  return (steps + rejected) * (config.scheme === 'euler' ? 1 : 2);
}
