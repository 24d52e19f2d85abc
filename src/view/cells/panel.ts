// What every panel is given, and what panels share: the axis of time, ranges that hold a set of curves.

import type { RunAndTumbleConfig } from '../../core/config.ts';
import type { Prediction } from '../../theory/prediction.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { roundLength } from '../numbers.ts';
import type { Axis } from './axes.ts';
import { roundAxis } from './axes.ts';
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

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** Time from 0 to the end, which is never before the last time there is. */
export function timeAxis(data: PanelData): Axis {
  const { times: averages } = data.series.averages;
  const { times: paths } = data.series.paths;
  const last = Math.max(averages[averages.length - 1] ?? 0, paths[paths.length - 1] ?? 0);
  const names = ['time t', 't'];
  if (data.until !== null && last <= data.until * (1 + 1e-9)) return { low: 0, high: data.until, names };
  if (!(last > 0)) return { low: 0, high: 1, names };
  const power = 10 ** Math.floor(Math.log10(last));
  const factor = ROUND.find((candidate) => candidate * power >= last * (1 - 1e-9)) ?? 10;
  return { low: 0, high: factor * power, names };
}

/** Smallest and largest of the finite numbers; low > high where there are none. */
export function extent(...lists: readonly ArrayLike<number>[]): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (let index = 0; index < list.length; index += 1) {
      const value = list[index];
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}

/** An axis that holds these values between round numbers and spans at least about `least`, on both sides of them alike. */
export function valueAxis(
  values: { low: number; high: number },
  least: number,
  names: readonly string[],
): Axis {
  const { low, high } = values;
  if (!(high >= low)) return { low: 0, high: 1, names };
  if (high - low >= least) return { ...roundAxis(low, high), names };
  const step = roundLength(least / 4);
  const [below, above] = [Math.floor(low / step), Math.ceil(high / step)];
  const more = Math.max(Math.ceil((least / step - (above - below)) / 2), 0);
  return { low: (below - more) * step, high: (above + more) * step, names };
}

export const last = (values: readonly number[]): number | undefined => values[values.length - 1];
