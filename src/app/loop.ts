// The heartbeat: once a frame it hands the device as many steps as the pacing allows, asks for the newest measurement
// without waiting, and draws. At most two batches are under way, so that the page answers within a frame or two.

import type { Measurement, Simulation } from '../core/simulation.ts';
import { createPacing } from './pacing.ts';

const MOST_IN_FLIGHT = 2;

export interface LoopHost {
  /** Wall-clock seconds. */
  now(): number;
  simulation(): Simulation | null;
  /** Newest known measurement of that simulation. */
  measurement(): Measurement | null;
  running(): boolean;
  /** Simulated time per second. */
  pace(): number;
  measured(measurement: Measurement): void;
  /** Whether the newest measurement may be older than the state. */
  behind(yes: boolean): void;
  draw(): void;
}

export interface Loop {
  start(): void;
  /** A frame is to be drawn although nothing runs. */
  wake(): void;
  /** The simulation is another one, or was moved by somebody else. */
  restart(time: number): void;
}

export function createLoop(host: LoopHost): Loop {
  const pacing = createPacing();
  let paced: Simulation | null = null;
  let inFlight = 0;
  let lastFinished = 0;
  let dirty = true;
  let generation = 0;
  // The newest measurement may be older than the state: one more is owed once the last batch is done.
  let owed = false;
  let settling = false;
  const owe = (yes: boolean): void => {
    if (owed !== yes) host.behind(yes);
    owed = yes;
  };

  function submit(simulation: Simulation, measurement: Measurement): void {
    if (simulation !== paced) pacing.forget();
    paced = simulation;
    const batch = pacing.next(host.now(), measurement.time, measurement.timeStep, host.pace());
    if (!batch) return;
    const begun = host.now();
    const mine = generation;
    inFlight += 1;
    simulation.run(batch.steps, batch.target);
    simulation.backend.finished().then(
      () => {
        if (mine !== generation) return;
        inFlight -= 1;
        const finished = host.now();
        pacing.learn(batch.steps, finished - Math.max(begun, lastFinished));
        lastFinished = finished;
      },
      () => undefined, // the device is gone: `backend.lost` says so to whoever must act
    );
  }

  /** After a pause: tells the state that the last batch left. */
  async function settle(simulation: Simulation): Promise<void> {
    settling = true;
    try {
      const measurement = await simulation.measure();
      if (simulation === host.simulation() && !host.running()) {
        host.measured(measurement);
        owe(false);
      }
    } catch {
      // the device is gone: `backend.lost` says so to whoever must act
    } finally {
      settling = false;
    }
  }

  function frame(): void {
    requestAnimationFrame(frame);
    const simulation = host.simulation();
    const running = simulation !== null && host.running();
    if (running) {
      owe(true);
      const before = host.measurement();
      if (before && inFlight < MOST_IN_FLIGHT) submit(simulation, before);
      const measurement = simulation.poll();
      if (measurement && measurement !== before) host.measured(measurement);
    } else if (simulation && owed && !settling && inFlight === 0) {
      void settle(simulation);
    }
    if (!running && !dirty) return;
    dirty = false;
    host.draw();
  }

  return {
    start: () => void requestAnimationFrame(frame),
    wake() {
      dirty = true;
    },
    restart(time) {
      generation += 1;
      inFlight = 0;
      pacing.restart(time);
      dirty = true;
    },
  };
}
