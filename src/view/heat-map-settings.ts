// From what a person asks to see (field, range, camera) to the numbers of the heat-map shader and its twin.

import { isGridField } from '../core/config.ts';
import type { ViewConfig } from '../core/config.ts';
import { EMPTY } from '../kernels/view/heat-map-layout.ts';
import type { Grid } from '../core/grid.ts';
import type { Fields } from '../core/backend.ts';
import { BACKGROUND, NO_CELLS, NOT_FINITE, parseColour } from './colormap.ts';
import type { Rectangle } from './layout.ts';
import type { Range } from './range.ts';

/** Most points a pixel averages along an axis: 8 x 8 reads are still cheap, and grids of 8 x the screen are rare. */
const MOST_SAMPLES = 8;

/** Pixels: a domain a billion times as long as wide would be drawn thinner than single precision can tell. */
const THINNEST = 1e-3;

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
  const stepX = grid.nx / Math.max(domain.width, THINNEST);
  const stepY = grid.ny / Math.max(domain.height, THINNEST);
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
    may_be_empty: Number(!isGridField(view.field)),
    empty: parseColour(NO_CELLS),
    empty_value: EMPTY,
  };
}

/** The whole pixels of a target that hold some of the domain. */
export function visiblePixels(settings: Fields, width: number, height: number): Rectangle {
  // Whatever the settings are, a GPU takes only whole pixels of the target; what is no number counts as 0.
  const within = (pixel: number, size: number) => Math.min(Math.max(pixel || 0, 0), size);
  const left = within(Math.floor(-settings.origin_x / settings.step_x), width);
  const right = within(Math.ceil((settings.nx - settings.origin_x) / settings.step_x), width);
  const top = within(Math.floor((settings.ny - settings.origin_y) / settings.step_y), height);
  const bottom = within(Math.ceil(-settings.origin_y / settings.step_y), height);
  return { x: left, y: top, width: Math.max(right - left, 0), height: Math.max(bottom - top, 0) };
}
