// Where the cells are along x: the measured density as bars, the one predicted at rest as a curve over them, and how far
// apart they are (the integral of their difference) beside what counting alone would leave.

import { cellX } from '../../core/grid.ts';
import { formatNumber } from '../numbers.ts';
import type { Context2D } from '../canvas.ts';
import type { Axis, Frame } from '../plots/axes.ts';
import { drawCurve, drawFrame, inside, roundAxis } from '../plots/axes.ts';
import type { Bars, Distance } from './histogram-data.ts';
import { bars, distance, marginalDensity } from './histogram-data.ts';
import type { LegendEntry } from '../plots/legend.ts';
import type { Panel, PanelData } from './panel.ts';
import { extent } from '../plots/ranges.ts';
import { lineWidth, MEASURED, PREDICTED } from '../plots/style.ts';

const MOST_BARS = 100;
/** Narrowest bar, in units of text. */
const NARROWEST = 0.22;
/** Height of the area, in units, from which it is told how far measured and predicted density are apart. */
const SMALL = 17;
const FILL = 'rgba(255, 180, 84, 0.38)';

export const drawHistogram: Panel = (context, area, unit, data) => {
  const { config, prediction } = data;
  const most = Math.max(Math.min(MOST_BARS, Math.floor(area.width / (NARROWEST * unit))), 8);
  const density = data.density === null ? null : marginalDensity(data.density, config);
  const measured = density === null ? null : bars(density, config.width, most);
  const predicted = prediction.density;
  const gap =
    measured === null || predicted === null
      ? null
      : distance(measured, bars(predicted, config.width, most), config.cells);
  const y: Axis = {
    ...roundAxis(0, 1.06 * Math.max(extent(measured?.heights ?? [], predicted ?? []).high, 0)),
    names: ['probability per length', 'density'],
  };
  const frame = drawFrame(context, {
    area,
    unit,
    x: { low: 0, high: config.width, names: ['position x', 'x'] },
    y,
    legend: legend(data, area.height < SMALL * unit ? null : gap),
  });
  inside(context, frame, () => {
    if (measured !== null) {
      context.fillStyle = FILL;
      context.strokeStyle = MEASURED;
      context.lineWidth = lineWidth(unit) * 0.8;
      traceBars(context, frame, measured);
      context.fill();
      context.stroke();
    }
    if (predicted !== null) {
      const centres = Float64Array.from(predicted, (_, column) => cellX(config, column));
      drawCurve(context, frame, centres, predicted, { colour: PREDICTED, dashed: true, width: 1.15 });
    }
  });
};

/** The outline of all bars as one path: bars filled one by one show seams. */
export function traceBars(context: Context2D, { toX, toY }: Frame, { edges, heights }: Bars): void {
  context.beginPath();
  context.moveTo(toX(edges[0]), toY(0));
  heights.forEach((height, bar) => {
    context.lineTo(toX(edges[bar]), toY(height));
    context.lineTo(toX(edges[bar + 1]), toY(height));
  });
  context.lineTo(toX(edges[heights.length]), toY(0));
}

function legend({ prediction }: PanelData, gap: Distance | null): LegendEntry[] {
  const entries: LegendEntry[] = [{ text: 'measured', colour: FILL, mark: 'box', edge: MEASURED }];
  if (prediction.density === null) return entries;
  entries.push({ text: 'predicted at rest', brief: 'at rest', colour: PREDICTED, mark: 'dashed' });
  if (gap !== null) {
    const text = `difference ${percent(gap.value)}, chance alone ${percent(gap.noise)}`;
    entries.push({ text, colour: PREDICTED, mark: 'none' });
  }
  return entries;
}

const percent = (value: number): string => `${formatNumber(Number((100 * value).toPrecision(2)))}%`;
