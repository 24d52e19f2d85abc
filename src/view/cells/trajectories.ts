// Paths of the first 20 cells: x against time in one dimension, the paths themselves in the plane. A path that goes round
// a periodic axis leaves at one edge and comes back at the other.

import type { Boundary } from '../../core/grid.ts';
import { dimension } from '../../core/grid.ts';
import type { Context2D } from '../canvas.ts';
import type { Axis, Frame } from '../plots/axes.ts';
import { drawFrame, inside } from '../plots/axes.ts';
import type { Panel } from './panel.ts';
import { timeAxis } from './panel.ts';
import { lineWidth, pathColour } from '../plots/style.ts';

export const drawTrajectories: Panel = (context, area, unit, data) => {
  const { config } = data;
  const { times, x, y } = data.series.paths;
  const cells = x.length === 0 ? 'cells' : x.length === 1 ? '1 cell' : `${x.length} cells`;
  const flat = dimension(config) === 1;
  const along: Axis = { low: 0, high: config.width, names: ['position x', 'x'] };
  const across: Axis = {
    low: 0,
    high: config.height,
    names: [`y against x, paths of ${cells}`, `paths of ${cells}`, 'paths'],
  };
  const frame = drawFrame(context, {
    area: flat ? area : equalScales(area, unit, config.width / config.height),
    unit,
    x: flat ? timeAxis(data) : along,
    y: flat ? { ...along, names: [`position x of ${cells}`, `x of ${cells}`, 'paths'] } : across,
    legend: [],
  });
  const spanX = { boundary: config.boundaryX, length: config.width };
  const spanY = { boundary: config.boundaryY, length: config.height };
  inside(context, frame, () => {
    context.lineJoin = 'round';
    x.forEach((positions, cell) => {
      context.strokeStyle = pathColour(cell);
      context.lineWidth = lineWidth(unit) * 0.75;
      context.globalAlpha = 0.85;
      context.beginPath();
      const end = flat
        ? tracePath(context, frame, times, positions, null, spanX)
        : tracePath(context, frame, positions, y[cell], spanX, spanY);
      context.stroke();
      if (end !== null) drawDot(context, end, 0.55 * unit);
    });
  });
};

/** Where the cell is now. A line of no length with round ends: the shared canvas has no circles. */
function drawDot(context: Context2D, [x, y]: readonly [number, number], size: number): void {
  context.globalAlpha = 1;
  context.lineCap = 'round';
  context.lineWidth = size;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 0.01, y);
  context.stroke();
  context.lineCap = 'butt';
}

/** The part of the area in which a frame shows lengths along both axes alike, as far as the area's shape allows. */
function equalScales(
  area: { x: number; y: number; width: number; height: number },
  unit: number,
  aspect: number,
) {
  // About what drawFrame takes for numbers and names.
  const side = 3 * unit;
  const foot = 4.6 * unit;
  const width = Math.min(area.width, (area.height - foot) * aspect + side);
  const height = Math.min(area.height, (area.width - side) / aspect + foot);
  const [w, h] = [Math.max(width, area.width / 4), Math.max(height, area.height / 4)];
  return { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h };
}

interface Span {
  readonly boundary: Boundary;
  readonly length: number;
}

/** Which copy of the domain an unrolled position lies in; always 0 between walls, where nothing is unrolled. */
const copy = (value: number, span: Span | null): number =>
  span !== null && span.boundary === 'periodic' ? Math.floor(value / span.length) : 0;

/**
 * Adds the path to the present one, piece by piece, each drawn in all copies it passes through; the frame cuts it. Returns
 * where it ends on the canvas.
 */
function tracePath(
  context: Context2D,
  frame: Frame,
  x: readonly number[],
  y: readonly number[],
  spanX: Span | null,
  spanY: Span | null,
): [number, number] | null {
  let there: [number, number] | null = null;
  for (let index = 0; index < x.length; index += 1) {
    const i1 = copy(x[index], spanX);
    const j1 = copy(y[index], spanY);
    const i0 = index === 0 ? i1 : copy(x[index - 1], spanX);
    const j0 = index === 0 ? j1 : copy(y[index - 1], spanY);
    const here: [number, number] = [
      frame.toX(shift(x[index], i1, spanX)),
      frame.toY(shift(y[index], j1, spanY)),
    ];
    // A cell that went round more than a few times between two samples has no path worth drawing.
    const rounds = Math.abs(i1 - i0) + Math.abs(j1 - j0);
    for (let i = Math.min(i0, i1); rounds > 0 && rounds < 5 && i <= Math.max(i0, i1); i += 1) {
      for (let j = Math.min(j0, j1); j <= Math.max(j0, j1); j += 1) {
        context.moveTo(frame.toX(shift(x[index - 1], i, spanX)), frame.toY(shift(y[index - 1], j, spanY)));
        context.lineTo(frame.toX(shift(x[index], i, spanX)), frame.toY(shift(y[index], j, spanY)));
      }
    }
    if (rounds === 0 && there !== null) context.lineTo(here[0], here[1]);
    else context.moveTo(here[0], here[1]);
    there = here;
  }
  return there;
}

const shift = (value: number, copies: number, span: Span | null): number =>
  span === null ? value : value - copies * span.length;
