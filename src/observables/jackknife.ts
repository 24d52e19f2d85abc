// What many independent cells say of a number that is a function of their sums, with its error and without its bias of first
// order: the jackknife (Quenouille 1956; Tukey 1958). Each of n groups of cells is left out in turn:
//   corrected = n f(all) - (n - 1) mean f(all but one),   error^2 = (n - 1)/n sum (f(all but one) - their mean)^2.
// Exact for functions of second order in the sums. Cells may differ from each other; snapshots of one cell may be as alike as
// they like, for a cell is left out with all of them.

export interface Estimate {
  readonly value: number;
  /** Standard error. */
  readonly error: number;
}

/** Groups at most: more cells are put together. */
const MOST_GROUPS = 1000;

/**
 * @param sums For each cell the numbers that are summed, one after the other: cell i has [width i, width (i + 1)).
 * @param of Several numbers from the sums over cells; it must not keep the array that it is given.
 */
export function jackknife(
  sums: Float64Array,
  width: number,
  of: (sum: Float64Array) => readonly number[],
): readonly Estimate[] {
  const cells = sums.length / width;
  const groups = Math.min(cells, MOST_GROUPS);
  const parts = Array.from({ length: groups }, () => new Float64Array(width));
  const total = new Float64Array(width);
  for (let cell = 0; cell < cells; cell += 1) {
    const part = parts[cell % groups];
    for (let k = 0; k < width; k += 1) part[k] += sums[cell * width + k];
  }
  for (const part of parts) part.forEach((value, k) => (total[k] += value));
  const plain = of(total);
  const others = parts.map((part) => of(total.map((value, k) => value - part[k])));
  return plain.map((value, which) => {
    const mean = others.reduce((sum, other) => sum + other[which], 0) / groups;
    const squares = others.reduce((sum, other) => sum + (other[which] - mean) ** 2, 0);
    return {
      value: groups * value - (groups - 1) * mean,
      error: Math.sqrt(((groups - 1) / groups) * squares),
    };
  });
}
