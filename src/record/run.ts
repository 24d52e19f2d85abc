// Runs a simulation to its end and stores a frame and a row of observables at every multiple of `every`, and at the
// end. Whatever ends it early (a stop of the simulation, the user, a full disk, a lost device), what was computed is
// stored; the caller closes the folder.

import { errorCode } from './storage.ts';
import type { Measurement, Simulation, Snapshot, Status } from '../core/simulation.ts';

export type RunStop = 'until' | 'interrupted' | 'disk-full' | 'device-lost' | Exclude<Status, 'running'>;

/**
 * The simulation's clock counts ticks, a tiny part of a step each, so it arrives beside 0.3 rather than at it. Within
 * this part of an interval the time stored is the one asked for; any other is what the simulation reports.
 */
const SAME_TIME = 1e-6;

export interface RunOutcome {
  readonly stop: RunStop;
  /** One sentence when the run is shorter than asked for. */
  readonly reason: string | null;
  readonly first: Measurement;
  /** Of the last stored frame. */
  readonly last: Measurement;
}

export interface RunOptions {
  readonly simulation: Simulation;
  readonly store: (snapshot: Snapshot, measurement: Measurement) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onProgress: (measurement: Measurement) => void;
}

/** Multiples of `every` up to `until`, and `until` itself; without 0. */
export function storedTimes(until: number, every: number): number[] {
  // A last interval shorter than 1e-9 of `every` is rounding (10 / 0.1 = 100.00000000000001), not an interval.
  const intervals = Math.max(1, Math.ceil(until / every - 1e-9));
  // Rounded to 15 digits: 3 * 0.1 is meant to be 0.3.
  const multiple = (k: number) => Number((k * every).toPrecision(15));
  return Array.from({ length: intervals }, (_, k) => (k + 1 === intervals ? until : multiple(k + 1)));
}

export async function recordRun(options: RunOptions): Promise<RunOutcome> {
  const { simulation, store, signal, onProgress } = options;
  const { until, every } = simulation.config;
  const tolerance = SAME_TIME * Math.min(until, every);
  const deviceLost = simulation.backend.lost.then((reason) => {
    throw new DeviceLost(reason);
  });
  deviceLost.catch(() => undefined);
  const orLost = <T>(work: Promise<T>): Promise<T> => Promise.race([work, deviceLost]);

  const first = await orLost(simulation.measure());
  let last = first;
  const outcome = (stop: RunStop, reason: string | null): RunOutcome => ({ stop, reason, first, last });
  try {
    await store(await orLost(simulation.snapshot()), first);
    for (const target of storedTimes(until, every)) {
      const reached = await orLost(
        simulation.advance(target, (measurement) => {
          onProgress(measurement);
          return !signal.aborted;
        }),
      );
      const known = [target, last.time].find((time) => Math.abs(reached.time - time) <= tolerance);
      const now = { ...reached, time: known ?? reached.time };
      if (now.time > last.time) {
        await store({ ...(await orLost(simulation.snapshot())), time: now.time }, now);
        last = now;
      }
      if (now.status !== 'running') return outcome(now.status, now.reason);
      if (signal.aborted) return outcome('interrupted', 'Interrupted: what was computed is kept');
    }
    return outcome('until', null);
  } catch (error) {
    if (error instanceof DeviceLost) return outcome('device-lost', `The GPU was lost: ${error.message}`);
    if (['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? ''))
      return outcome('disk-full', 'The disk is full: the frames stored before that are kept');
    throw error;
  }
}

class DeviceLost extends Error {}
