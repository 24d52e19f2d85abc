// Kernels of cells one by one, on a backend of single precision and by their twins, from the same made-up state.

import { expect } from 'vitest';
import { createReferenceBackend } from '../../src/backends/reference/reference-backend.ts';
import type { Backend, Dispatch, Values } from '../../src/core/backend.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { cellProgram } from '../../src/models/run-and-tumble/program.ts';
import { type CellState, countersOf, prepareCells } from './cell-state.ts';

/** All dispatches of that kernel, for `deposit` and `density` those of a step (cloud) before those for the eye. */
export function find(config: RunAndTumbleConfig, name: string): readonly Dispatch[] {
  const { place, step, show, measure, inside = [], collect = [], trace = [] } = cellProgram(config);
  return [...place, ...step, ...show, ...measure, ...inside, ...collect, ...trace].filter(
    ({ kernel }) => kernel === `run-and-tumble/${name}`,
  );
}

export type Written = Readonly<Record<string, Values>>;

type Experiment = [
  config: RunAndTumbleConfig,
  dispatches: readonly Dispatch[],
  state: CellState,
  region?: Readonly<Record<string, number>>,
];

/** Runs the dispatches in order on a fresh state; returns what they wrote. */
async function execute(
  backend: Backend,
  ...[config, dispatches, state, region]: Experiment
): Promise<Written> {
  prepareCells(backend, config, state);
  if (region) backend.writeRecord('region', { ...region });
  for (const dispatch of dispatches) backend.run([await backend.prepare(dispatch)], 1);
  const written: Record<string, Values> = {};
  for (const { name, access } of dispatches.flatMap(({ arrays }) => arrays)) {
    if (access !== 'write') continue;
    written[name] =
      name === 'counts'
        ? countersOf(config, backend, await backend.read(name))
        : name === 'moments' || name === 'inner_span' || name === 'inner_range'
          ? Float64Array.from(Object.values(await backend.readRecord(name)))
          : await backend.read(name);
  }
  backend.dispose();
  return written;
}

/** What the reference wrote: it is asked again for each backend of single precision, and takes longer than these. */
const judgements = new WeakMap<RunAndTumbleConfig, Map<string, Promise<Written>>>();
function judgedOnce(...[config, dispatches, state, region]: Experiment): Promise<Written> {
  const known = judgements.get(config) ?? new Map<string, Promise<Written>>();
  judgements.set(config, known);
  const key = JSON.stringify([dispatches.map(({ kernel, wgsl }) => [kernel, wgsl]), state, region]);
  const judged = known.get(key) ?? execute(createReferenceBackend(), config, dispatches, state, region);
  known.set(key, judged);
  return judged;
}

/** On a fresh backend, and on the reference; neither result may be changed. */
export async function both(
  create: () => Backend,
  config: RunAndTumbleConfig,
  dispatches: readonly Dispatch[],
  state: CellState = {},
  region?: Readonly<Record<string, number>>,
): Promise<{ single: Written; judged: Written }> {
  return {
    single: await execute(create(), config, dispatches, state, region),
    judged: await judgedOnce(config, dispatches, state, region),
  };
}

/** The largest excess of |a - b| over what is allowed there. */
export function excess(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  allowed: (value: number, i: number) => number,
): number {
  expect(a.length).toBe(b.length);
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < b.length; i += 1) {
    const over = Math.abs(a[i] - b[i]) - allowed(Math.abs(b[i]), i);
    largest = Math.max(largest, Number.isNaN(over) ? Number.POSITIVE_INFINITY : over);
  }
  return largest;
}

/** Index of the first number that differs, -1 where none does: `toEqual` takes a second over 20,000 numbers. */
export function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < b.length; i += 1) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

/** An array of the made-up state as it is before any kernel runs. */
export async function before(config: RunAndTumbleConfig, name: string): Promise<Values> {
  const backend = createReferenceBackend();
  prepareCells(backend, config);
  const values = await backend.read(name);
  return name === 'counts' ? countersOf(config, backend, values) : values;
}
