// The course of one followed cell, put together from traces that overlap: each tells the last steps that the device keeps.

import type { Trace } from '../core/simulation.ts';

/** Which entries of a trace come after a step, and how many steps between are lost; null: all since following began. */
export function entriesAfter(
  trace: Trace,
  step: number | null,
): { readonly first: number; readonly lost: number } {
  if (step === null) return { first: 0, lost: trace.lost };
  if (trace.step.length === 0) return { first: 0, lost: 0 };
  const missing = trace.step[0] - step - 1;
  return { first: Math.min(Math.max(-missing, 0), trace.step.length), lost: Math.max(missing, 0) };
}

type Column = 't' | 'x' | 'y' | 'roundsX' | 'roundsY' | 'heading' | 'cue' | 'secondCue' | 'rate' | 'tumbles';
const COLUMNS: readonly Column[] = [
  ...(['t', 'x', 'y', 'roundsX', 'roundsY', 'heading'] as const),
  ...(['cue', 'secondCue', 'rate', 'tumbles'] as const),
];

/** Arrays of equal length, an entry a step, oldest first. */
export interface CellCourse extends Readonly<Record<Column, readonly number[]>> {
  readonly cell: number;
  readonly inner: Readonly<Record<string, readonly number[]>>;
}

/** The last steps of a followed cell. */
export interface TraceHistory {
  /** Null while no step of it is known. */
  readonly course: CellCourse | null;
  /** Takes over what is new in a trace; that of another cell begins anew. Returns whether anything was. */
  add(trace: Trace): boolean;
  clear(): void;
}

/** @param most steps that are kept at most; a quarter goes at a time, so that an axis of time does not slide. */
export function createTraceHistory(most: number): TraceHistory {
  let columns: Record<string, number[]> = {};
  let inner: Record<string, number[]> = {};
  let cell: number | null = null;
  let last: number | null = null;
  const begin = (trace: Trace): void => {
    columns = Object.fromEntries(COLUMNS.map((name) => [name, []]));
    inner = Object.fromEntries(Object.keys(trace.inner).map((name) => [name, []]));
    cell = trace.cell;
    last = null;
  };
  return {
    get course() {
      if (cell === null || last === null) return null;
      return { cell, ...(columns as Record<Column, number[]>), inner };
    },
    add(trace) {
      if (trace.cell !== cell) begin(trace);
      const { first, lost } = entriesAfter(trace, last);
      if (first >= trace.step.length) return false;
      // A line across steps that nobody saw would be made up.
      if (lost > 0) begin(trace);
      for (const name of COLUMNS) columns[name].push(...trace[name].subarray(first));
      for (const name of Object.keys(inner)) inner[name].push(...trace.inner[name].subarray(first));
      last = trace.step[trace.step.length - 1];
      if (columns.t.length > most)
        for (const list of [...Object.values(columns), ...Object.values(inner)])
          list.splice(0, list.length - Math.floor(0.75 * most));
      return true;
    },
    clear() {
      cell = null;
      last = null;
    },
  };
}
