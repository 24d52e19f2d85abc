// Axes of a plot in a rectangle, from the dock's 300 x 180 pixels to a third of a screen: the vertical axis' name and the
// legend above the frame, numbers at the left and below, the horizontal axis' name below or, where that costs too much
// height, between the last numbers.

import { scaleLinear } from 'd3-scale';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import type { Tick } from '../numbers.ts';
import { ticks } from '../numbers.ts';
import { FAINT_INK, INK } from '../overlay.ts';
import { drawLabel, fitText, font, labelWidth } from '../text.ts';
import type { LegendEntry } from './legend.ts';
import { drawLegend, LEGEND_ROW, placeLegend, squeezeLegend } from './legend.ts';
import { AXIS_LINE, dashes, GRID_LINE, lineWidth } from './style.ts';

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly logarithmic?: boolean;
  /** What it shows, the longest wording first: the first that fits is written. */
  readonly names: readonly string[];
}

export interface FrameSpec {
  readonly area: Rectangle;
  /** Size of ordinary text. */
  readonly unit: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly legend: readonly LegendEntry[];
  /** Least room at the left for numbers, to line plots up. */
  readonly side?: number;
  /**
   * What stands below: nothing (where another plot below has the same axis), numbers with the axis' name among them, or
   * the name in a row of its own. Default: as the height allows.
   */
  readonly foot?: Foot;
}

export type Foot = 'nothing' | 'one row' | 'two rows';

/** A frame on the canvas, and where values lie in it. */
export interface Frame {
  readonly plot: Rectangle;
  readonly unit: number;
  toX(value: number): number;
  toY(value: number): number;
}

const NAME_ROW = 1.45;
/** Below name and legend, so that the topmost number does not touch them. */
const HEAD_GAP = 0.45;
/** Room below the frame. */
const FOOT: Readonly<Record<Foot, number>> = { nothing: 0.5, 'one row': 1.4, 'two rows': 2.7 };
/** Height of the area, in units, from which the horizontal axis' name has a row of its own. */
const TALL = 17;
/** Below this height, in units, there is no room for a legend in rows of its own. */
const LOW = 9;

const verticalTicks = (axis: Axis, height: number, unit: number): Tick[] =>
  ticks(
    axis.low,
    axis.high,
    axis.logarithmic ?? false,
    Math.min(Math.max(Math.floor(height / (2.2 * unit)), 1), 6),
  );

/** Room that the numbers of a vertical axis need at the left of a frame about that high. */
export const sideRoom = (context: Context2D, axis: Axis, height: number, unit: number): number =>
  verticalTicks(axis, height, unit).reduce(
    (room, tick) => Math.max(room, labelWidth(context, tick.label, unit)),
    unit,
  ) +
  0.6 * unit;

/** Ends moved outwards to round numbers, so that axes do not move with every new value. */
export function roundAxis(low: number, high: number): { low: number; high: number } {
  if (!(high > low) || !Number.isFinite(high - low)) return { low: 0, high: 1 };
  const [first, last] = scaleLinear().domain([low, high]).nice(5).domain();
  return { low: first, high: last };
}

export function drawFrame(context: Context2D, spec: FrameSpec): Frame {
  const { area, unit, x, y } = spec;
  const foot = spec.foot ?? (area.height >= TALL * unit ? 'two rows' : 'one row');
  const head = drawHead(context, spec);
  const height = Math.max(area.height - head - FOOT[foot] * unit, unit);
  const side = Math.min(Math.max(spec.side ?? 0, sideRoom(context, y, height, unit)), area.width / 2);
  const plot = {
    x: area.x + side,
    y: area.y + head,
    width: Math.max(area.width - side - 0.3 * unit, unit),
    height,
  };
  const frame: Frame = {
    plot,
    unit,
    toX: (value) => plot.x + plot.width * place(value, x),
    toY: (value) => plot.y + plot.height * (1 - place(value, y)),
  };
  context.lineWidth = Math.max(unit / 16, 1);
  context.textBaseline = 'middle';
  for (const tick of verticalTicks(y, height, unit)) {
    const at = frame.toY(tick.value);
    drawGridLine(context, plot.x, at, plot.x + plot.width, at);
    context.fillStyle = INK;
    drawLabel(context, tick.label, plot.x - 0.4 * unit, at, unit, 'right');
  }
  drawBottom(context, frame, area, x, foot);
  context.strokeStyle = AXIS_LINE;
  context.lineWidth = Math.max(unit / 14, 1);
  context.strokeRect(plot.x, plot.y, plot.width, plot.height);
  return frame;
}

function place(value: number, axis: Axis): number {
  if (!axis.logarithmic) return (value - axis.low) / (axis.high - axis.low);
  return Math.log(Math.max(value, axis.low * 1e-3) / axis.low) / Math.log(axis.high / axis.low);
}

