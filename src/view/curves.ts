// One-dimensional runs: u and v against x, each with its own axis (their sizes differ by orders of magnitude), numbers
// and a legend. Fixed ends and the logarithm of the view apply to the field it names; the other is scaled by itself.
// Where a pixel column holds several cells the curve spans their lowest to highest, so no narrow peak is lost.

import type { Grid } from '../core/grid.ts';
import { cellX } from '../core/grid.ts';
import { isGridField } from '../core/config.ts';
import type { ViewConfig } from '../core/config.ts';
import { EMPTY } from '../kernels/view/heat-map-layout.ts';
import type { Measurement } from '../core/simulation.ts';
import type { Context2D } from './canvas.ts';
import { NOT_FINITE } from './colormap.ts';
import type { Layout, Rectangle } from './layout.ts';
import { ticks } from './numbers.ts';
import { drawHeader, FAINT_INK, fieldName, INK } from './overlay.ts';
import type { Pictured } from './overlay.ts';
import { insideEnds } from './range.ts';
import type { Range, RangeFollower } from './range.ts';
import { drawLabel, font } from './text.ts';

export const CURVE_COLOURS = { u: '#ffb454', v: '#5cc8ff' } as const;
/** Width of a frame, in units of text, above which the names of both fields fit. */
const NAMED = 22;
const GRID_LINE = 'rgba(255, 255, 255, 0.12)';
const AXIS_LINE = 'rgba(255, 255, 255, 0.45)';

export interface Curves {
  readonly layout: Layout;
  readonly grid: Grid & Pictured;
  readonly view: ViewConfig;
  /** Values at the cells' centres, length nx. */
  readonly u: ArrayLike<number>;
  /** Or the means inside cells, EMPTY where there are none, if the view is of these. */
  readonly v: ArrayLike<number>;
  readonly ranges: { readonly u: Range; readonly v: Range };
  readonly title: string | null;
  readonly time: number;
  /** As in Overlay. */
  readonly pace: number;
}

export function drawCurves(context: Context2D, curves: Curves): void {
  const { layout, grid } = curves;
  const { plot, unit } = layout;
  context.save();
  drawHeader(context, layout, curves.title, curves.time, curves.pace);
  context.lineWidth = Math.max(unit / 14, 1);
  drawBottomAxis(context, plot, unit, grid.width);
  drawSideAxis(context, curves, 'u');
  drawSideAxis(context, curves, 'v');
  context.strokeStyle = AXIS_LINE;
  context.strokeRect(plot.x, plot.y, plot.width, plot.height);
  context.beginPath();
  context.rect(plot.x, plot.y, plot.width, plot.height);
  context.clip();
  context.lineJoin = 'round';
  // The lower one is wider, so that it can be seen where both agree.
  context.lineWidth = Math.max(unit / 4, 2);
  drawLine(context, curves, 'v');
  context.lineWidth = Math.max(unit / 7, 1.5);
  drawLine(context, curves, 'u');
  context.restore();
}

/** Whether the view is of that curve; what is inside cells is drawn in place of v. */
const names = (view: ViewConfig, curve: 'u' | 'v'): boolean => (view.field === 'u') === (curve === 'u');

const isLogarithmic = (view: ViewConfig, field: 'u' | 'v'): boolean =>
  view.scale === 'logarithmic' && names(view, field);

/** Position of a value between the ends, 0 to 1; room is left above and below a linear range. */
function place(value: number, range: Range, logarithmic: boolean): number {
  if (logarithmic) {
    const inside = Math.log(Math.max(value, range.low * 0.5) / range.low);
    return inside / Math.log(range.high / range.low);
  }
  return (value - range.low) / (range.high - range.low);
}

/** A little wider than the values, so that a curve does not lie on the frame; from 0 where that is near. */
function curveRange(range: Range, view: ViewConfig, field: 'u' | 'v'): Range {
  if (isLogarithmic(view, field)) return { low: range.low, high: range.high * 1.2 };
  const fixed = names(view, field) ? view : { low: null, high: null };
  const span = range.high - range.low;
  const bottom = range.low >= 0 && range.low < span ? 0 : range.low - 0.05 * span;
  return { low: fixed.low ?? bottom, high: fixed.high ?? range.high + 0.08 * span };
}

