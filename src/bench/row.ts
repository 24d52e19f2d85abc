// A line of the benchmark's file: what every measurement says of the machine and of the step's speed.

import { mapSpread } from './measure.ts';
import type { CpuAccess } from '../backends/cpu/threads.ts';
import type { GpuAbsence, GpuAccess } from '../backends/gpu/access.ts';
import type { ModelName } from '../core/config.ts';
import type { Contender, NativeYardstick } from './contenders.ts';
import type { Spread, Timing } from './measure.ts';

export interface BenchPlan {
  /** Side of the square grids, or numbers of cells. */
  readonly sizes: readonly number[];
  readonly repeats: number;
  /** Least duration of a timed batch. */
  readonly seconds: number;
}

/** What every line says: when, by what version, on what machine, of what. */
export interface MachineRow {
  readonly date: string;
  readonly commit: string | null;
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
  readonly backend: Contender['name'];
  readonly adapter: string;
  readonly driver: string | null;
  readonly model: ModelName;
  readonly nx: number;
  readonly ny: number;
  readonly repeats: number;
}

/** A step's speed. */
export interface Row extends MachineRow {
  /** How the threads of the step lay; null where there is no choice, absent in rows from before there was one. */
  readonly tile?: string | null;
  readonly secondsPerStep: Spread;
  /** Grid cells updated, or simulated cells moved. */
  readonly cellsPerSecond: Spread;
  /** What no way to step it can avoid moving: the state read and written once (twice what evolves, plus what is constant). */
  readonly bytesPerCell: number;
  /** Effective memory throughput, T_eff: as if only those bytes were moved. */
  readonly bytesPerSecond: Spread;
  readonly copyBytesPerSecond: Spread;
  /** Median bytes a second of the step over those of the copy. */
  readonly shareOfCopy: number;
}

/** What was timed. */
export interface Subject {
  readonly model: ModelName;
  readonly nx: number;
  readonly ny: number;
  /** Cells that a step works on. */
  readonly count: number;
  readonly bytesPerCell: (by: Contender) => number;
}

/** What a benchmark asks of its surroundings. */
export interface BenchHost {
  /** Seconds since an arbitrary moment. */
  now(): number;
  date(): Date;
  machine(): {
    readonly cpu: string;
    readonly cores: number;
    readonly system: string;
    readonly node: string;
  };
  commit(): Promise<string | null>;
  /** Waited for between two measurements, and may throw to end them: a page must draw, and may be told to stop. */
  rest?(): Promise<void>;
}

export interface Bench {
  readonly host: BenchHost;
  readonly gpu: GpuAccess | GpuAbsence;
  readonly cpu: CpuAccess;
  /** Null where there is no compiler, or none was asked for. */
  readonly native: NativeYardstick | null;
  readonly plan: BenchPlan;
  readonly progress: (fraction: number, text: string) => void;
}

export async function machineRow(
  { host }: Pick<Bench, 'host'>,
  by: Pick<Contender, 'name' | 'adapter' | 'driver'>,
): Promise<Omit<MachineRow, 'model' | 'nx' | 'ny' | 'repeats'>> {
  const { cpu, cores, system, node } = host.machine();
  return {
    date: host.date().toISOString(),
    commit: await host.commit(),
    ...{ cpu, cores, system, node },
    ...{ backend: by.name, adapter: by.adapter, driver: by.driver },
  };
}

export async function rowOf(
  bench: Bench,
  by: Contender,
  { model, nx, ny, count, bytesPerCell }: Subject,
  { secondsPerStep, copyBytesPerSecond, tile }: Timing,
): Promise<Row> {
  const cellsPerSecond = mapSpread(secondsPerStep, (seconds) => count / seconds);
  const bytes = bytesPerCell(by);
  const bytesPerSecond = mapSpread(cellsPerSecond, (rate) => rate * bytes);
  return {
    ...(await machineRow(bench, by)),
    ...{ model, nx, ny, tile },
    repeats: bench.plan.repeats,
    ...{ secondsPerStep, cellsPerSecond, bytesPerCell: bytes, bytesPerSecond, copyBytesPerSecond },
    shareOfCopy: bytesPerSecond.median / copyBytesPerSecond.median,
  };
}

/** Columns under their headings, each as wide as its widest entry. */
export function columns(heading: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [heading, ...lines];
  const widths = heading.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Which adapters the rows are of, a line each. */
export const adaptersOf = (rows: readonly MachineRow[]): string =>
  [...new Set(rows.map((row) => `${row.backend}: ${row.adapter}\n`))].join('');

/** Times for a table: `12.3 us`. */
export const microseconds = (seconds: number): string => `${Number((1e6 * seconds).toPrecision(3))} us`;
export const percent = (share: number): string => `${(100 * share).toPrecision(2)}%`;
