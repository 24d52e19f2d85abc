// The main picture of cells in one dimension: the lecture's three figures (paths, histogram with the predicted density,
// mean and variance against time) side by side, or one above the other where the picture is narrow, under title and time.

import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { drawHeader } from '../overlay.ts';
import type { PanelData } from './panel.ts';
import { PANELS } from './panels.ts';

export interface FiguresLayout {
  readonly unit: number;
  readonly header: Rectangle;
  /** Trajectories, histogram, moments. */
  readonly panels: readonly [Rectangle, Rectangle, Rectangle];
}

const HEADER = 2.1;
const MARGIN = 0.7;
const BETWEEN = 1.6;
/** Width over height from which figures stand side by side. */
const WIDE = 1.25;

/** Shares out `area`; `unit` is the size of ordinary text. */
export function layoutFigures(area: Rectangle, unit: number): FiguresLayout {
  const left = area.x + MARGIN * unit;
  const width = Math.max(area.width - 2 * MARGIN * unit, 3);
  const header = { x: left, y: area.y + 0.5 * unit, width, height: HEADER * unit };
  const top = header.y + header.height + 0.4 * unit;
  const height = Math.max(area.y + area.height - MARGIN * unit - top, 3);
  const gap = BETWEEN * unit;
  if (area.width >= WIDE * area.height) {
    const part = Math.max((width - 2 * gap) / 3, 1);
    const panel = (k: number): Rectangle => ({ x: left + k * (part + gap), y: top, width: part, height });
    return { unit, header, panels: [panel(0), panel(1), panel(2)] };
  }
  // Mean and variance are two plots: they get more.
  const room = Math.max(height - 1.2 * gap, 3);
  const heights = [0.3 * room, 0.28 * room, 0.42 * room];
  const panel = (k: number): Rectangle => ({
    x: left,
    y: top + heights.slice(0, k).reduce((sum, value) => sum + value, 0) + k * 0.6 * gap,
    width,
    height: heights[k],
  });
  return { unit, header, panels: [panel(0), panel(1), panel(2)] };
}

export interface Figures extends PanelData {
  readonly layout: FiguresLayout;
  readonly title: string | null;
  readonly time: number;
  /** As in Overlay. */
  readonly pace: number;
}

export function drawFigures(context: Context2D, figures: Figures): void {
  const { layout } = figures;
  context.save();
  drawHeader(context, layout, figures.title, figures.time, figures.pace);
  const [trajectories, histogram, moments] = layout.panels;
  PANELS.trajectories.draw(context, trajectories, layout.unit, figures);
  PANELS.histogram.draw(context, histogram, layout.unit, figures);
  PANELS.moments.draw(context, moments, layout.unit, figures);
  context.restore();
}
