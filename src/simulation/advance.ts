// Runs to a time and waits for it: batches long enough to keep the device busy, short enough to report and to stop.

import type { Measurement, Simulation } from '../core/simulation.ts';
import { toTicks } from './ticks.ts';

const BATCH_MILLISECONDS = 100;
const LONGEST_BATCH = 4096;
const TURN_MILLISECONDS = 50;

export async function advance(
  simulation: Simulation,
  target: number,
  tick: number,
  now: () => number,
  progress?: (measurement: Measurement) => boolean,
): Promise<Measurement> {
  let batch = 8;
  let turn = now();
  let measurement = await simulation.measure();
  while (measurement.status === 'running' && toTicks(measurement.time, tick) < toTicks(target, tick)) {
    const left = Math.ceil((target - measurement.time) / Math.max(measurement.timeStep, tick)) + 1;
    const begun = now();
    simulation.run(Math.min(batch, left), target);
    measurement = await simulation.measure();
    const spent = now() - begun;
    if (batch <= left) {
      batch = Math.round(batch * Math.min(4, Math.max(0.25, BATCH_MILLISECONDS / Math.max(spent, 1))));
      batch = Math.min(LONGEST_BATCH, Math.max(1, batch));
    }
    // A backend that computes on this thread never waits by itself: clicks and signals need a turn, too.
    if (now() - turn > TURN_MILLISECONDS) {
      await new Promise((resolve) => setTimeout(resolve));
      turn = now();
    }
    if (progress && !progress(measurement)) break;
  }
  return measurement;
}
