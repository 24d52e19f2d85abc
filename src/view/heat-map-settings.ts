// From what a person asks to see (field, range, camera) to the numbers of the heat-map shader and its twin.

import type { ViewConfig } from '../core/config.ts';
import type { Grid } from '../core/grid.ts';
import type { Fields } from '../core/backend.ts';
import { BACKGROUND, NOT_FINITE, parseColour } from './colormap.ts';
import type { Rectangle } from './layout.ts';
import type { Range } from './range.ts';

/** Most points a pixel averages along an axis: 8 x 8 reads are still cheap, and grids of 8 x the screen are rare. */
const MOST_SAMPLES = 8;

export interface HeatMapRequest {
  readonly grid: Grid;
  readonly view: ViewConfig;
  readonly range: Range;
  /** The rectangle that the whole domain covers, in pixels of the target; may reach beyond it. */
  readonly domain: Rectangle;
  /** Bilinear between cell centres instead of flat cells. */
  readonly smooth: boolean;
  /** Word of the clock record that tells which slot is current; 0 for the twin, which gets one state. */
  readonly slotWord: number;
}

export function heatMapSettings(request: HeatMapRequest): Fields {
  const { grid, view, range, domain } = request;
  const stepX = grid.nx / domain.width;
  const stepY = grid.ny / domain.height;
  const samples = Math.min(Math.max(Math.ceil(Math.max(stepX, stepY) - 1e-3), 1), MOST_SAMPLES);
  return {
    nx: grid.nx,
    ny: grid.ny,
    periodic_x: Number(grid.boundaryX === 'periodic'),
    periodic_y: Number(grid.boundaryY === 'periodic'),
    slot_word: request.slotWord,
    smooth_cells: Number(request.smooth),
    samples,
    logarithmic: Number(view.scale === 'logarithmic'),
    low: range.low,
    high: range.high,
    origin_x: -domain.x * stepX,
    origin_y: grid.ny + domain.y * stepY,
    step_x: stepX,
    step_y: -stepY,
    outside: parseColour(BACKGROUND),
    not_finite: parseColour(NOT_FINITE),
  };
}

/** The whole pixels of a target that hold some of the domain. */
export function visiblePixels(settings: Fields, width: number, height: number): Rectangle {
  const left = Math.max(Math.floor(-settings.origin_x / settings.step_x), 0);
  const right = Math.min(Math.ceil((settings.nx - settings.origin_x) / settings.step_x), width);
  const top = Math.max(Math.floor((settings.ny - settings.origin_y) / settings.step_y), 0);
  const bottom = Math.min(Math.ceil(-settings.origin_y / settings.step_y), height);
  return {
    x: Math.min(left, width),
    y: Math.min(top, height),
    width: Math.max(right - left, 0),
    height: Math.max(bottom - top, 0),
  };
}
