// The inside of one followed cell against time: what it senses, every inner variable, its tumbling rate, one above the other
// over one axis of time; above them a tick for each tumble.

import type { RunAndTumbleConfig } from '../../core/config.ts';
import type { CellCourse } from '../../observables/trace.ts';
import type { SensingRule } from '../../sensing/rule.ts';
import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { ticks } from '../numbers.ts';
import { FAINT_INK, INK } from '../overlay.ts';
import type { Axis, Frame } from '../plots/axes.ts';
import { drawCurve, inside } from '../plots/axes.ts';
import { axisOfTime, extent, valueAxis } from '../plots/ranges.ts';
import { AXIS_LINE, GRID_LINE, MEASURED, SECOND } from '../plots/style.ts';
import { drawLabel, fitText, font, labelWidth } from '../text.ts';

/** Of the followed cell, wherever it is drawn: no colour map has it. */
export const FOLLOWED_COLOUR = '#ff5fd2';

export interface OneCellData {
  readonly config: Pick<RunAndTumbleConfig, 'ny'>;
  readonly rule: Pick<SensingRule, 'cues' | 'inner' | 'motion'>;
  readonly course: CellCourse;
}

interface Row {
  readonly title: string;
  readonly values: readonly number[];
  readonly colour: string;
}

/** What is drawn, from the top. */
export function rowsOf({ config, rule, course }: OneCellData): readonly Row[] {
  const unit = (text: string): string => (text === '' ? '' : ` (${text})`);
  const rows: Row[] = [];
  if (config.ny === 1) rows.push({ title: 'place x', values: course.x, colour: FOLLOWED_COLOUR });
  if (rule.cues >= 1)
    rows.push({ title: rule.cues === 2 ? 'ligand c' : 'ligand', values: course.cue, colour: SECOND });
  if (rule.cues >= 2) rows.push({ title: 'second ligand a', values: course.secondCue, colour: SECOND });
  for (const { name, title, unit: of } of rule.inner)
    rows.push({ title: `${title}${unit(of)}`, values: course.inner[name] ?? [], colour: MEASURED });
  if (rule.motion === 'tumbling') rows.push({ title: 'tumbling rate', values: course.rate, colour: INK });
  return rows;
}

/** Times at the end of the steps in which it tumbled. */
export const tumbleTimes = ({ t, tumbles }: Pick<CellCourse, 't' | 'tumbles'>): number[] =>
  t.filter((_, k) => k > 0 && tumbles[k] > tumbles[k - 1]);

/** More ticks than this a unit of width are a wall, and say nothing across the plots below. */
const SPARSE = 1.5;
const STRIP = 1.5;
const FOOT = 1.5;
const GAP = 0.35;
const LOW = 3;
/** Least span of an axis beside the size of its values: below, f32 shows its digits. */
const LEAST = 1e-4;

export function drawOneCell(context: Context2D, area: Rectangle, unit: number, data: OneCellData): void {
  const { course, rule } = data;
  const rows = rowsOf(data);
  const tumbling = rule.motion === 'tumbling';
  const first = course.t[0];
  const time = axisOfTime(course.t[course.t.length - 1] - first, null);
  const x = { ...time, low: first, high: first + time.high };
  const strip = tumbling ? STRIP * unit : 0;
  const height = Math.max((area.height - strip - FOOT * unit) / Math.max(rows.length, 1), 2);
  const axes = rows.map(({ values }) => axisOf(values));
  const marks = axes.map((axis) => ticks(axis.low, axis.high, false, height > 4 * unit ? 3 : 2));
  const side = Math.min(
    Math.max(...marks.flat().map(({ label }) => labelWidth(context, label, unit)), unit) + 0.5 * unit,
    area.width / 3,
  );
  // Low rows have no room for a title inside: it stands at the right of them.
  const low = height < LOW * unit;
  const titles = low
    ? Math.max(...rows.map(({ title }) => labelWidth(context, title, 0.9 * unit, 600)), unit)
    : 0;
  const left = area.x + side;
  const width = Math.max(area.width - side - Math.min(titles, area.width / 3) - 0.6 * unit, 1);
  const toX = (value: number): number => left + (width * (value - x.low)) / (x.high - x.low);
  context.save();
  context.textBaseline = 'middle';
  const times = tumbling ? tumbleTimes(course) : [];
  const sparse = times.length <= (SPARSE * width) / unit;
  rows.forEach((row, k) => {
    const plot = { x: left, y: area.y + strip + k * height, width, height: height - GAP * unit };
    const axis = axes[k];
    const toY = (value: number): number =>
      plot.y + plot.height * (1 - (value - axis.low) / (axis.high - axis.low));
    const frame: Frame = { plot, unit, toX, toY };
    drawRuler(context, frame, marks[k]);
    inside(context, frame, () => {
      if (sparse) drawTicks(context, times.map(toX), plot.y, plot.y + plot.height, 1, 0.35);
      drawCurve(context, frame, course.t, row.values, { colour: row.colour });
    });
    if (low) {
      context.fillStyle = row.colour;
      context.font = font(0.9 * unit, 600);
      const text = fitText(context, row.title, titles);
      drawLabel(context, text, left + width + 0.4 * unit, plot.y + plot.height / 2, 0.9 * unit, 'left', 600);
    } else drawTitle(context, frame, row);
  });
  if (tumbling) {
    context.fillStyle = FOLLOWED_COLOUR;
    drawTicks(context, times.map(toX), area.y + 0.15 * unit, area.y + strip - 0.35 * unit, 1.5, 1);
    context.fillStyle = FAINT_INK;
    context.font = font(0.85 * unit);
    const word = fitText(context, 'tumbles', side);
    drawLabel(context, word, left - 0.3 * unit, area.y + strip / 2, 0.85 * unit, 'right');
  }
  drawTime(context, area, unit, x, toX);
  context.restore();
}

