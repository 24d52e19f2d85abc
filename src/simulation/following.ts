// One cell followed step by step: tells the device which, and reads back what its kernel `trace` has kept. Where no cell is
// followed that kernel is not run at all.

import type { Backend, Fields, Program } from '../core/backend.ts';
import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Population, Trace } from '../core/simulation.ts';
import { FOLLOWED_TUMBLES } from '../kernels/keller-segel/layout.ts';
import { NOBODY, TRACE_FIELDS, TRACE_STEPS } from '../kernels/run-and-tumble/layout.ts';
import { ruleOf } from '../models/index.ts';

interface Followed {
  readonly cell: number;
  /** Steps that had been taken when it began. */
  readonly since: Promise<number>;
  readonly programs: readonly Program[];
}

export interface Following extends Pick<Population, 'follow' | 'trace'> {
  /** What the record `parameters` is to say of it. */
  readonly record: Fields;
  /** To be run after each step. */
  readonly programs: readonly Program[];
}

/** @param write writes the record `parameters`, `record` among it. */
export function createFollowing(
  config: RunAndTumbleConfig,
  backend: Backend,
  prepare: () => Promise<readonly Program[]>,
  write: () => void,
): Following {
  let followed: Followed | null = null;
  // Kernels are compiled in the meantime: the last call holds.
  let calls = 0;
  const steps = async (): Promise<number> => (await backend.readRecord('clock')).steps;

  return {
    get record() {
      return { followed: followed?.cell ?? NOBODY };
    },
    get programs() {
      return followed?.programs ?? [];
    },
    async follow(index) {
      if (index !== null && !(Number.isInteger(index) && index >= 0 && index < config.cells))
        throw new RangeError(`there are ${config.cells} cells, counted from 0: there is no cell ${index}`);
      calls += 1;
      const call = calls;
      if (index === null) {
        followed = null;
        write();
        return;
      }
      const programs = await prepare();
      if (call !== calls) return;
      followed = { cell: index, programs, since: steps() };
      backend.write('extremes', new Float32Array(1), FOLLOWED_TUMBLES);
      write();
      await followed.since;
    },
    async trace() {
      if (followed === null) return null;
      const { cell, since } = followed;
      const [before, now, ring] = await Promise.all([since, steps(), backend.read('trace')]);
      return unrolled(config, cell, before, now, ring);
    },
  };
}

/** The records of steps `before` + 1 to `now`, as far as the ring has them, in order. */
function unrolled(
  config: RunAndTumbleConfig,
  cell: number,
  before: number,
  now: number,
  ring: ArrayLike<number>,
): Trace {
  const inside = ruleOf(config).inner.map(({ name }) => name);
  const size = TRACE_FIELDS.length + inside.length;
  const kept = Math.min(now - before, TRACE_STEPS);
  const step = Float64Array.from({ length: kept }, (_, k) => now - kept + 1 + k);
  const numbers = (field: number): Float64Array =>
    step.map((number) => ring[(number % TRACE_STEPS) * size + field]);
  const named = Object.fromEntries(TRACE_FIELDS.map((name, field) => [name, numbers(field)]));
  return {
    cell,
    lost: now - before - kept,
    step,
    ...(named as Record<(typeof TRACE_FIELDS)[number], Float64Array>),
    inner: Object.fromEntries(inside.map((name, k) => [name, numbers(TRACE_FIELDS.length + k)])),
  };
}
