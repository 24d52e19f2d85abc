// Mean and variance of x and the current (mean velocity along x) against time, of the cells and of each level.

import { formatNumber } from '../numbers.ts';
import type { Axis } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside, sideRoom } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import { axisOfTime, extent, last, valueAxis } from '../plots/ranges.ts';
import { stacked } from '../plots/stack.ts';
import type { MomentCurves } from './course.ts';
import type { LevelData, LevelPanel } from './panel.ts';
import { CELLS_COLOUR, levelStyle } from './panel.ts';

/** The mean's axis spans at least this share of the width, or it would show counting noise alone. */
const LEAST_MEAN = 0.05;

const KINDS = [
  { key: 'mean', names: ['mean of x', 'mean'] },
  { key: 'variance', names: ['variance of x', 'variance'] },
  { key: 'current', names: ['current: mean velocity', 'current', 'J'] },
] as const satisfies readonly { key: keyof MomentCurves; names: readonly string[] }[];

export const drawLevelMoments: LevelPanel = (context, area, unit, data) => {
  const { course, grid, until } = data;
  const { times, cells, levels, names } = course;
  const x = axisOfTime(last(times) ?? 0, until);
  // Round a periodic axis the mean and the variance of x would depend on where its edge lies.
  const kinds = grid.boundaryX === 'periodic' ? KINDS.filter(({ key }) => key === 'current') : KINDS;
  const { parts, foot } = stacked(area, unit, kinds.length);
  const axes = kinds.map(({ key, names: words }): Axis => {
    const values = extent(cells[key], ...levels.map((curves) => curves[key]));
    if (key === 'mean') return valueAxis(values, LEAST_MEAN * grid.width, words);
    return valueAxis(extent([0], [values.low, values.high]), 0, words);
  });
  const side = Math.max(...axes.map((axis, k) => sideRoom(context, axis, parts[k].height / 2, unit)));
  kinds.forEach(({ key }, k) => {
    const frame = drawFrame(context, {
      ...{ area: parts[k], unit, x, y: axes[k], side, foot: k + 1 < kinds.length ? 'nothing' : foot },
      legend: legend(data, key, Math.max(Math.abs(axes[k].low), Math.abs(axes[k].high))),
    });
    inside(context, frame, () => {
      drawCurve(context, frame, times, cells[key], { colour: CELLS_COLOUR, width: 1.2 });
      levels.forEach((curves, index) =>
        drawCurve(context, frame, times, curves[key], levelStyle(names[index])),
      );
    });
  });
};

/** @param scale Values of a millionth of it are rounding. */
function legend({ course }: LevelData, key: keyof MomentCurves, scale: number): LegendEntry[] {
  const entry = (curves: MomentCurves, colour: string, dashed: boolean): LegendEntry[] => {
    const value = last(curves[key]);
    if (value === undefined || !Number.isFinite(value)) return [];
    const shown = Math.abs(value) < 1e-6 * scale ? 0 : Number(value.toPrecision(4));
    return [{ text: formatNumber(shown), colour, mark: dashed ? 'dashed' : 'line' }];
  };
  return [
    ...entry(course.cells, CELLS_COLOUR, false),
    ...course.levels.flatMap((curves, index) => {
      const { colour, dashed } = levelStyle(course.names[index]);
      return entry(curves, colour, dashed);
    }),
  ];
}
