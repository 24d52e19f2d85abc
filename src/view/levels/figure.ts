// The main picture of an experiment on a line at several levels: the densities over each other, and beside them (or below,
// where the picture is narrow) how far they are apart, and mean, variance and current against time. Where there is no room for
// that the densities stand alone.

import type { Context2D } from '../canvas.ts';
import type { Rectangle } from '../layout.ts';
import { drawHeader } from '../overlay.ts';
import { drawLevelDensities } from './densities.ts';
import { drawLevelDistances } from './distances.ts';
import { drawLevelMoments } from './moments.ts';
import type { LevelData } from './panel.ts';

export interface LevelFigure extends LevelData {
  readonly area: Rectangle;
  readonly unit: number;
  readonly title: string | null;
  readonly time: number;
  /** As in Overlay. */
  readonly pace: number;
}

const HEADER = 2.1;
const MARGIN = 0.7;
const BETWEEN = 1.6;
/** Width over height from which plots stand side by side. */
const WIDE = 1.25;
/** Least width and height of the picture, in units of text, for more than the densities. */
const ROOM = { width: 38, height: 30 };
/** Share of the width, or of the height, that the densities get. */
const DENSITIES = { wide: 0.46, tall: 0.42 };

export function drawLevelFigure(context: Context2D, figure: LevelFigure): void {
  const { area, unit } = figure;
  const left = area.x + MARGIN * unit;
  const width = Math.max(area.width - 2 * MARGIN * unit, 3);
  const header = { x: left, y: area.y + 0.5 * unit, width, height: HEADER * unit };
  const top = header.y + header.height + 0.4 * unit;
  const height = Math.max(area.y + area.height - MARGIN * unit - top, 3);
  const gap = BETWEEN * unit;
  context.save();
  drawHeader(context, { header, unit }, figure.title, figure.time, figure.pace);
  const small = area.width < ROOM.width * unit || area.height < ROOM.height * unit;
  if (small && area.width < 2 * ROOM.width * unit) {
    drawLevelDensities(context, { x: left, y: top, width, height }, unit, figure);
  } else if (area.width >= WIDE * area.height) {
    const first = Math.max(DENSITIES.wide * (width - 2 * gap), 1);
    const each = Math.max((width - 2 * gap - first) / 2, 1);
    drawLevelDensities(context, { x: left, y: top, width: first, height }, unit, figure);
    const second = left + first + gap;
    drawLevelDistances(context, { x: second, y: top, width: each, height }, unit, figure);
    drawLevelMoments(context, { x: second + each + gap, y: top, width: each, height }, unit, figure);
  } else {
    const first = Math.max(DENSITIES.tall * (height - gap), 1);
    const rest = Math.max(height - first - gap, 1);
    const half = Math.max((width - gap) / 2, 1);
    drawLevelDensities(context, { x: left, y: top, width, height: first }, unit, figure);
    const lower = { y: top + first + gap, width: half, height: rest };
    drawLevelDistances(context, { x: left, ...lower }, unit, figure);
    drawLevelMoments(context, { x: left + half + gap, ...lower }, unit, figure);
  }
  context.restore();
}
