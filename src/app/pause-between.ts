// When work that takes long may be done again: not before a time has passed, and never for more than a share of all time,
// so that the page stays quick on a machine where it takes longer.

/** Largest share of the time that such work may take. */
const SHARE = 0.1;

export interface PauseBetween {
  due(now: number): boolean;
  /** To be called after the work, with when it began and ended; wall-clock seconds. */
  done(began: number, ended: number): void;
  clear(): void;
}

/** @param seconds the least there are between beginnings. */
export function createPauseBetween(seconds: number): PauseBetween {
  let next = -Infinity;
  return {
    due: (now) => now >= next,
    done(began, ended) {
      next = began + Math.max(seconds, (ended - began) / SHARE);
    },
    clear() {
      next = -Infinity;
    },
  };
}
