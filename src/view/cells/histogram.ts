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
    names: ['probability per length', 'density', 'p'],
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
      traceBars(context, frame, measured);
      context.fill();
      context.stroke();
    }
    if (predicted !== null) {
      const centres = Float64Array.from(predicted, (_, column) => cellX(config, column));
      drawCurve(context, frame, centres, predicted, { colour: PREDICTED, dashed: true, width: 1.15 });
    }
    if (gap !== null && measured !== null) drawDistance(context, frame, gap, measured);
  });
};

/** The outline of all bars as one path: bars filled one by one show seams. */
function traceBars(context: Context2D, { toX, toY }: Frame, { edges, heights }: Bars): void {
  context.beginPath();
  context.moveTo(toX(edges[0]), toY(0));
  heights.forEach((height, bar) => {
    context.lineTo(toX(edges[bar]), toY(height));
    context.lineTo(toX(edges[bar + 1]), toY(height));
  });
  context.lineTo(toX(edges[heights.length]), toY(0));
}

function legend(data: PanelData): LegendEntry[] {
  const measured: LegendEntry = { text: 'measured', colour: FILL, mark: 'box', edge: MEASURED };
  if (data.prediction.density === null) return [measured];
  return [measured, { text: 'predicted', colour: PREDICTED, mark: 'dashed' }];
}

/** In an upper corner where no bar comes near it; nowhere where there is none. */
function drawDistance(context: Context2D, frame: Frame, gap: Distance, measured: Bars): void {
  const { plot, unit } = frame;
  const size = 0.9 * unit;
  const lines = [`L1 distance ${formatNumber(gap.value)}`, `counting noise ${formatNumber(gap.noise)}`];
  const width = Math.max(...lines.map((line) => labelWidth(context, line, size)));
  const below = plot.y + 3.2 * unit;
  if (plot.height < 8 * unit || width > 0.65 * plot.width) return;
  const corners = [plot.x + plot.width - width - 0.5 * unit, plot.x + 0.5 * unit];
  const x = corners.find((left) =>
    measured.heights.every((height, bar) => {
      const apart =
        frame.toX(measured.edges[bar]) > left + width || frame.toX(measured.edges[bar + 1]) < left;
      return apart || frame.toY(height) > below;
    }),
  );
  if (x === undefined) return;
  context.fillStyle = FAINT_INK;
  context.textBaseline = 'middle';
  lines.forEach((line, k) => drawLabel(context, line, x, plot.y + (0.95 + 1.2 * k) * unit, size));
}
