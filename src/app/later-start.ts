// A simulation whose clock begins at `start` instead of 0: for a run that is carried on from a kept state, after the
// device was lost or with another rule for unresolved peaks. Exact for formulas without t; a formula that contains t
// sees the simulation's own clock, which begins at 0 again.

import type { Measurement, Simulation } from '../core/simulation.ts';

export function laterStart(simulation: Simulation, start: number): Simulation {
  if (start === 0) return simulation;
  const later = (measurement: Measurement): Measurement => ({
    ...measurement,
    time: measurement.time + start,
  });
  let polled: Measurement | null = null;
  let answered: Measurement | null = null;
  return {
    ...simulation,
    run: (steps, target) => simulation.run(steps, target - start),
    poll() {
      const measurement = simulation.poll();
      // The same answer stays the same object, so that callers can tell a new one.
      if (measurement !== polled) answered = measurement && later(measurement);
      polled = measurement;
      return answered;
    },
    measure: async () => later(await simulation.measure()),
    advance: async (target, progress) =>
      later(
        await simulation.advance(target - start, progress && ((measurement) => progress(later(measurement)))),
      ),
    async snapshot() {
      const snapshot = await simulation.snapshot();
      return { ...snapshot, time: snapshot.time + start };
    },
  };
}