function axisOf(values: readonly number[]): Axis {
  const range = extent(values);
  const size = Math.max(Math.abs(range.low), Math.abs(range.high));
  return valueAxis(range, size > 0 && Number.isFinite(size) ? LEAST * size : 1, []);
}

function drawRuler(context: Context2D, { plot, unit, toY }: Frame, marks: ReturnType<typeof ticks>): void {
  context.lineWidth = Math.max(unit / 16, 1);
  let above = Infinity;
  for (const { value, label } of marks) {
    const y = toY(value);
    context.strokeStyle = GRID_LINE;
    context.beginPath();
    context.moveTo(plot.x, y);
    context.lineTo(plot.x + plot.width, y);
    context.stroke();
    // Rows stand close: a number at an edge moves into its own.
    const at = Math.min(Math.max(y, plot.y + 0.5 * unit), plot.y + plot.height - 0.5 * unit);
    if (above - at < unit) continue;
    above = at;
    context.fillStyle = INK;
    drawLabel(context, label, plot.x - 0.35 * unit, at, unit, 'right');
  }
  context.strokeStyle = AXIS_LINE;
  context.strokeRect(plot.x, plot.y, plot.width, plot.height);
}

/** Within the frame, on a dark ground that the curve may run under. */
function drawTitle(context: Context2D, { plot, unit }: Frame, { title, colour }: Row): void {
  context.font = font(unit, 600);
  const text = fitText(context, title, plot.width - unit);
  const width = labelWidth(context, text, unit, 600);
  context.fillStyle = 'rgba(13, 16, 22, 0.72)';
  context.fillRect(plot.x + 1, plot.y + 1, width + 0.7 * unit, Math.min(1.25 * unit, plot.height - 2));
  context.fillStyle = colour;
  drawLabel(context, text, plot.x + 0.35 * unit, plot.y + 0.65 * unit, unit, 'left', 600);
}

function drawTicks(
  context: Context2D,
  at: readonly number[],
  top: number,
  bottom: number,
  width: number,
  strength: number,
): void {
  context.globalAlpha = strength;
  context.strokeStyle = FOLLOWED_COLOUR;
  context.lineWidth = width;
  context.beginPath();
  for (const x of at) {
    context.moveTo(x, top);
    context.lineTo(x, bottom);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function drawTime(
  context: Context2D,
  area: Rectangle,
  unit: number,
  axis: Axis,
  toX: (value: number) => number,
): void {
  const y = area.y + area.height - 0.65 * unit;
  const right = area.x + area.width;
  const name = labelWidth(context, 'time t', unit);
  context.fillStyle = INK;
  for (const { value, label } of ticks(axis.low, axis.high, false, 4)) {
    const half = labelWidth(context, label, unit) / 2;
    if (toX(value) + half < right - name - unit) drawLabel(context, label, toX(value), y, unit, 'center');
  }
  context.fillStyle = FAINT_INK;
  drawLabel(context, 'time t', right - 0.4 * unit, y, unit, 'right');
}
