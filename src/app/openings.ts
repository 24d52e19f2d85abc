// Openings of experiments, one after another, of which only the newest counts: somebody who goes through ten presets
// waits for the last one, not for all. What is under way when a newer one is asked for ends early where it can.

export interface Openings {
  /** Whether any is under way or waits. */
  readonly busy: boolean;
  /**
   * Does `work` after what was asked for before it, unless something newer was asked for meanwhile. `newest` tells
   * whether that is still so. Rejects as `work` does; resolves with false when it was left out.
   */
  add(work: (newest: () => boolean) => Promise<void>): Promise<boolean>;
}

export function createOpenings(): Openings {
  let asked = 0;
  let waiting = 0;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    get busy() {
      return waiting > 0;
    },
    add(work) {
      const mine = ++asked;
      const newest = (): boolean => mine === asked;
      const run = async (): Promise<boolean> => {
        try {
          if (!newest()) return false;
          await work(newest);
          return true;
        } finally {
          waiting -= 1;
        }
      };
      waiting += 1;
      const result = queue.then(run);
      queue = result.catch(() => undefined);
      return result;
    },
  };
}
