// Colours of plots: what was measured has a colour, what theory predicts is white and dashed, in every plot.

import { CURVE_COLOURS } from '../curves.ts';
import { INK } from '../overlay.ts';

export const MEASURED = CURVE_COLOURS.u;
export const SECOND = CURVE_COLOURS.v;
export const PREDICTED = INK;
/** A measured curve that is less sure than another one. */
export const FAINT_MEASURED = 'rgba(255, 180, 84, 0.42)';
export const GRID_LINE = 'rgba(255, 255, 255, 0.11)';
export const AXIS_LINE = 'rgba(255, 255, 255, 0.42)';

export const lineWidth = (unit: number): number => Math.max(unit / 7, 1.4);
export const dashes = (unit: number): number[] => [0.55 * unit, 0.38 * unit];

/** Colours for paths, each far from its neighbours: steps of the golden angle round the circle of hues. */
export const pathColour = (index: number): string =>
  `hsl(${Math.round(30 + index * 137.508) % 360}, 78%, ${index % 2 === 0 ? 70 : 60}%)`;
