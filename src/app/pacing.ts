// How many steps to hand to the device in a frame. Two limits: a batch should keep the device busy for about a frame and
// not longer, or the page stops answering; and simulated time should not pass faster than the pace asked for.
// What a step costs is learnt from finished batches, as the slope of time against number of steps: drawing and waiting
// add to every batch alike, and must not be taken for the cost of stepping. Pure: clock readings come in as arguments.

/** Seconds of stepping per batch: under a frame at 60 Hz, with room for drawing. */
const BUDGET = 0.012;
/** Where drawing takes longer than the budget, stepping may take as long as drawing, up to this. */
const LARGEST_BUDGET = 0.1;
const MOST_STEPS = 4096;
/** Weight of what was learnt before, per batch: the last ten or so count. */
const MEMORY = 0.9;
/** Batches alternate in size by this share, so that there is a slope to see. */
const DITHER = 0.2;

export interface Pacing {
  /** Forgets how far it was to go; simulated time goes on from `time`. */
  restart(time: number): void;
  /** Forgets what a step costs: another simulation's cost something else, and it begins with few of them. */
  forget(): void;
  /**
   * What to submit at wall-clock `now` (seconds), or null when there is nothing to do yet. `time` and `timeStep` are
   * the newest known ones; `pace` is simulated time per second, Infinity for as fast as possible.
   */
  next(now: number, time: number, timeStep: number, pace: number): { steps: number; target: number } | null;
  /** A batch of `steps` was done `seconds` after its submission (or after the batch before it). */
  learn(steps: number, seconds: number): void;
}

export function createPacing(): Pacing {
  let cost = createCostEstimate();
  let allowed = 1;
  let larger = false;
  let goal = 0;
  /** How far the batches submitted so far should get. */
  let expected = 0;
  let last: number | null = null;

  function affordable(): number {
    larger = !larger;
    return Math.min(
      Math.max(Math.round(allowed * (larger ? 1 + DITHER : 1 - DITHER)), larger ? 2 : 1),
      MOST_STEPS,
    );
  }

  return {
    restart(time) {
      goal = time;
      expected = time;
      last = null;
    },
    forget() {
      cost = createCostEstimate();
      allowed = 1;
    },
    next(now, time, timeStep, pace) {
      // A long gap (a stalled tab) is not made up for.
      const elapsed = last === null ? 0 : Math.min(now - last, 0.1);
      last = now;
      if (!Number.isFinite(pace)) {
        goal = Infinity;
        return { steps: affordable(), target: Infinity };
      }
      if (!Number.isFinite(goal)) goal = time;
      // A device that cannot keep the pace must not collect a debt: at most a quarter of a second of it.
      const debt = 0.25 * pace;
      goal = Math.min(goal + pace * elapsed, Math.max(time, expected) + debt);
      expected = Math.min(Math.max(expected, time), time + debt);
      const missing = goal - expected;
      if (missing <= 0) return null;
      const needed = timeStep > 0 ? Math.ceil(missing / timeStep) + 1 : 1;
      const steps = Math.min(needed, affordable());
      expected = Math.min(goal, expected + steps * Math.max(timeStep, 0));
      return { steps, target: goal };
    },
    learn(steps, seconds) {
      cost.add(steps, seconds);
      const { perStep, overhead } = cost.estimate();
      const budget = Math.min(Math.max(BUDGET, overhead), LARGEST_BUDGET);
      const wanted = perStep > 0 ? budget / perStep : 2 * allowed;
      // At most half as much again at a time: the first batches are slow to start and say little.
      allowed = Math.min(Math.max(Math.min(wanted, 1.5 * allowed), 1), MOST_STEPS);
    },
  };
}

/** Least squares of seconds = overhead + steps * perStep over the recent batches. */
export function createCostEstimate() {
  let weight = 0;
  let steps = 0;
  let seconds = 0;
  let squares = 0;
  let products = 0;
  return {
    add(newSteps: number, newSeconds: number): void {
      weight = MEMORY * weight + 1;
      steps = MEMORY * steps + newSteps;
      seconds = MEMORY * seconds + newSeconds;
      squares = MEMORY * squares + newSteps * newSteps;
      products = MEMORY * products + newSteps * newSeconds;
    },
    estimate(): { perStep: number; overhead: number } {
      const spread = weight * squares - steps * steps;
      const mean = seconds / Math.max(steps, 1);
      // Batches of one size tell only the total: all of it is taken for stepping.
      if (!(spread > 1e-9 * weight * squares)) return { perStep: mean, overhead: 0 };
      // Noise can tilt the line; the truth lies between no cost and no overhead.
      const slope = (weight * products - steps * seconds) / spread;
      const perStep = Math.min(Math.max(slope, 0.05 * mean), mean);
      return { perStep, overhead: Math.max((seconds - perStep * steps) / weight, 0) };
    },
  };
}
