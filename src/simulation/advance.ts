// Runs to a time and waits for it: batches long enough to keep the device busy, short enough to report and to stop.

import type { Measurement, Simulation } from '../core/simulation.ts';
import { toTicks } from './ticks.ts';

/** Steps in a batch, kept by a simulation from one call to the next: the first of all says what a step costs here. */
export interface BatchLength {
  steps: number;
}
export const firstBatch = (): BatchLength => ({ steps: 1 });

const BATCH_MILLISECONDS = 100;
const LONGEST_BATCH = 4096;
const TURN_MILLISECONDS = 50;

export async function advance(
  simulation: Simulation,
  target: number,
  tick: number,
  now: () => number,
  batch: BatchLength,
  progress?: (measurement: Measurement) => boolean,
): Promise<Measurement> {
  let turn = now();
  let measurement = await simulation.measure();
  while (measurement.status === 'running' && toTicks(measurement.time, tick) < toTicks(target, tick)) {
    const left = Math.ceil((target - measurement.time) / Math.max(measurement.timeStep, tick)) + 1;
    const begun = now();
    simulation.run(Math.min(batch.steps, left), target);
    measurement = await simulation.measure();
    const spent = now() - begun;
    if (batch.steps <= left) {
      const wanted = batch.steps * Math.min(4, Math.max(0.25, BATCH_MILLISECONDS / Math.max(spent, 1)));
      batch.steps = Math.min(LONGEST_BATCH, Math.max(1, Math.round(wanted)));
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