/** Name and legend; returns the height they take. */
function drawHead(context: Context2D, { area, unit, y, legend }: FrameSpec): number {
  context.fillStyle = INK;
  context.textBaseline = 'middle';
  const widths = y.names.map((text) => labelWidth(context, text, unit, 600));
  const whole = placeLegend(context, legend, Infinity, unit);
  // Beside the legend if that fits with any of the names, else above it. Without room for that the legend has to do with
  // what the shortest name leaves.
  const room = area.width - whole.width - 1.8 * unit;
  const beside = whole.rows === 0 ? -1 : widths.findIndex((width) => width <= room);
  const squeezed = whole.rows > 0 && beside < 0 && area.height < LOW * unit;
  const fitting = squeezed ? -1 : widths.findIndex((width) => width <= area.width);
  const chosen = beside >= 0 ? beside : fitting >= 0 ? fitting : y.names.length - 1;
  const top = area.y + (NAME_ROW / 2) * unit;
  context.font = font(unit, 600);
  drawLabel(context, fitText(context, y.names[chosen] ?? '', area.width), area.x, top, unit, 'left', 600);
  if (beside >= 0 || squeezed) {
    const left = area.width - (widths[chosen] ?? 0) - 1.8 * unit;
    const fits = beside >= 0 ? whole : squeezeLegend(context, legend, left, unit);
    drawLegend(context, fits, area.x + area.width - 0.3 * unit - fits.width, top, fits.width, unit);
    return (NAME_ROW + HEAD_GAP) * unit;
  }
  if (whole.rows === 0) return (NAME_ROW + HEAD_GAP) * unit;
  const placed = placeLegend(context, legend, area.width, unit);
  drawLegend(context, placed, area.x, top + 1.4 * unit, area.width, unit);
  return (NAME_ROW + placed.rows * LEGEND_ROW + HEAD_GAP) * unit;
}

function drawGridLine(context: Context2D, x0: number, y0: number, x1: number, y1: number): void {
  context.strokeStyle = GRID_LINE;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

function drawBottom(
  context: Context2D,
  { plot, unit, toX }: Frame,
  area: Rectangle,
  axis: Axis,
  foot: Foot,
): void {
  const labelled = foot !== 'nothing';
  const tall = foot === 'two rows';
  const count = Math.min(Math.max(Math.floor(plot.width / (4 * unit)), 1), 8);
  const right = area.x + area.width;
  const y = plot.y + plot.height + 0.85 * unit;
  const gaps: [number, number][] = [];
  let end = -Infinity;
  for (const tick of ticks(axis.low, axis.high, axis.logarithmic ?? false, count)) {
    const x = toX(tick.value);
    drawGridLine(context, x, plot.y, x, plot.y + plot.height);
    if (!labelled) continue;
    const half = labelWidth(context, tick.label, unit) / 2;
    const middle = Math.min(x, right - half);
    context.fillStyle = INK;
    drawLabel(context, tick.label, middle, y, unit, 'center');
    gaps.unshift([end, middle - half]);
    end = middle + half;
  }
  if (!labelled) return;
  context.fillStyle = FAINT_INK;
  const widths = axis.names.map((name) => labelWidth(context, name, unit));
  if (tall) {
    const name = axis.names[widths.findIndex((width) => width <= plot.width)] ?? '';
    drawLabel(context, name, plot.x + plot.width / 2, y + 1.3 * unit, unit, 'center');
    return;
  }
  // Between the last numbers that leave room for any of the names.
  gaps.unshift([end, right + 0.6 * unit]);
  for (const [low, high] of gaps) {
    const fits = widths.findIndex((width) => width + 1.2 * unit <= high - low);
    if (fits < 0 || !Number.isFinite(high - low)) continue;
    drawLabel(context, axis.names[fits], (low + high) / 2, y, unit, 'center');
    return;
  }
}

export interface LineStyle {
  readonly colour: string;
  readonly dashed?: boolean;
  /** In units of the ordinary line's. */
  readonly width?: number;
}

/** Draws within the frame only. */
export function inside(context: Context2D, { plot }: Frame, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(plot.x, plot.y, plot.width, plot.height);
  context.clip();
  draw();
  context.restore();
}

/** A curve through points; it breaks where one is not finite. Call within `inside`. */
export function drawCurve(
  context: Context2D,
  frame: Frame,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  style: LineStyle,
): void {
  context.strokeStyle = style.colour;
  context.lineWidth = lineWidth(frame.unit) * (style.width ?? 1);
  context.lineJoin = 'round';
  context.setLineDash(style.dashed === true ? dashes(frame.unit) : []);
  context.beginPath();
  let drawing = false;
  for (let index = 0; index < x.length; index += 1) {
    const finite = Number.isFinite(y[index]);
    if (finite && drawing) context.lineTo(frame.toX(x[index]), frame.toY(y[index]));
    else if (finite) context.moveTo(frame.toX(x[index]), frame.toY(y[index]));
    drawing = finite;
  }
  context.stroke();
  context.setLineDash([]);
}

/** A horizontal line over the whole width. */
export const drawLevel = (context: Context2D, frame: Frame, x: Axis, level: number, style: LineStyle): void =>
  drawCurve(context, frame, [x.low, x.high], [level, level], style);
