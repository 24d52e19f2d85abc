// Where the visible cells have just been: their last positions, joined by the cells' indices and drawn as lines that fade
// into the past. Samples come in the order of the indices, so two of them are joined by walking along both. A cell that
// left the view and came back has no line across the gap; one that goes round a periodic axis has none across the domain;
// between walls nothing is to be done, a line between two points inside stays inside.

import type { Cells } from '../../core/simulation.ts';
import type { Context2D } from '../canvas.ts';
import type { CellView } from './place.ts';
import { markLength, pixelX, pixelY, visiblePart } from './place.ts';

/** Samples kept, the present one included. */
const SAMPLES = 40;
/** Where many cells are seen their tracks are shorter: a thicket shows nothing, and costs time. */
const MOST_SEGMENTS = 6000;
/** Lines of nearly one age are drawn in one stroke. */
const SHADES = 8;
const COLOUR = '#fdfdf6';
const RIM = '#080a10';

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
  | 'globalAlpha'
>;

/** One piece of a track. */
export interface Segment {
  /** Samples between its newer end and the present: 0 for the last piece. */
  readonly age: number;
  readonly x0: number;
  readonly y0: number;
  /** Newer end. */
  readonly x1: number;
  readonly y1: number;
}

export interface Tracks {
  /**
   * Takes over a sample, in the order of the indices, which must not be changed afterwards. `duration` is how far back in
   * simulated time lines are to reach: samples that come faster than it needs replace one another, and older ones go.
   * A sample earlier than the last begins anew.
   */
  add(cells: Cells, duration: number): void;
  clear(): void;
  /** Pieces of the lines of the cells in the last sample, newest first. */
  segments(): Segment[];
  draw(context: Context, view: CellView): void;
}

/** @param samples how many are kept. */
export function createTracks(samples = SAMPLES): Tracks {
  let kept: Cells[] = [];

  const segments = (): Segment[] => {
    const result: Segment[] = [];
    const present = kept[kept.length - 1]?.index.length ?? 0;
    const most = Math.max(Math.floor(MOST_SEGMENTS / Math.max(present, 1)), 1);
    // Which cells of the newer sample have an unbroken line to the present.
    let alive = new Uint8Array(present).fill(1);
    for (let age = 0; age < Math.min(kept.length - 1, most); age += 1) {
      const newer = kept[kept.length - 1 - age];
      const older = kept[kept.length - 2 - age];
      const reached = new Uint8Array(older.index.length);
      matches(older.index, newer.index, (i, j) => {
        if (alive[j] === 0) return;
        reached[i] = 1;
        // One that went round an axis has no piece here, but its line goes on, on the other side.
        if (older.roundsX[i] !== newer.roundsX[j] || older.roundsY[i] !== newer.roundsY[j]) return;
        result.push({ age, x0: older.x[i], y0: older.y[i], x1: newer.x[j], y1: newer.y[j] });
      });
      alive = reached;
    }
    return result;
  };

  return {
    add(cells, duration) {
      const last = kept[kept.length - 1];
      if (last !== undefined && cells.time < last.time) kept = [];
      // The newest sample moves on until it is far enough from the one before it.
      const before = kept[kept.length - 2];
      const tooSoon = before !== undefined && last.time - before.time < duration / (samples - 1);
      if (cells.time === last?.time || tooSoon) kept.pop();
      kept.push(cells);
      kept = kept.slice(-samples).filter(({ time }) => time >= cells.time - duration);
    },
    clear() {
      kept = [];
    },
    segments,
    draw(context, view) {
      if (kept.length < 2) return;
      const part = visiblePart(view);
      const width = Math.max(0.16 * markLength(view, kept[kept.length - 1].x.length), 1);
      const pieces = segments();
      const oldest = pieces[pieces.length - 1]?.age ?? 0;
      const shade = (age: number): number => Math.floor((age / (oldest + 1)) * SHADES);
      context.save();
      context.beginPath();
      context.rect(part.x, part.y, part.width, part.height);
      context.clip();
      context.lineCap = 'butt';
      for (let end = pieces.length; end > 0;) {
        const present = shade(pieces[end - 1].age);
        let begin = end;
        while (begin > 0 && shade(pieces[begin - 1].age) === present) begin -= 1;
        context.beginPath();
        for (let index = begin; index < end; index += 1) {
          const { x0, y0, x1, y1 } = pieces[index];
          context.moveTo(pixelX(view, x0), pixelY(view, y0));
          context.lineTo(pixelX(view, x1), pixelY(view, y1));
        }
        const strength = 1 - (present + 0.5) / SHADES;
        context.globalAlpha = 0.35 * strength;
        context.strokeStyle = RIM;
        context.lineWidth = width + 2;
        context.stroke();
        context.globalAlpha = 0.8 * strength;
        context.strokeStyle = COLOUR;
        context.lineWidth = width;
        context.stroke();
        end = begin;
      }
      context.restore();
    },
  };
}

/** Places of equal numbers in two rising lists. */
function matches(a: Uint32Array, b: Uint32Array, each: (i: number, j: number) => void): void {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] < b[j]) i += 1;
    else if (a[i] > b[j]) j += 1;
    else {
      each(i, j);
      i += 1;
      j += 1;
    }
  }
}
