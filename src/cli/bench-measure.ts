// Times one backend: the model's step, and a copy of as many bytes as the step works on, both through the same calls
// of the same backend. Wall clock around batches that end with `finished`, so launching and waiting are counted.
// Devices that clock up and down under load, and other programs, are what the repeats and their spread are for.

import { copyProgram } from '../kernels/bench/copy.ts';
import { createSimulation } from '../simulation/index.ts';
import { cellCount } from '../core/grid.ts';
import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import type { InitialFields } from '../simulation/index.ts';

/**
 * Numbers that a step of the two-stage scheme cannot avoid moving for each cell: the predictor reads u, v and writes its
 * increments (4), the corrector reads u, v and those, writes u, v (6), and reads and writes what rounding left (4).
 * Neighbours come from the cache.
 */
export const NUMBERS_PER_STEP = 14;
/** Numbers a cell that the step touches: u and v old and new, increments, carries. The copy works on as many. */
const NUMBERS_PER_CELL = 8;

export interface Timer {
  /** Seconds for one step. */
  step(): Promise<number>;
  /** Bytes a second, read plus written. */
  copy(): Promise<number>;
  dispose(): void;
}

/**
 * @param create A fresh backend: its arrays belong to the timer.
 * @param seconds Least duration of one timed batch.
 */
export async function createTimer(
  create: () => Backend,
  config: Config,
  initial: InitialFields,
  now: () => number,
  seconds: number,
): Promise<Timer> {
  const backend = create();
  const simulation = await createSimulation(config, backend, initial);
  const runSteps = async (steps: number): Promise<number> => {
    const start = now();
    simulation.run(steps, config.until);
    await backend.finished();
    return now() - start;
  };
  const steps = await batchLength(runSteps, seconds);

  const copier = create();
  const length = (NUMBERS_PER_CELL / 2) * cellCount(config);
  const { arrays, copy } = copyProgram(4 * Math.ceil(length / 4));
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
    async step() {
      const time = await runSteps(steps);
      const { status, reason } = await simulation.measure();
      // A stopped simulation's kernels return at once: its time would be a lie.
      if (status !== 'running') throw new Error(`the benchmark's run stopped: ${reason}`);
      return time / steps;
    },
    copy: async () => (2 * bytes * 4 * Math.ceil(length / 4) * copies) / (await runCopies(copies)),
    dispose() {
      simulation.dispose();
      copier.dispose();
    },
  };
}

/** The GPU computes in f32, the reference in float64. */
export const bytesPerNumber = (backend: Pick<Backend, 'name'>): number => (backend.name === 'gpu' ? 4 : 8);

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
