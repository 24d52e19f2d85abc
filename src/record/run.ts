// Runs a simulation to its end and stores a frame and a row of observables at every multiple of `every`, and at the
// end. Whatever ends it early (a stop of the simulation, the user, a full disk, a lost device), what was computed is
// stored; the caller closes the folder.

import { errorCode } from './storage.ts';
import { trackedCells } from './cell-files.ts';
import type { Cells, Measurement, Simulation, Snapshot, Status } from '../core/simulation.ts';

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
  /** Stores a frame; `tracked` are the first cells, null in models without. */
  readonly store: (snapshot: Snapshot, measurement: Measurement, tracked: Cells | null) => Promise<void>;
  /** Stores all cells at the end. */
  readonly storeCells?: (cells: Cells) => Promise<void>;
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
  const { simulation, store, storeCells, signal, onProgress } = options;
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
  const { population } = simulation;
  const storeNow = async (measurement: Measurement): Promise<void> => {
    const snapshot = { ...(await orLost(simulation.snapshot())), time: measurement.time };
    const tracked = population ? await orLost(population.read(trackedCells(population.count))) : null;
    await store(snapshot, measurement, tracked);
  };
  const ended = async (stop: RunStop, reason: string | null): Promise<RunOutcome> => {
    if (population && storeCells) await storeCells(await orLost(population.read()));
    return outcome(stop, reason);
  };
  try {
    await storeNow(first);
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
        await storeNow(now);
        last = now;
      }
      if (now.status !== 'running') return await ended(now.status, now.reason);
      if (signal.aborted) return await ended('interrupted', 'Interrupted: what was computed is kept');
    }
    return await ended('until', null);
  } catch (error) {
    if (error instanceof DeviceLost) return outcome('device-lost', `The GPU was lost: ${error.message}`);
    if (['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? ''))
      return outcome('disk-full', 'The disk is full: what was stored before that is kept');
    throw error;
  }
}

class DeviceLost extends Error {}
