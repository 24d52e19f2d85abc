// Steps per second over the last second or so, from the step counts that come back with the measurements.

const WINDOW = 1.5;

export interface SpeedMeter {
  /** `steps` accepted so far, at wall-clock `now` in seconds. Returns steps per second, or null while unknown. */
  count(steps: number, now: number): number | null;
  clear(): void;
}

export function createSpeedMeter(): SpeedMeter {
  let readings: { steps: number; now: number }[] = [];
  return {
    count(steps, now) {
      readings.push({ steps, now });
      while (readings.length > 2 && readings[1].now < now - WINDOW) readings.shift();
      const first = readings[0];
      return now - first.now < 0.2 ? null : (steps - first.steps) / (now - first.now);
    },
    clear() {
      readings = [];
    },
  };
}
