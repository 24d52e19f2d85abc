// Where cells stand on the canvas: from positions in the domain to pixels, y upwards to y downwards.

import type { Grid } from '../../core/grid.ts';
import type { Rectangle } from '../layout.ts';

/** Length of a track, in body lengths. */
const TRACK = 14;

export interface CellView {
  /** Where the domain lies now, in the canvas' units (src/view/camera.ts); it may stick out of `plot`. */
  readonly domain: Rectangle;
  /** What may be drawn on. */
  readonly plot: Rectangle;
  readonly grid: Pick<Grid, 'width' | 'height'>;
  /** Size of ordinary text. */
  readonly unit: number;
}

export const pixelX = ({ domain, grid }: CellView, x: number): number =>
  domain.x + (x / grid.width) * domain.width;

export const pixelY = ({ domain, grid }: CellView, y: number): number =>
  domain.y + domain.height - (y / grid.height) * domain.height;

/** The part of the plot that the domain covers; its sizes are 0 where they do not meet. */
export function visiblePart({ domain, plot }: CellView): Rectangle {
  const x = Math.max(domain.x, plot.x);
  const y = Math.max(domain.y, plot.y);
  return {
    x,
    y,
    width: Math.max(Math.min(domain.x + domain.width, plot.x + plot.width) - x, 0),
    height: Math.max(Math.min(domain.y + domain.height, plot.y + plot.height) - y, 0),
  };
}

/**
 * Length of a cell's body in the canvas' units: about a letter's size, growing gently with zoom, and small enough that
 * `count` cells in the visible part do not cover it.
 */
export function markLength(view: CellView, count: number): number {
  const { domain, plot, unit } = view;
  const zoom = Math.max(domain.width / plot.width, domain.height / plot.height, 1);
  const wanted = 0.38 * unit * zoom ** 0.25;
  const part = visiblePart(view);
  const spacing = Math.sqrt((part.width * part.height) / Math.max(count, 1));
  return Math.max(Math.min(wanted, 1.6 * unit, 0.5 * spacing), 0.18 * unit, 2);
}

/** Simulated time in which a cell of that speed leaves a track of some body lengths on the screen. */
export const trackDuration = (view: CellView, speed: number, count: number): number =>
  (TRACK * markLength(view, count) * view.grid.width) / (view.domain.width * speed);
