// How many steps to hand to the device in a frame. Two limits: the device should stay busy for about one frame and not
// longer, or the page stops answering; and simulated time should not pass faster than the pace asked for. The time of
// a step is learnt from finished batches. Pure: clock readings come in as arguments, in seconds.

/** Work per batch: under a frame at 60 Hz, with room for drawing. */
const BUDGET = 0.012;
const MOST_STEPS = 4096;
/** Weight of the newest batch in the running mean of seconds a step. */
const WEIGHT = 0.3;

export interface Pacing {
  /** Forgets the past; simulated time goes on from `time`. */
  restart(time: number): void;
  /**
   * What to submit at wall-clock `now`, or null when there is nothing to do yet. `time` and `timeStep` are the newest
   * known ones; `pace` is simulated time per second, Infinity for as fast as possible.
   */
  next(now: number, time: number, timeStep: number, pace: number): { steps: number; target: number } | null;
  /** A batch of `steps` was done `seconds` after its submission (or after the batch before it). */
  learn(steps: number, seconds: number): void;
}

export function createPacing(): Pacing {
  let secondsPerStep = 0;
  let allowed = 1;
  let goal = 0;
  /** How far the batches submitted so far should get. */
  let expected = 0;
  let last: number | null = null;

  return {
    restart(time) {
      goal = time;
      expected = time;
      last = null;
    },
    next(now, time, timeStep, pace) {
      // A long gap (a stalled tab) is not made up for.
      const elapsed = last === null ? 0 : Math.min(now - last, 0.1);
      last = now;
      if (!Number.isFinite(pace)) {
        goal = Infinity;
        return { steps: allowed, target: Infinity };
      }
      if (!Number.isFinite(goal)) goal = time;
      // A device that cannot keep the pace must not collect a debt: at most a quarter of a second of it.
      goal = Math.min(goal + pace * elapsed, Math.max(time, expected) + 0.25 * pace);
      expected = Math.min(Math.max(expected, time), time + 0.25 * pace);
      const missing = goal - expected;
      if (missing <= 0) return null;
      const needed = timeStep > 0 ? Math.ceil(missing / timeStep) + 1 : 1;
      const steps = Math.min(needed, allowed);
      expected = Math.min(goal, expected + steps * Math.max(timeStep, 0));
      return { steps, target: goal };
    },
    learn(steps, seconds) {
      const sample = seconds / steps;
      secondsPerStep = secondsPerStep === 0 ? sample : secondsPerStep + WEIGHT * (sample - secondsPerStep);
      const affordable = Math.floor(BUDGET / Math.max(secondsPerStep, 1e-9));
      // At most doubling: the first batches are slow to start and say little.
      allowed = Math.min(Math.max(Math.min(affordable, 2 * allowed), 1), MOST_STEPS);
    },
  };
}
