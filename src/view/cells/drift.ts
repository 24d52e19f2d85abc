// How fast the population moves, since the start and over the last fifth of the time, and its chemotactic index: the mean
// cosine between heading and gradient. Drift is told along the predicted direction, else along x.

import { dimension } from '../../core/grid.ts';
import type { PredictedDrift } from '../../theory/prediction.ts';
import { formatNumber } from '../numbers.ts';
import type { Axis } from '../plots/axes.ts';
import { drawCurve, drawFrame, drawLevel, inside, sideRoom } from '../plots/axes.ts';
import type { DriftSeries } from './fit.ts';
import { driftSeries } from './fit.ts';
import type { LegendEntry } from '../plots/legend.ts';
import type { Panel } from './panel.ts';
import { timeAxis } from './panel.ts';
import { extent, last, valueAxis } from '../plots/ranges.ts';
import { stack } from '../plots/stack.ts';
import { FAINT_MEASURED, MEASURED, PREDICTED, SECOND } from '../plots/style.ts';

/** The first twentieth of the time is so noisy that it would set the scale. */
const NOISY = 0.05;
/** Least height of the index' axis, which goes from -1 to 1 at most. */
const LEAST_INDEX = 0.1;

export const drawDrift: Panel = (context, area, unit, data) => {
  const { prediction, series, config } = data;
  const direction = prediction.drift ?? { x: 1, y: 0 };
  const drift = driftSeries(series.averages, direction, dimension(config), series.count);
  const { times, alignment } = series.averages;
  const x = timeAxis(data);
  const known = (value: number | null): number[] => (value === null ? [] : [value]);
  const quiet = Math.max(Math.floor(NOISY * drift.times.length), drift.times.length > 1 ? 1 : 0);
  const speed: Axis = valueAxis(
    extent(
      [0],
      drift.sinceStart.slice(quiet),
      drift.recent.slice(quiet),
      known(prediction.drift?.value ?? null),
    ),
    0,
    [`drift speed ${along(prediction.drift)}`, `drift ${along(prediction.drift)}`, 'drift speed', 'drift'],
  );
  const index: Axis = valueAxis(extent([0], alignment, known(prediction.drift?.index ?? null)), LEAST_INDEX, [
    'chemotactic index',
    'index',
  ]);
  const { upper, lower, foot } = stack(area, unit);
  const side = Math.max(
    sideRoom(context, speed, upper.height / 2, unit),
    sideRoom(context, index, lower.height / 2, unit),
  );
  const top = drawFrame(context, {
    ...{ area: upper, unit, x, y: speed, side, foot: 'nothing' },
    legend: speedLegend(drift, prediction.drift),
  });
  inside(context, top, () => {
    drawCurve(context, top, drift.times, drift.recent, { colour: FAINT_MEASURED, width: 0.8 });
    drawCurve(context, top, drift.times, drift.sinceStart, { colour: MEASURED });
    if (prediction.drift !== null) {
      drawLevel(context, top, x, prediction.drift.value, { colour: PREDICTED, dashed: true });
    }
  });
  const bottom = drawFrame(context, {
    ...{ area: lower, unit, x, y: index, side, foot },
    legend: indexLegend(last(alignment), prediction.drift),
  });
  inside(context, bottom, () => {
    drawCurve(context, bottom, times, alignment, { colour: SECOND });
    const level = prediction.drift?.index ?? null;
    if (level !== null) drawLevel(context, bottom, x, level, { colour: PREDICTED, dashed: true });
  });
};

/** Words for a direction: axes by name, others as the bias. */
function along(drift: PredictedDrift | null): string {
  if (drift === null || drift.x > 1 - 1e-9) return 'along x';
  if (drift.x < -1 + 1e-9) return 'along -x';
  if (Math.abs(drift.y) > 1 - 1e-9) return drift.y > 0 ? 'along y' : 'along -y';
  return drift.index !== null && drift.index < 0 ? 'down the gradient' : 'up the gradient';
}

function speedLegend(drift: DriftSeries, predicted: PredictedDrift | null): LegendEntry[] {
  const now = last(drift.sinceStart);
  const recent = last(drift.recent);
  const entries: LegendEntry[] = [];
  if (now !== undefined) {
    const brief = formatNumber(now);
    const text = `${brief} +/- ${formatNumber(Number(drift.error.toPrecision(1)))}`;
    entries.push({ text, brief, colour: MEASURED });
  }
  if (predicted !== null) {
    const range = predicted.kind === 'exact' ? '' : ', weak signal';
    entries.push(predictedEntry(predicted.value, predicted.walls ? ' until the walls' : range));
  }
  if (recent !== undefined) {
    const brief = `${formatNumber(recent)} lately`;
    entries.push({ text: `${brief} (last fifth of the time)`, brief, colour: FAINT_MEASURED });
  }
  return entries;
}

function indexLegend(now: number | undefined, predicted: PredictedDrift | null): LegendEntry[] {
  const entries: LegendEntry[] = [];
  if (now !== undefined) entries.push({ text: formatNumber(now), colour: SECOND });
  if (predicted !== null && predicted.index !== null) {
    entries.push(predictedEntry(predicted.index, predicted.walls ? ' until the walls' : ''));
  }
  return entries;
}

function predictedEntry(value: number, range: string): LegendEntry {
  const brief = `${formatNumber(value)} predicted`;
  return { text: brief + range, brief, colour: PREDICTED, mark: 'dashed' };
}
