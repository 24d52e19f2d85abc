// Comma-separated values: a line of names, then one line of numbers a row, in JavaScript's shortest form that reads
// back to the same float64. Not-a-number and infinity are `nan` and `inf`, as NumPy, pandas and R read them.

import type { OutputFile } from './storage.ts';

export function csvNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value);
}

export interface TableWriter {
  append(row: readonly number[]): Promise<void>;
  /** Keeps the first `rows` rows and closes the file. */
  finish(rows: number): Promise<void>;
}

/** A table in `file`, which is empty. Names must not hold commas, quotes or line breaks. */
export async function openTable(file: OutputFile, names: readonly string[]): Promise<TableWriter> {
  const encoder = new TextEncoder();
  const heading = encoder.encode(`${names.join(',')}\n`);
  await file.write(heading, 0);
  /** Where each row ends; ends[0] is the end of the heading. */
  const ends = [heading.length];
  return {
    async append(row) {
      if (row.length !== names.length)
        throw new RangeError(`a row has ${names.length} numbers, got ${row.length}`);
      const bytes = encoder.encode(`${row.map(csvNumber).join(',')}\n`);
      const start = ends[ends.length - 1];
      await file.write(bytes, start);
      ends.push(start + bytes.length);
    },
    async finish(rows) {
      await file.truncate(ends[rows]);
      await file.close();
    },
  };
}