/** The axes of both curves; only the field that the view names obeys its scale and fixed ends. */
export function curveRanges(
  followers: { readonly u: RangeFollower; readonly v: RangeFollower },
  view: ViewConfig,
  measurement: Pick<Measurement, 'u' | 'v' | 'inside'>,
  seconds: number,
): { u: Range; v: Range } {
  const other: ViewConfig = { ...view, scale: 'linear', low: null, high: null };
  const range = (field: 'u' | 'v') => {
    const followed = followers[field].follow(
      names(view, field) ? view : other,
      field === 'u' || isGridField(view.field) ? measurement[field] : insideEnds(measurement, view.field),
      seconds,
    );
    return curveRange(followed, view, field);
  };
  return { u: range('u'), v: range('v') };
}

function drawBottomAxis(context: Context2D, plot: Rectangle, unit: number, width: number): void {
  context.textBaseline = 'middle';
  const count = Math.min(Math.max(Math.floor(plot.width / (5 * unit)), 2), 10);
  for (const tick of ticks(0, width, false, count)) {
    const x = plot.x + (tick.value / width) * plot.width;
    context.strokeStyle = GRID_LINE;
    context.beginPath();
    context.moveTo(x, plot.y);
    context.lineTo(x, plot.y + plot.height);
    context.stroke();
    context.fillStyle = INK;
    drawLabel(context, tick.label, x, plot.y + plot.height + unit, unit, 'center');
  }
  context.fillStyle = FAINT_INK;
  drawLabel(context, 'x', plot.x + plot.width / 2, plot.y + plot.height + 2.5 * unit, 1.1 * unit, 'center');
}

/** u at the left, v at the right, each in its colour, its name above. */
function drawSideAxis(
  context: Context2D,
  curves: Pick<Curves, 'layout' | 'grid' | 'view' | 'ranges'>,
  field: 'u' | 'v',
): void {
  const { plot, unit } = curves.layout;
  const range = curves.ranges[field];
  const logarithmic = isLogarithmic(curves.view, field);
  const left = field === 'u';
  const x = left ? plot.x : plot.x + plot.width;
  const outwards = left ? -1 : 1;
  context.fillStyle = CURVE_COLOURS[field];
  context.textBaseline = 'middle';
  const count = Math.min(Math.max(Math.floor(plot.height / (3 * unit)), 2), 8);
  for (const tick of ticks(range.low, range.high, logarithmic, count)) {
    const y = plot.y + plot.height * (1 - place(tick.value, range, logarithmic));
    if (y < plot.y - 1 || y > plot.y + plot.height + 1) continue;
    context.strokeStyle = left ? GRID_LINE : CURVE_COLOURS[field];
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(left ? x + plot.width : x - 0.4 * unit, y);
    context.stroke();
    drawLabel(context, tick.label, x + outwards * 0.5 * unit, y, unit, left ? 'right' : 'left');
  }
  const named = field === 'u' ? 'u' : curves.view.field === 'u' ? 'v' : curves.view.field;
  // Both names stand above the frame: in a narrow one there is room for the letters alone.
  const name = `${plot.width < NAMED * unit && isGridField(named) ? named : fieldName(curves.grid, named)}${logarithmic ? ', log' : ''}`;
  context.font = font(1.1 * unit, 600);
  drawLabel(context, name, x, plot.y - 0.9 * unit, 1.1 * unit, left ? 'left' : 'right', 600);
}

function drawLine(context: Context2D, curves: Curves, field: 'u' | 'v'): void {
  const { grid, view, ranges } = curves;
  const { plot, unit } = curves.layout;
  const values = curves[field];
  const logarithmic = isLogarithmic(view, field);
  const y = (value: number) => plot.y + plot.height * (1 - place(value, ranges[field], logarithmic));
  const x = (index: number) => plot.x + (cellX(grid, index) / grid.width) * plot.width;
  const bad: number[] = [];
  context.strokeStyle = CURVE_COLOURS[field];
  context.beginPath();
  let drawing = false;
  const perColumn = Math.max(Math.floor(grid.nx / (2 * plot.width)), 1);
  for (let start = 0; start < grid.nx; start += perColumn) {
    let low = Infinity;
    let high = -Infinity;
    for (let index = start; index < Math.min(start + perColumn, grid.nx); index++) {
      const value = values[index];
      if (!Number.isFinite(value)) bad.push(index);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    // Also where there are no cells, in the curve of what is inside them.
    if (!Number.isFinite(low) || !Number.isFinite(high) || low <= EMPTY) {
      drawing = false;
      continue;
    }
    if (drawing) context.lineTo(x(start), y(low));
    else context.moveTo(x(start), y(low));
    if (high !== low) context.lineTo(x(start), y(high));
    drawing = true;
  }
  context.stroke();
  context.fillStyle = NOT_FINITE;
  for (const index of bad) context.fillRect(x(index) - unit / 8, plot.y, unit / 4, plot.height);
}
