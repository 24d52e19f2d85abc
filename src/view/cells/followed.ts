// The followed cell over the map: a ring round where it is, the way it has come, a dot where it tumbled. In a colour that no
// map has, with a dark rim, so that it shows on a beamer.

import type { CellCourse } from '../../observables/trace.ts';
import type { Context2D } from '../canvas.ts';
import { FOLLOWED_COLOUR } from './one-cell.ts';
import type { CellView } from './place.ts';
import { markLength, pixelX, pixelY, visiblePart } from './place.ts';

const RIM = 'rgba(8, 10, 16, 0.9)';
/** Steps of the way that is drawn. */
const LONGEST = 3000;

/** Radius of the ring, in the canvas' units. */
export const ringRadius = (view: CellView): number => Math.max(1.5 * markLength(view, 1), 0.55 * view.unit);

export function drawFollowed(context: Context2D, view: CellView, course: CellCourse): void {
  const { x, y, roundsX, roundsY, tumbles } = course;
  const end = x.length;
  const begin = Math.max(end - LONGEST, 0);
  const part = visiblePart(view);
  const width = Math.max(view.unit / 6, 2);
  context.save();
  context.beginPath();
  context.rect(part.x, part.y, part.width, part.height);
  context.clip();
  context.lineJoin = 'round';
  context.beginPath();
  for (let k = begin; k < end; k += 1) {
    // One that went round a periodic axis comes in on the other side.
    const joined = k > begin && roundsX[k] === roundsX[k - 1] && roundsY[k] === roundsY[k - 1];
    if (joined) context.lineTo(pixelX(view, x[k]), pixelY(view, y[k]));
    else context.moveTo(pixelX(view, x[k]), pixelY(view, y[k]));
  }
  stroke(context, width);
  const dot = Math.max(0.75 * width, 1.8);
  context.beginPath();
  for (let k = Math.max(begin, 1); k < end; k += 1) {
    if (tumbles[k] === tumbles[k - 1]) continue;
    const [px, py] = [pixelX(view, x[k]), pixelY(view, y[k])];
    context.moveTo(px + dot, py);
    context.arc(px, py, dot, 0, 2 * Math.PI);
  }
  context.fillStyle = '#ffffff';
  context.strokeStyle = RIM;
  context.lineWidth = 1;
  context.fill();
  context.stroke();
  context.beginPath();
  context.arc(pixelX(view, x[end - 1]), pixelY(view, y[end - 1]), ringRadius(view), 0, 2 * Math.PI);
  stroke(context, 1.4 * width);
  context.restore();
}

function stroke(context: Context2D, width: number): void {
  context.strokeStyle = RIM;
  context.lineWidth = width + 2.5;
  context.stroke();
  context.strokeStyle = FOLLOWED_COLOUR;
  context.lineWidth = width;
  context.stroke();
}
