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

export interface Tracks {
  /** Takes over a sample. One that is not later than the last begins anew. */
  add(cells: Cells): void;
  clear(): void;
  /** Draws the lines of the cells in the last sample; `duration` in simulated time is how far back they reach. */
  draw(context: Context, view: CellView): void;
  /** Pieces of line as pairs of places, oldest first: for drawing, and for looking at. */
  segments(): readonly Segment[];
}

export interface Segment {
  /** Age in samples of the newer end: 0 for the present one. */
  readonly age: number;
  /** x and y of the older, then of the newer end. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/**
 * @param duration simulated time that lines reach back. Samples that come faster than it needs replace one another.
 * @param samples how many are kept.
 */
export function createTracks(duration: number, samples = SAMPLES): Tracks {
  let kept: Cells[] = [];
  const interval = duration / (samples - 1);

  const pieces = (each: (age: number, older: Cells, i: number, newer: Cells, j: number) => void): void => {
    // Which cells of the newer sample still have an unbroken line to the present.
    let alive: Uint8Array | null = null;
    for (let age = 0; age < kept.length - 1; age += 1) {
      const newer = kept[kept.length - 1 - age];
      const older = kept[kept.length - 2 - age];
      const reached = new Uint8Array(older.index.length);
      for (let i = 0, j = 0; i < older.index.length && j < newer.index.length;) {
        if (older.index[i] < newer.index[j]) i += 1;
        else if (older.index[i] > newer.index[j]) j += 1;
        else {
          const there = alive === null || alive[j] === 1;
          const round = older.roundsX[i] !== newer.roundsX[j] || older.roundsY[i] !== newer.roundsY[j];
          if (there) {
            reached[i] = 1;
            if (!round) each(age, older, i, newer, j);
          }
          i += 1;
          j += 1;
        }
      }
      alive = reached;
    }
  };

  return {
    add(cells) {
      const last = kept[kept.length - 1];
      if (last !== undefined && cells.time === last.time) kept.pop();
      else if (last !== undefined && cells.time < last.time) kept = [];
      // The newest sample moves on until it is far enough from the one before it.
      else if (kept.length >= 2 && last.time - kept[kept.length - 2].time < interval) kept.pop();
      kept.push(cells);
      if (kept.length > samples) kept.shift();
    },
    clear() {
      kept = [];
    },
    draw(context, view) {
      if (kept.length < 2) return;
      const part = visiblePart(view);
      const length = markLength(view, kept[kept.length - 1].x.length);
      const width = Math.max(length * 0.16, 1);
      context.save();
      context.beginPath();
      context.rect(part.x, part.y, part.width, part.height);
      context.clip();
      context.lineCap = 'round';
      const trace = (shade: number): void => {
        context.beginPath();
        pieces((age, older, i, newer, j) => {
          if (Math.floor((age / (samples - 1)) * SHADES) !== shade) return;
          context.moveTo(pixelX(view, older.x[i]), pixelY(view, older.y[i]));
          context.lineTo(pixelX(view, newer.x[j]), pixelY(view, newer.y[j]));
        });
        context.stroke();
      };
      for (let shade = SHADES - 1; shade >= 0; shade -= 1) {
        const strength = 1 - (shade + 0.5) / SHADES;
        context.globalAlpha = 0.35 * strength;
        context.strokeStyle = RIM;
        context.lineWidth = width + 2;
        trace(shade);
        context.globalAlpha = 0.75 * strength;
        context.strokeStyle = COLOUR;
        context.lineWidth = width;
        trace(shade);
      }
      context.restore();
    },
    segments() {
      const result: Segment[] = [];
      pieces((age, older, i, newer, j) =>
        result.push({ age, from: [older.x[i], older.y[i]], to: [newer.x[j], newer.y[j]] }),
      );
      return result.reverse();
    },
  };
}
