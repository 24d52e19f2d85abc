// The fields of the present state, read back where something on this side needs them: curves, histograms, pictures without
// a GPU. At most one reading is under way, and of one state there is one.

import type { Simulation, Snapshot } from '../core/simulation.ts';

export interface Snapshots {
  /** The newest one; null until one has come. `time` is that of the newest measurement: the state it is to be of. */
  look(simulation: Simulation, time: number): Snapshot | null;
  /** Another run. */
  clear(): void;
}

/** @param arrived called when there is something new to draw. */
export function createSnapshots(arrived: () => void): Snapshots {
  let latest: Snapshot | null = null;
  let asked: string | null = null;
  let asking = false;
  let generation = 0;
  return {
    look(simulation, time) {
      // A snapshot holds the internal variable that is shown: another one means another reading of the same time.
      const wanted = `${time} ${simulation.inside?.shown ?? ''}`;
      if (asking || asked === wanted) return latest;
      const mine = generation;
      asking = true;
      asked = wanted;
      simulation
        .snapshot()
        .then((snapshot) => {
          if (mine !== generation) return;
          latest = snapshot;
          arrived();
        })
        .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
        .finally(() => {
          asking = false;
        });
      return latest;
    },
    clear() {
      generation += 1;
      latest = null;
      asked = null;
    },
  };
}
