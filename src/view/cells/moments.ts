// Mean and variance of x against time, one above the other, with the values that theory says they have at rest.

import { formatNumber } from '../numbers.ts';
import type { Axis, Foot } from '../plots/axes.ts';
import { drawCurve, drawFrame, drawLevel, inside, sideRoom } from '../plots/axes.ts';
import type { LegendEntry } from '../plots/legend.ts';
import type { Panel } from './panel.ts';
import { timeAxis } from './panel.ts';
import { extent, last, valueAxis } from '../plots/ranges.ts';
import { stack } from '../plots/stack.ts';
import { MEASURED, PREDICTED, SECOND } from '../plots/style.ts';

/** The mean's axis spans at least this share of the width, or it would show counting noise alone. */
const LEAST_MEAN = 0.1;

export const drawMoments: Panel = (context, area, unit, data) => {
  const { prediction, config } = data;
  const { times, meanX, varianceX } = data.series.averages;
  const x = timeAxis(data);
  const known = (value: number | null): number[] => (value === null ? [] : [value]);
  const mean: Axis = valueAxis(extent(meanX, known(prediction.mean)), LEAST_MEAN * config.width, [
    'mean of x',
    'mean',
  ]);
  const variance: Axis = valueAxis(extent([0], varianceX, known(prediction.variance)), 0, [
    'variance of x (length squared)',
    'variance of x',
    'variance',
  ]);
  const { upper, lower, foot } = stack(area, unit);
  const side = Math.max(
    sideRoom(context, mean, upper.height / 2, unit),
    sideRoom(context, variance, lower.height / 2, unit),
  );
  const draw = (
    part: typeof upper,
    axis: Axis,
    values: readonly number[],
    settled: number | null,
    colour: string,
    below: Foot,
  ): void => {
    const legend = settledLegend(last(values), settled, colour);
    const frame = drawFrame(context, { area: part, unit, x, y: axis, legend, side, foot: below });
    inside(context, frame, () => {
      drawCurve(context, frame, times, values, { colour });
      if (settled !== null) drawLevel(context, frame, x, settled, { colour: PREDICTED, dashed: true });
    });
  };
  draw(upper, mean, meanX, prediction.mean, SECOND, 'nothing');
  draw(lower, variance, varianceX, prediction.variance, MEASURED, foot);
};

function settledLegend(now: number | undefined, settled: number | null, colour: string): LegendEntry[] {
  const entries: LegendEntry[] = [];
  if (now !== undefined) entries.push({ text: formatNumber(now), colour });
  if (settled !== null) {
    const brief = `at rest: ${formatNumber(settled)}`;
    entries.push({ text: `predicted ${brief}`, brief, colour: PREDICTED, mark: 'dashed' });
  }
  return entries;
}
