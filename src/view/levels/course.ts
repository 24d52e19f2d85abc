// What the plots of an experiment at several levels need: the newest comparison, and mean, variance and current of the cells and
// of each level against time, in bounded memory. The same for the page, films and pictures.

import type { LevelsState } from '../../observables/levels.ts';
import { createThinned } from '../plots/thinned.ts';

const CAPACITY = 600;
const COLUMNS = 3;

/** Of the cells or of one level; all arrays have the length of `times`. Not-a-number where unknown. */
export interface MomentCurves {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
  readonly current: readonly number[];
}

export interface LevelCourse {
  /** Names of the levels, in the order of `levels`. */
  readonly names: readonly string[];
  /** Null before the first comparison. */
  readonly latest: LevelsState | null;
  readonly times: readonly number[];
  readonly cells: MomentCurves;
  readonly levels: readonly MomentCurves[];
  /** Takes over a comparison; times must not decrease. Returns whether anything changed. */
  add(state: LevelsState): boolean;
  clear(): void;
}

export function createLevelCourse(names: readonly string[]): LevelCourse {
  const rows = createThinned(COLUMNS * (1 + names.length), CAPACITY);
  let latest: LevelsState | null = null;
  const curves = (index: number): MomentCurves => {
    const [mean, variance, current] = rows.columns.slice(COLUMNS * index, COLUMNS * (index + 1));
    return { mean, variance, current };
  };
  return {
    names,
    get latest() {
      return latest;
    },
    get times() {
      return rows.times;
    },
    get cells() {
      return curves(0);
    },
    get levels() {
      return names.map((_, index) => curves(index + 1));
    },
    add(state) {
      latest = state;
      const all = [state.cells, ...state.levels];
      return rows.add(
        state.time,
        all.flatMap(({ mean, variance, current }) => [mean, variance, current ?? NaN]),
      );
    },
    clear() {
      rows.clear();
      latest = null;
    },
  };
}
