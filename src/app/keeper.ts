// A copy of the state every few seconds, so that a run can go on after the device was lost. Large grids are not copied:
// reading them back would be felt as a hitch.

import type { Config } from '../core/config.ts';
import { cellCount } from '../core/grid.ts';
import type { Simulation, Snapshot } from '../core/simulation.ts';

const KEEP_SECONDS = 10;
const MOST_KEPT_CELLS = 1 << 22;

export interface Kept {
  readonly snapshot: Snapshot;
  readonly config: Config;
}

export interface Keeper {
  /** The newest copy, or null. */
  readonly kept: Kept | null;
  /** Makes a copy when it is time to; `now` in seconds. It counts only if the run is `well` when the copy has arrived. */
  keep(simulation: Simulation, config: Config, now: number, well: () => boolean): void;
  /** Another run has begun. */
  forget(now: number): void;
}

export function createKeeper(): Keeper {
  let kept: Kept | null = null;
  let last = 0;
  return {
    get kept() {
      return kept;
    },
    keep(simulation, config, now, well) {
      if (cellCount(config) > MOST_KEPT_CELLS || now - last < KEEP_SECONDS) return;
      last = now;
      simulation.snapshot().then(
        (snapshot) => {
          if (well()) kept = { snapshot, config };
        },
        () => undefined, // the device went meanwhile: the copy before this one counts
      );
    },
    forget(now) {
      kept = null;
      last = now;
    },
  };
}
