// Where the cells are along x: the measured density as bars, the predicted one as a curve over them, and how far apart they
// are beside what counting alone would leave.

import { cellX } from '../../core/grid.ts';
import { formatNumber } from '../numbers.ts';
import type { Context2D } from '../canvas.ts';
import { FAINT_INK } from '../overlay.ts';
import { drawLabel, labelWidth } from '../text.ts';
import type { Axis, Frame } from './axes.ts';
import { drawCurve, drawFrame, inside, roundAxis } from './axes.ts';
import type { Bars, Distance } from './histogram-data.ts';
import { bars, distance, marginalDensity } from './histogram-data.ts';
import type { LegendEntry } from './legend.ts';
import type { Panel, PanelData } from './panel.ts';
import { extent } from './panel.ts';
import { lineWidth, MEASURED, PREDICTED } from './style.ts';

const MOST_BARS = 100;
/** Narrowest bar, in units of text. */
const NARROWEST = 0.22;
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
    names: ['probability per length', 'per length', 'p'],
  };
  const frame = drawFrame(context, {
    area,
    unit,
    x: { low: 0, high: config.width, names: ['position x', 'x'] },
    y,
    legend: legend(data),
  });
  inside(context, frame, () => {
    if (measured !== null) {
      context.fillStyle = FILL;
      context.strokeStyle = MEASURED;
      context.lineWidth = lineWidth(unit) * 0.8;
      outline(measured, frame.toX, frame.toY, (x, height) => {
        context.fillRect(x[0], height, x[1] - x[0], frame.toY(0) - height);
      });
      context.beginPath();
      context.moveTo(frame.toX(0), frame.toY(0));
      outline(measured, frame.toX, frame.toY, (x, height) => {
        context.lineTo(x[0], height);
        context.lineTo(x[1], height);
      });
      context.stroke();
    }
    if (predicted !== null) {
      const centres = Float64Array.from(predicted, (_, column) => cellX(config, column));
      drawCurve(context, frame, centres, predicted, { colour: PREDICTED, dashed: true, width: 1.15 });
    }
    if (gap !== null && measured !== null) drawDistance(context, frame, gap, measured);
  });
};

function outline(
  { edges, heights }: Bars,
  toX: (value: number) => number,
  toY: (value: number) => number,
  each: (x: readonly [number, number], height: number) => void,
): void {
  for (let bar = 0; bar < heights.length; bar += 1) {
    each([toX(edges[bar]), toX(edges[bar + 1])], toY(heights[bar]));
  }
}

function legend(data: PanelData): LegendEntry[] {
  const measured: LegendEntry = { text: 'measured', colour: FILL, mark: 'box', edge: MEASURED };
  if (data.prediction.density === null) return [measured];
  return [measured, { text: 'predicted', colour: PREDICTED, mark: 'dashed' }];
}

/** In the upper corner above the lower half of the bars; not where there is no room. */
function drawDistance(context: Context2D, frame: Frame, gap: Distance, measured: Bars): void {
  const { plot, unit } = frame;
  const size = 0.9 * unit;
  const lines = [`L1 distance ${formatNumber(gap.value)}`, `by counting ${formatNumber(gap.noise)}`];
  const width = Math.max(...lines.map((line) => labelWidth(context, line, size)));
  if (width > 0.42 * plot.width || plot.height < 8 * unit) return;
  const half = measured.heights.length / 2;
  const right = extent(measured.heights.slice(half)).high <= extent(measured.heights.slice(0, half)).high;
  const x = right ? plot.x + plot.width - width - 0.5 * unit : plot.x + 0.5 * unit;
  context.fillStyle = FAINT_INK;
  context.textBaseline = 'middle';
  lines.forEach((line, k) => drawLabel(context, line, x, plot.y + (0.95 + 1.2 * k) * unit, size));
}
