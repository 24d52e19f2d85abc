// What every panel of cells is given, and the axis of time that they share.

import type { RunAndTumbleConfig } from '../../core/config.ts';
import type { Prediction } from '../../theory/prediction.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import type { Axis } from '../plots/axes.ts';
import { axisOfTime } from '../plots/ranges.ts';
import type { CellSeries } from './series.ts';

export interface PanelData {
  readonly config: Pick<
    RunAndTumbleConfig,
    'nx' | 'ny' | 'width' | 'height' | 'boundaryX' | 'boundaryY' | 'cells'
  >;
  readonly series: CellSeries;
  /** Density u of the present state on the grid, row by row; null while there is none. */
  readonly density: ArrayLike<number> | null;
  readonly prediction: Prediction;
  /** Where the axis of time ends; null lets it grow with the run, in round steps. */
  readonly until: number | null;
}

/** Draws into the rectangle, over whatever is there; `unit` is the size of ordinary text. */
export type Panel = (context: Context2D, area: Rectangle, unit: number, data: PanelData) => void;

/** Time from 0 to the end, which is never before the last time there is. */
export function timeAxis({ series, until }: PanelData): Axis {
  const { times: averages } = series.averages;
  const { times: paths } = series.paths;
  return axisOfTime(Math.max(averages[averages.length - 1] ?? 0, paths[paths.length - 1] ?? 0), until);
}
