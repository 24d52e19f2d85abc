// Times one backend: the model's step, and a copy of as many bytes as the step works on, both through the same calls
// of the same backend. Wall clock around batches that end with `finished`, so launching and waiting are counted.
// Devices that clock up and down under load, and other programs, are what the repeats and their spread are for.

import { copyProgram } from '../kernels/bench/copy.ts';
import { createSimulation } from '../simulation/index.ts';
import { tileText } from '../core/tile.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { InitialFields } from '../simulation/index.ts';
import type { Contender } from './contenders.ts';

/** One thing to time. */
export interface Workload {
  readonly config: Config;
  readonly initial: InitialFields;
  /** Numbers that the step touches, counted once each: the copy reads half as many and writes the other half. */
  readonly numbers: number;
  /** Changes what the arrays hold, before anything is timed. */
  readonly prepare?: (backend: Backend) => Promise<void>;
}

export interface Timer {
  /** Seconds for one step. */
  step(): Promise<number>;
  /** Bytes a second, read plus written. */
  copy(): Promise<number>;
  /** How the threads of the step lie (core/tile.ts); null where there is no choice. */
  readonly tile: string | null;
  dispose(): void;
}

/**
 * @param create A fresh backend: its arrays belong to the timer.
 * @param seconds Least duration of one timed batch.
 */
export async function createTimer(
  create: () => Backend,
  { config, initial, numbers, prepare }: Workload,
  now: () => number,
  seconds: number,
): Promise<Timer> {
  const backend = create();
  const simulation = await createSimulation(config, backend, initial);
  await prepare?.(backend);
  const runSteps = async (steps: number): Promise<number> => {
    const start = now();
    simulation.run(steps, config.until);
    await backend.finished();
    return now() - start;
  };
  const steps = await batchLength(runSteps, seconds);

  const copier = create();
  const length = 4 * Math.ceil(numbers / 8);
  const { arrays, copy } = copyProgram(length);
  for (const array of arrays) copier.allocate(array);
  const programs = [await copier.prepare(copy)];
  const runCopies = async (copies: number): Promise<number> => {
    const start = now();
    copier.run(programs, copies);
    await copier.finished();
    return now() - start;
  };
  const copies = await batchLength(runCopies, seconds / 4);
  const bytes = bytesPerNumber(backend);

  return {
    tile: simulation.tile && tileText(simulation.tile),
    async step() {
      const time = await runSteps(steps);
      const { status, reason } = await simulation.measure();
      // A stopped simulation's kernels return at once: its time would be a lie.
      if (status !== 'running') throw new Error(`the benchmark's run stopped: ${reason}`);
      return time / steps;
    },
    copy: async () => (2 * bytes * length * copies) / (await runCopies(copies)),
    dispose() {
      simulation.dispose();
      copier.dispose();
    },
  };
}

/** The reference computes in float64, the others in f32. */
export const bytesPerNumber = (backend: { readonly name: Contender['name'] }): number =>
  backend.name === 'reference' ? 8 : 4;

/** How many repetitions last at least `seconds`; running them warms the device up as well. */
async function batchLength(run: (count: number) => Promise<number>, seconds: number): Promise<number> {
  for (let count = 1; ;) {
    const time = await run(count);
    if (time >= seconds) return count;
    // A tenth more than needed, but never more than eightfold: first runs are slower than those to come.
    count = Math.ceil(count * Math.min(8, Math.max(1.5, (1.1 * seconds) / Math.max(time, 1e-6))));
  }
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}

export const mapSpread = (spread: Spread, of: (value: number) => number): Spread =>
  spreadOf([of(spread.min), of(spread.median), of(spread.max)]);

/** What was found for one contender. */
export interface Timing {
  /** Index of the workload and of the contender. */
  readonly workload: number;
  readonly contender: number;
  readonly secondsPerStep: Spread;
  readonly copyBytesPerSecond: Spread;
  readonly tile: string | null;
}

/**
 * All workloads on all contenders, timed in turn (A B A B), so that drifts of the machine meet all of them alike. They
 * are all in memory at the same time.
 *
 * @param host `rest` is waited for between any two measurements.
 */
export async function compare(
  workloads: readonly Workload[],
  contenders: readonly Contender[],
  { now, rest }: { now(): number; rest?(): Promise<void> },
  { repeats, seconds }: { readonly repeats: number; readonly seconds: number },
): Promise<Timing[]> {
  const entries: {
    readonly workload: number;
    readonly contender: number;
    readonly timer: Timer;
    readonly steps: number[];
    readonly copies: number[];
  }[] = [];
  try {
    for (const [workload, work] of workloads.entries())
      for (const [contender, { timer }] of contenders.entries()) {
        await rest?.();
        entries.push({ workload, contender, timer: await timer(work, now, seconds), steps: [], copies: [] });
      }
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const { timer, steps, copies } of entries) {
        await rest?.();
        steps.push(await timer.step());
        copies.push(await timer.copy());
      }
    }
  } finally {
    for (const { timer } of entries) timer.dispose();
  }
  return entries.map(({ workload, contender, timer, steps, copies }) => ({
    workload,
    contender,
    secondsPerStep: spreadOf(steps),
    copyBytesPerSecond: spreadOf(copies),
    tile: timer.tile,
  }));
}
