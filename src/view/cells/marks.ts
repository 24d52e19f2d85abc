// Single cells over a heat map: a body in the direction of the run with flagella trailing behind, light with a dark rim,
// so that it shows on any colour. Marks have a size of their own on the screen: they are signs, not cells to scale.
// All bodies are one path each way, so thousands of them cost a few strokes.

import type { Cells } from '../../core/simulation.ts';
import type { Context2D } from '../canvas.ts';
import type { CellView } from './place.ts';
import { markLength, pixelX, pixelY, visiblePart } from './place.ts';

const RIM = 'rgba(8, 10, 16, 0.85)';
const BODY = '#fdfdf6';
const TAIL = 'rgba(253, 253, 246, 0.9)';
/** Body's width and the flagella's length and swing, in body lengths. */
const WIDTH = 0.46;
const FLAGELLA = 1.25;
const SWING = 0.16;
const WAVES = 1.5;
/** Pieces of a tail; where a body is short a straight one will do. */
const PIECES = 10;
const SHORT = 6;

type Context = Pick<
  Context2D,
  | 'save'
  | 'restore'
  | 'beginPath'
  | 'rect'
  | 'clip'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
>;

/** Draws every cell of `cells` that stands within the plot. */
export function drawMarks(context: Context, view: CellView, cells: Cells): void {
  const part = visiblePart(view);
  const length = markLength(view, cells.x.length);
  context.save();
  context.beginPath();
  context.rect(part.x, part.y, part.width, part.height);
  context.clip();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const rim = Math.max(length * 0.14, 1);
  const stroke = (style: string, width: number, trace: Trace): void => {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.beginPath();
    for (let cell = 0; cell < cells.x.length; cell += 1) {
      const x = pixelX(view, cells.x[cell]);
      const y = pixelY(view, cells.y[cell]);
      // On the canvas y points down.
      trace(context, x, y, Math.cos(cells.heading[cell]), -Math.sin(cells.heading[cell]), length);
    }
    context.stroke();
  };
  const thread = Math.max(length * 0.12, 0.8);
  stroke(RIM, thread + 1.4 * rim, traceTail);
  stroke(RIM, length * WIDTH + 2 * rim, traceBody);
  stroke(TAIL, thread, traceTail);
  stroke(BODY, length * WIDTH, traceBody);
  context.restore();
}

type Trace = (context: Context, x: number, y: number, ex: number, ey: number, length: number) => void;

/** A piece of line whose round ends make the body; the cell's position is its middle. */
const traceBody: Trace = (context, x, y, ex, ey, length) => {
  const half = ((1 - WIDTH) / 2) * length;
  context.moveTo(x - half * ex, y - half * ey);
  context.lineTo(x + half * ex, y + half * ey);
};

const traceTail: Trace = (context, x, y, ex, ey, length) => {
  const begin = 0.4 * length;
  const whole = FLAGELLA * length;
  context.moveTo(x - begin * ex, y - begin * ey);
  if (length < SHORT) {
    context.lineTo(x - (begin + whole) * ex, y - (begin + whole) * ey);
    return;
  }
  for (let piece = 1; piece <= PIECES; piece += 1) {
    const share = piece / PIECES;
    const back = begin + share * whole;
    // The swing grows from nothing at the body.
    const aside = SWING * length * Math.sqrt(share) * Math.sin(2 * Math.PI * WAVES * share);
    context.lineTo(x - back * ex - aside * ey, y - back * ey + aside * ex);
  }
};
