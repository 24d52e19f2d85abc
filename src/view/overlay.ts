// What is written on and around a heat map: title, time, colour bar, scale bar, the field's name, the domain's border.
// The same function serves the page, films and PNG files, in the browser and in Node. When zoomed in
// the map goes on to the edges of the picture, and so does the writing, each strip of it on a dark plate.

import { isGridField } from '../core/config.ts';
import type { Config, ViewConfig } from '../core/config.ts';
import { SENSING_RULES } from '../sensing/index.ts';
import type { Context2D } from './canvas.ts';
import { cssColour } from './colormap.ts';
import { layoutAtEdges } from './layout.ts';
import type { Layout, Rectangle } from './layout.ts';
import { formatTime, roundLength, ticks } from './numbers.ts';
import { formatNumber } from './numbers.ts';
import type { Range } from './range.ts';
import { drawLabel, fitText, font } from './text.ts';

export const INK = '#eef2f6';
export const FAINT_INK = '#aab4c0';
const PLATE = 'rgba(11, 14, 20, 0.78)';
const BORDER = 'rgba(255, 255, 255, 0.28)';

/** What an internal variable is called; rules that share a name mean the same by it. */
export const innerTitle = (name: string): string =>
  SENSING_RULES.flatMap(({ inner }) => inner).find((spec) => spec.name === name)?.title ?? name;

/** What a field is called; a density of cells that are counted has a unit. */
export function fieldName(grid: Pictured, field: string): string {
  if (!isGridField(field)) return innerTitle(field);
  if (grid.model === 'keller-segel') return { u: 'cell density u', v: 'chemical v' }[field];
  if (field === 'v') return grid.model === 'run-and-tumble' ? 'attractant c' : 'current J along x';
  return grid.ny === 1 ? 'cells per length' : 'cells per area';
}

export type Pictured = Pick<Config, 'width' | 'height' | 'ny' | 'model'>;

export interface Overlay {
  readonly layout: Layout;
  /** Where the domain lies now, in the canvas' units. */
  readonly domain: Rectangle;
  readonly grid: Pictured;
  readonly view: ViewConfig;
  readonly range: Range;
  /** 256 packed colours. */
  readonly colours: ArrayLike<number>;
  readonly title: string | null;
  readonly time: number;
  /** Simulated time that passes in a second: how many decimals of the time are worth showing. */
  readonly pace: number;
  /** A few words at the right of the header, where there is no title. */
  readonly note?: string | null;
}

export function drawOverlay(context: Context2D, given: Overlay): void {
  const { domain } = given;
  const outside = sticksOut(domain, given.layout.plot);
  const overlay = outside ? { ...given, layout: layoutAtEdges(given.layout) } : given;
  const { layout } = overlay;
  context.save();
  context.textBaseline = 'middle';
  context.strokeStyle = BORDER;
  context.lineWidth = Math.max(layout.unit / 14, 1);
  context.strokeRect(domain.x, domain.y, domain.width, domain.height);
  if (outside) drawPlates(context, layout);
  drawHeader(context, layout, overlay.title, overlay.time, overlay.pace);
  const note = overlay.note ?? null;
  if (note !== null && overlay.title === null) drawNote(context, layout, note);
  if (layout.bar) drawColourBar(context, overlay, layout.bar);
  if (layout.footer) drawFooter(context, overlay, layout.footer);
  context.restore();
}

const sticksOut = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x < outer.x - 1 ||
  inner.y < outer.y - 1 ||
  inner.x + inner.width > outer.x + outer.width + 1 ||
  inner.y + inner.height > outer.y + outer.height + 1;

/** Behind all that is written, up to the edges of the picture. */
function drawPlates(context: Context2D, { area, plot, bar }: Layout): void {
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  const below = plot.y + plot.height;
  context.fillStyle = PLATE;
  context.fillRect(area.x, area.y, area.width, plot.y - area.y);
  context.fillRect(area.x, below, area.width, bottom - below);
  const beside = plot.x + plot.width;
  if (bar && bar.x > beside) context.fillRect(beside, plot.y, right - beside, plot.height);
}

