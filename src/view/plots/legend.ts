// Names of a plot's curves, each behind a piece of its line, flowing into as many rows as they need.

import type { Context2D } from '../canvas.ts';
import { FAINT_INK } from '../overlay.ts';
import { drawLabel, fitText, font, labelWidth } from '../text.ts';
import { dashes, lineWidth } from './style.ts';

export interface LegendEntry {
  readonly text: string;
  /** For small plots; default the text itself. */
  readonly brief?: string;
  readonly colour: string;
  /** Default a line. */
  readonly mark?: 'line' | 'dashed' | 'box' | 'none';
  /** Of a box. */
  readonly edge?: string;
}

const MARK = 1.5;
const GAP = 0.4;
const BETWEEN = 1.1;
/** Rows stand so far apart. */
export const LEGEND_ROW = 1.35;
const SIZE = 0.92;

interface Placed {
  readonly entry: LegendEntry;
  readonly x: number;
  readonly row: number;
}

export interface PlacedLegend {
  readonly entries: readonly Placed[];
  readonly rows: number;
  /** Of the longest row. */
  readonly width: number;
}

const entryWidth = (context: Context2D, entry: LegendEntry, unit: number): number =>
  (entry.mark === 'none' ? 0 : (MARK + GAP) * unit) + labelWidth(context, entry.text, SIZE * unit);

/** Lays entries out in rows of at most `width`, beginning at x = 0. */
export function placeLegend(
  context: Context2D,
  entries: readonly LegendEntry[],
  width: number,
  unit: number,
): PlacedLegend {
  const placed: Placed[] = [];
  let x = 0;
  let row = 0;
  let longest = 0;
  for (const entry of entries) {
    const size = entryWidth(context, entry, unit);
    if (x > 0 && x + size > width) {
      x = 0;
      row += 1;
    }
    placed.push({ entry, x, row });
    longest = Math.max(longest, x + size);
    x += size + BETWEEN * unit;
  }
  return { entries: placed, rows: entries.length === 0 ? 0 : row + 1, width: longest };
}

/**
 * In one row beside other things: whole if it fits into `width`, else with brief texts, else without the last entries,
 * which are to be the least important ones.
 */
export function squeezeLegend(
  context: Context2D,
  entries: readonly LegendEntry[],
  width: number,
  unit: number,
): PlacedLegend {
  let placed = placeLegend(context, entries, Infinity, unit);
  const brief = entries.map((entry) => ({ ...entry, text: entry.brief ?? entry.text }));
  for (let count = entries.length; count >= 0 && placed.width > width; count -= 1) {
    placed = placeLegend(context, brief.slice(0, count), Infinity, unit);
  }
  return placed;
}

/** Draws it with the first row's middle at y. */
export function drawLegend(
  context: Context2D,
  legend: PlacedLegend,
  left: number,
  y: number,
  width: number,
  unit: number,
): void {
  context.textBaseline = 'middle';
  for (const { entry, x, row } of legend.entries) {
    const middle = y + row * LEGEND_ROW * unit;
    let start = left + x;
    if (entry.mark !== 'none') {
      drawMark(context, entry, start, middle, unit);
      start += (MARK + GAP) * unit;
    }
    context.fillStyle = FAINT_INK;
    context.font = font(SIZE * unit);
    const room = left + width - start;
    const fits = labelWidth(context, entry.text, SIZE * unit) <= room + 1;
    drawLabel(context, fits ? entry.text : fitText(context, entry.text, room), start, middle, SIZE * unit);
  }
}

function drawMark(context: Context2D, entry: LegendEntry, x: number, y: number, unit: number): void {
  if (entry.mark === 'box') {
    context.fillStyle = entry.colour;
    context.strokeStyle = entry.edge ?? entry.colour;
    context.lineWidth = lineWidth(unit) * 0.8;
    context.fillRect(x + 0.3 * unit, y - 0.4 * unit, 0.9 * unit, 0.8 * unit);
    context.strokeRect(x + 0.3 * unit, y - 0.4 * unit, 0.9 * unit, 0.8 * unit);
    return;
  }
  context.strokeStyle = entry.colour;
  context.lineWidth = lineWidth(unit);
  context.setLineDash(entry.mark === 'dashed' ? dashes(unit) : []);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + MARK * unit, y);
  context.stroke();
  context.setLineDash([]);
}
