// A copy of the state every few seconds, so that a run can go on after the device was lost: of cells exactly as it would
// have, since a checkpoint holds each of them. Large states are not copied: reading them back would be felt as a hitch.

import type { Config } from '../core/config.ts';
import { cellCount } from '../core/grid.ts';
import type { Checkpoint, Simulation } from '../core/simulation.ts';
import { modelArrays, stateArrays } from '../models/index.ts';
import { levelNames } from '../theory/levels.ts';

const KEEP_SECONDS = 10;
const MOST_KEPT_BYTES = 1 << 25;

export interface Kept {
  readonly checkpoint: Checkpoint;
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

/** Lengths of the arrays that a checkpoint holds beside u and v. */
function stateLengths(config: Config): readonly (readonly [string, number])[] {
  const names = stateArrays(config);
  return modelArrays(config).flatMap(({ name, type }) =>
    names.includes(name) && type.kind !== 'struct' ? [[name, type.length] as const] : [],
  );
}

/** Size of a checkpoint of this experiment. */
export const checkpointBytes = (config: Config): number =>
  4 * stateLengths(config).reduce((sum, [, length]) => sum + length, 2 * cellCount(config));

/** Whether a checkpoint of one experiment can be put into another: the same numbers of cells, on the same grid. */
export const resumes = (from: Config, next: Config): boolean =>
  from.model === next.model &&
  from.nx === next.nx &&
  from.ny === next.ny &&
  String(levelNames(from)) === String(levelNames(next)) &&
  String(stateLengths(from)) === String(stateLengths(next));

export function createKeeper(): Keeper {
  let kept: Kept | null = null;
  let last = 0;
  return {
    get kept() {
      return kept;
    },
    keep(simulation, config, now, well) {
      if (now - last < KEEP_SECONDS || checkpointBytes(config) > MOST_KEPT_BYTES) return;
      last = now;
      simulation.checkpoint().then(
        (checkpoint) => {
          if (well()) kept = { checkpoint, config };
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
