// How fast a run goes: steps and simulated time per second of the wall clock.

import type { Measurement } from '../core/simulation.ts';
import { createSpeedMeter } from './speed.ts';

/** After so long it is sure whether the pace can be kept. */
const SURE_SECONDS = 1;

export interface Meters {
  readonly stepsPerSecond: number | null;
  /** Simulated time per second. Kept while the run stands still: the digits of the time must not change for that. */
  readonly timePerSecond: number | null;
  /** The same once it is sure, and only as long as one pace was asked for. */
  readonly surePace: number | null;
  count(measurement: Measurement, now: number): void;
  /** The pace asked for, whenever it may have changed. */
  ask(pace: number): void;
  /** The run has stood still. */
  resume(): void;
  /** Another run. */
  clear(): void;
}

export function createMeters(): Meters {
  const steps = createSpeedMeter();
  const time = createSpeedMeter();
  const sure = createSpeedMeter(SURE_SECONDS);
  let stepsPerSecond: number | null = null;
  let timePerSecond: number | null = null;
  let surePace: number | null = null;
  let asked: number | null = null;
  const resume = (): void => {
    for (const meter of [steps, time, sure]) meter.clear();
    surePace = null;
  };
  return {
    get stepsPerSecond() {
      return stepsPerSecond;
    },
    get timePerSecond() {
      return timePerSecond;
    },
    get surePace() {
      return surePace;
    },
    count(measurement, now) {
      stepsPerSecond = steps.count(measurement.steps, now);
      timePerSecond = time.count(measurement.time, now) || timePerSecond;
      surePace = sure.count(measurement.time, now);
    },
    ask(pace) {
      if (pace === asked) return;
      asked = pace;
      surePace = null;
      sure.clear();
    },
    resume,
    clear() {
      resume();
      stepsPerSecond = null;
      timePerSecond = null;
    },
  };
}
