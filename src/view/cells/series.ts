// What the plots of a run of cells need, gathered from its measurements and from samples of its first cells: plain data in
// bounded memory, the same for the page, films and pictures. Fits of it are in fit.ts.

import type { Grid } from '../../core/grid.ts';
import type { Cells, Measurement } from '../../core/simulation.ts';
import type { Thinned } from '../plots/thinned.ts';
import { createThinned } from '../plots/thinned.ts';

/** Cells whose paths are drawn. */
export const FOLLOWED_CELLS = 20;
const CAPACITY = 600;
/** Paths have corners: they are kept more finely than averages. */
const TRACK_CAPACITY = 1200;

/** Averages against time; all arrays have the same length. */
export interface Averages {
  readonly times: readonly number[];
  readonly meanX: readonly number[];
  readonly meanY: readonly number[];
  readonly varianceX: readonly number[];
  readonly varianceY: readonly number[];
  readonly displacementX: readonly number[];
  readonly displacementY: readonly number[];
  readonly squaredDisplacement: readonly number[];
  readonly alignment: readonly number[];
}

/** What is inside cells against time; all arrays have the same length. */
export interface InsideSeries {
  readonly times: readonly number[];
  readonly variables: readonly {
    readonly name: string;
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
  }[];
  /** Null for cells that do not tumble. */
  readonly tumbleRate: readonly number[] | null;
}

/** Positions of the first cells against time, periodic axes unrolled: x[cell][sample]. */
export interface Paths {
  readonly times: readonly number[];
  readonly x: readonly (readonly number[])[];
  readonly y: readonly (readonly number[])[];
}

export interface CellSeries {
  /** Number of cells the averages are over; 0 before the first measurement. */
  readonly count: number;
  readonly averages: Averages;
  readonly paths: Paths;
  readonly inside: InsideSeries;
  /** Takes over the cells' statistics, if there are any. Returns whether anything changed. */
  add(measurement: Pick<Measurement, 'time' | 'cells'>): boolean;
  /** Takes over the positions of the first FOLLOWED_CELLS of `cells`, which are to be the same ones at every call. */
  follow(cells: Cells): boolean;
  /** Forgets everything: at a new start. */
  clear(): void;
}

/** `domain`: its sizes are what cells that went round a periodic axis are set further by. */
export function createCellSeries(
  domain: Pick<Grid, 'width' | 'height' | 'boundaryX' | 'boundaryY'>,
): CellSeries {
  const stepX = domain.boundaryX === 'periodic' ? domain.width : 0;
  const stepY = domain.boundaryY === 'periodic' ? domain.height : 0;
  const averages = createThinned(8, CAPACITY);
  let paths: Thinned | null = null;
  let within: { series: Thinned; names: readonly string[]; tumbles: boolean } | null = null;
  let count = 0;
  return {
    get count() {
      return count;
    },
    get averages() {
      const [
        meanX,
        meanY,
        varianceX,
        varianceY,
        displacementX,
        displacementY,
        squaredDisplacement,
        alignment,
      ] = averages.columns;
      return {
        times: averages.times,
        ...{ meanX, meanY, varianceX, varianceY },
        ...{ displacementX, displacementY, squaredDisplacement, alignment },
      };
    },
    get inside() {
      if (within === null) return { times: [], variables: [], tumbleRate: null };
      const { series, names, tumbles } = within;
      const { times, columns } = series;
      return {
        times,
        variables: names.map((name, k) => ({ name, mean: columns[2 * k], deviation: columns[2 * k + 1] })),
        tumbleRate: tumbles ? columns[2 * names.length] : null,
      };
    },
    get paths() {
      const columns = paths?.columns ?? [];
      const half = columns.length / 2;
      return { times: paths?.times ?? [], x: columns.slice(0, half), y: columns.slice(half) };
    },
    add({ time, cells }) {
      if (cells === null) return false;
      count = cells.count;
      const { inner, tumbleRate } = cells;
      const names = Object.keys(inner);
      const tumbles = tumbleRate !== null;
      within ??= { series: createThinned(2 * names.length + Number(tumbles), CAPACITY), names, tumbles };
      within.series.add(time, [
        ...names.flatMap((name) => [inner[name].mean, inner[name].deviation]),
        ...(tumbles ? [tumbleRate] : []),
      ]);
      return averages.add(time, [
        cells.meanX,
        cells.meanY,
        cells.varianceX,
        cells.varianceY,
        cells.displacementX,
        cells.displacementY,
        cells.squaredDisplacement,
        cells.alignment,
      ]);
    },
    follow(cells) {
      const followed = Math.min(cells.x.length, FOLLOWED_CELLS);
      if (paths === null || paths.columns.length !== 2 * followed) {
        paths = createThinned(2 * followed, TRACK_CAPACITY);
      }
      const row = new Float64Array(2 * followed);
      for (let cell = 0; cell < followed; cell += 1) {
        row[cell] = cells.x[cell] + cells.roundsX[cell] * stepX;
        row[followed + cell] = cells.y[cell] + cells.roundsY[cell] * stepY;
      }
      return paths.add(cells.time, row);
    },
    clear() {
      averages.clear();
      paths = null;
      within = null;
      count = 0;
    },
  };
}