/** Title at the left and time at the right; without a title the time stands at the left. */
export function drawHeader(
  context: Context2D,
  { header, unit }: Pick<Layout, 'header' | 'unit'>,
  title: string | null,
  time: number,
  pace: number,
): void {
  const y = header.y + header.height / 2;
  const text = `t = ${formatTime(time, pace)}`;
  context.fillStyle = INK;
  context.textBaseline = 'middle';
  const size = 1.35 * unit;
  if (title === null) {
    drawLabel(context, text, header.x, y, size, 'left', 600);
    return;
  }
  const width = drawLabel(context, text, header.x + header.width, y, size, 'right', 600);
  context.font = font(size, 600);
  context.fillText(fitText(context, title, header.width - width - 2 * unit), header.x, y);
}

function drawNote(context: Context2D, { header, unit, plot }: Layout, note: string): void {
  context.fillStyle = FAINT_INK;
  context.font = font(unit);
  // Above the domain's right edge, with room for the time at the left.
  const text = fitText(context, note, plot.width - 9 * unit);
  drawLabel(context, text, plot.x + plot.width, header.y + header.height / 2, unit, 'right');
}

function drawColourBar(context: Context2D, overlay: Overlay, bar: Rectangle): void {
  const { range, colours, view, layout } = overlay;
  const { unit } = layout;
  const vertical = bar.height > bar.width;
  const length = vertical ? bar.height : bar.width;
  for (let index = 0; index < 256; index++) {
    context.fillStyle = cssColour(colours[index]);
    const start = (index / 256) * length;
    // One unit more than the share, so that no background shows between neighbours.
    const size = Math.min(length / 256 + 1, length - start);
    if (vertical) context.fillRect(bar.x, bar.y + length - start - size, bar.width, size);
    else context.fillRect(bar.x + start, bar.y, size, bar.height);
  }
  context.strokeStyle = BORDER;
  context.strokeRect(bar.x, bar.y, bar.width, bar.height);

  const logarithmic = view.scale === 'logarithmic';
  const place = (value: number) =>
    logarithmic
      ? Math.log(value / range.low) / Math.log(range.high / range.low)
      : (value - range.low) / (range.high - range.low);
  const count = Math.min(Math.max(Math.floor(length / ((vertical ? 3 : 6) * unit)), 2), 7);
  context.fillStyle = INK;
  context.strokeStyle = INK;
  context.lineWidth = Math.max(unit / 12, 1);
  for (const tick of ticks(range.low, range.high, logarithmic, count)) {
    const at = place(tick.value) * length;
    context.beginPath();
    if (vertical) {
      const y = bar.y + length - at;
      context.moveTo(bar.x + bar.width, y);
      context.lineTo(bar.x + bar.width + 0.3 * unit, y);
      drawLabel(context, tick.label, bar.x + bar.width + 0.5 * unit, y, unit);
    } else {
      const x = bar.x + at;
      context.moveTo(x, bar.y + bar.height);
      context.lineTo(x, bar.y + bar.height + 0.3 * unit);
      const align = at < unit ? 'left' : at > length - unit ? 'right' : 'center';
      drawLabel(context, tick.label, x, bar.y + bar.height + 0.95 * unit, unit, align);
    }
    context.stroke();
  }
}

function drawFooter(context: Context2D, overlay: Overlay, footer: Rectangle): void {
  const { layout, domain, grid, view } = overlay;
  const { unit, plot } = layout;
  const y = footer.y + footer.height / 2 + 0.2 * unit;
  const scale = domain.width / grid.width;
  const length = roundLength(Math.min(plot.width / 3, 14 * unit) / scale);
  const right = footer.x + length * scale;
  context.strokeStyle = INK;
  context.lineWidth = Math.max(unit / 6, 1.5);
  context.beginPath();
  context.moveTo(footer.x, y);
  context.lineTo(right, y);
  context.moveTo(footer.x, y - 0.35 * unit);
  context.lineTo(footer.x, y + 0.35 * unit);
  context.moveTo(right, y - 0.35 * unit);
  context.lineTo(right, y + 0.35 * unit);
  context.stroke();
  context.fillStyle = INK;
  const label = drawLabel(context, formatNumber(length), right + 0.5 * unit, y, unit);
  context.fillStyle = FAINT_INK;
  context.font = font(unit);
  const room = footer.x + footer.width - (right + label + 1.5 * unit);
  const name = fitText(
    context,
    `${fieldName(grid, view.field)}${view.scale === 'logarithmic' ? ', log' : ''}`,
    room,
  );
  drawLabel(context, name, footer.x + footer.width, y, unit, 'right');
}
