// Single cells over a heat map that is painted once: those in view with their recent tracks, where they are few enough to
// be told apart. It waits for them, unlike the page, which draws what it has.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Cells, Region, Simulation } from '../core/simulation.ts';
import type { Context2D } from './canvas.ts';
import { drawMarks } from './cells/marks.ts';
import { visiblePart } from './cells/place.ts';
import type { CellView } from './cells/place.ts';
import { createTracks } from './cells/tracks.ts';

/** Cells that are to be expected in view for them to be shown: more would hide one another. */
export const MOST_EXPECTED = 2000;
/** Length of a track beside the distance between neighbours, and beside the picture. */
const TRACK_SPACINGS = 2.5;
const TRACK_SHARE = 0.25;
/** Seconds of a film that a track reaches back at most. */
const TRACK_SECONDS = 4;
/** Samples of the tracks in a single picture; fewer than tracks.ts keeps. */
const SAMPLES = 30;

/** The part of the domain that shows, in lengths; left of right and below top where there is any. */
export function visibleRegion(view: CellView): Region {
  const { domain, grid } = view;
  const part = visiblePart(view);
  const x = (pixel: number): number => ((pixel - domain.x) / domain.width) * grid.width;
  const y = (pixel: number): number => (1 - (pixel - domain.y) / domain.height) * grid.height;
  return { left: x(part.x), right: x(part.x + part.width), bottom: y(part.y + part.height), top: y(part.y) };
}

/** How many of `cells` evenly spread ones are in the region. */
export const expectedCells = (config: RunAndTumbleConfig, { left, right, bottom, top }: Region): number =>
  (config.cells * Math.max(right - left, 0) * Math.max(top - bottom, 0)) / (config.width * config.height);

/**
 * How far back the tracks of so many visible cells reach, in simulated time: as long as a cell takes to a few neighbours.
 * 0 where cells do not move. `pace`: simulated time a second of film; 0 sets no limit.
 */
export function trackDuration(
  config: RunAndTumbleConfig,
  region: Region,
  count: number,
  pace: number,
): number {
  const width = region.right - region.left;
  const height = region.top - region.bottom;
  const spacing = Math.sqrt((width * height) / Math.max(count, 1));
  const length = Math.min(TRACK_SPACINGS * spacing, TRACK_SHARE * Math.min(width, height));
  const { speed, mobility, temperature } = config.parameters;
  // A crawling cell gets that far by diffusion: <r^2> = 4 D t.
  const time = speed === undefined ? length ** 2 / (4 * mobility * temperature) : length / speed;
  const duration = pace > 0 ? Math.min(time, TRACK_SECONDS * pace) : time;
  return Number.isFinite(duration) ? duration : 0;
}

export interface MarkPainter {
  /** Times at which to take note of the state, for the tracks in a single picture at `until`. */
  noteTimes(until: number): readonly number[];
  /** Takes note of where the visible cells are now. */
  note(): Promise<void>;
  /** Draws what was noted last. */
  draw(context: Context2D): void;
}

/** Null where there are too many cells in view; the view stays as it is. */
export function createMarkPainter(
  simulation: Simulation,
  config: RunAndTumbleConfig,
  view: CellView,
  pace: number,
): MarkPainter | null {
  const { population } = simulation;
  const region = visibleRegion(view);
  const count = expectedCells(config, region);
  if (!population || !(count > 0) || count > MOST_EXPECTED) return null;
  const duration = trackDuration(config, region, count, pace);
  const tracks = createTracks();
  let cells: Cells | null = null;
  return {
    noteTimes(until) {
      const reach = Math.min(duration, until);
      if (!(reach > 0)) return [];
      return Array.from({ length: SAMPLES }, (_, k) => until - (reach * (SAMPLES - k)) / SAMPLES);
    },
    async note() {
      cells = await population.within(region);
      if (cells && duration > 0) tracks.add(cells, duration);
      else tracks.clear();
    },
    draw(context) {
      if (!cells) return;
      tracks.draw(context, view);
      drawMarks(context, view, cells);
    },
  };
}
