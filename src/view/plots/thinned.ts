// Rows of numbers against time, of a run of any length in bounded memory: when full, every other row is dropped and from
// then on rows are taken half as often. The newest row is always the newest value given. Plain samples: unlike the
// page's history of peaks, a dropped row leaves nothing behind.

export interface Thinned {
  /** Adds a row of as many numbers as there are columns; times must not decrease. Returns whether anything changed. */
  add(time: number, row: ArrayLike<number>): boolean;
  clear(): void;
  readonly times: readonly number[];
  /** One array a column, as long as `times`. */
  readonly columns: readonly (readonly number[])[];
}

export function createThinned(columnCount: number, capacity: number): Thinned {
  let times: number[] = [];
  let columns: number[][] = Array.from({ length: columnCount }, () => []);
  let interval = 0;

  const thin = (): void => {
    // Every other row counted from the last one, which stays; the first one stays, too: plots begin there.
    const keep = (_: number, index: number): boolean => index === 0 || (times.length - 1 - index) % 2 === 0;
    columns = columns.map((column) => column.filter(keep));
    times = times.filter(keep);
    interval = (2 * (times[times.length - 1] - times[0])) / capacity;
  };

  return {
    add(time, row) {
      const last = times.length - 1;
      if (last >= 0 && time <= times[last]) return false;
      if (last >= 1 && time - times[last - 1] < interval) {
        // The newest row moves on until it is far enough from the one before it.
        times[last] = time;
        columns.forEach((column, k) => (column[last] = row[k]));
        return true;
      }
      times.push(time);
      columns.forEach((column, k) => column.push(row[k]));
      if (times.length > capacity) thin();
      return true;
    },
    clear() {
      times = [];
      columns = columns.map(() => []);
      interval = 0;
    },
    get times() {
      return times;
    },
    get columns() {
      return columns;
    },
  };
}
