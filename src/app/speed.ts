// How fast something grows (steps, simulated time) over the last second or so of the wall clock.

const WINDOW = 1.5;

export interface SpeedMeter {
  /** It has grown to `amount` at wall-clock `now` in seconds. Returns its growth per second, or null while unknown. */
  count(amount: number, now: number): number | null;
  clear(): void;
}

/** @param least seconds before which nothing is said. */
export function createSpeedMeter(least = 0.2): SpeedMeter {
  let readings: { amount: number; now: number }[] = [];
  return {
    count(amount, now) {
      readings.push({ amount, now });
      while (readings.length > 2 && readings[1].now < now - WINDOW) readings.shift();
      const first = readings[0];
      return now - first.now < least ? null : (amount - first.amount) / (now - first.now);
    },
    clear() {
      readings = [];
    },
  };
}
