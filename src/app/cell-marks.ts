// Single cells over the map: asks for those in view where there are few enough, keeps their recent tracks, and draws both.

import type { Config, RunAndTumbleConfig, ViewConfig } from '../core/config.ts';
import type { Cells, Measurement, Simulation } from '../core/simulation.ts';
import type { Context2D } from '../view/canvas.ts';
import { drawMarks } from '../view/cells/marks.ts';
import type { CellView } from '../view/cells/place.ts';
import { createTracks } from '../view/cells/tracks.ts';
import type { Rectangle } from '../view/layout.ts';
import { trackDuration, visibleRegion } from '../view/mark-painter.ts';
import { createVisibleCells } from './visible-cells.ts';

export interface MarkedScene {
  readonly config: Config;
  readonly view: ViewConfig;
  readonly measurement: Measurement;
  /** The part of the window that nothing else covers. */
  readonly area: Rectangle;
  /** Wall-clock seconds. */
  readonly now: number;
}

export interface CellMarks {
  /** How many are drawn. */
  readonly count: number;
  /** Of which time they are; null where there are none. */
  readonly time: number | null;
  /** Brings the cells in view up to date, without waiting. `domain` is where the domain lies in the window. */
  look(simulation: Simulation, scene: MarkedScene, domain: Rectangle): void;
  /** Over whatever is there; `unit` is the size of ordinary text. */
  draw(context: Context2D, scene: MarkedScene, domain: Rectangle, unit: number): void;
  /** A few words for the reader. */
  note(config: Config, view: ViewConfig, running: boolean): string | null;
  /** Another run. */
  clear(): void;
}

const placed = ({ config, area }: MarkedScene, domain: Rectangle, unit: number): CellView => ({
  domain,
  plot: area,
  grid: config,
  unit,
});

/**
 * Samples that a track has at least, as long as it becomes no more than so many times as long for that: beyond, cells would
 * drown in chords. A single piece is always there: a coarse line tells more than none.
 */
const FEWEST_SAMPLES = 8;
const LONGEST = 2;
const ONE_PIECE = 1.5;
/** Samples that a track of the proper length needs not to look like a thicket of chords. */
const FINE_SAMPLES = 3;
/** Weight of the last interval between samples beside those before it. */
const NEWEST = 0.3;

/** @param arrived called when cells have come that are to be drawn. */
export function createCellMarks(arrived: () => void): CellMarks {
  const visible = createVisibleCells(arrived);
  const tracks = createTracks();
  let cells: Cells | null = null;
  /** Simulated time between samples, about; null until there are two. */
  let interval: number | null = null;
  let coarse = false;

  function follow(found: Cells, duration: number): void {
    const passed = found.time - (cells?.time ?? found.time);
    // The same state again, from another place, is no sample of its own.
    if (passed > 0) interval = interval === null ? passed : (1 - NEWEST) * interval + NEWEST * passed;
    coarse = interval !== null && duration > 0 && interval * FINE_SAMPLES > duration;
    const apart = interval ?? 0;
    const stretched = Math.min(FEWEST_SAMPLES * apart, Math.max(LONGEST * duration, ONE_PIECE * apart));
    tracks.add(found, duration > 0 ? Math.max(duration, stretched) : 0);
  }
  function forget(): void {
    tracks.clear();
    interval = null;
    coarse = false;
  }

  function cellsIn(
    simulation: Simulation,
    config: RunAndTumbleConfig,
    scene: MarkedScene,
    view: CellView,
  ): Cells | null {
    const { population } = simulation;
    if (population === null || scene.view.marks === 'never') return null;
    const region = visibleRegion(view);
    const found = visible.look(population, config, region, scene.measurement.time, scene.now);
    if (found !== null && found !== cells)
      follow(found, trackDuration(config, region, found.x.length, scene.view.pace));
    return found;
  }

  return {
    get count() {
      return cells?.x.length ?? 0;
    },
    get time() {
      return cells?.time ?? null;
    },
    look(simulation, scene, domain) {
      const { config } = scene;
      const walks = config.model === 'run-and-tumble';
      cells = walks ? cellsIn(simulation, config, scene, placed(scene, domain, 0)) : null;
      if (cells === null) forget();
    },
    draw(context, scene, domain, unit) {
      if (cells === null) return;
      const view = placed(scene, domain, unit);
      tracks.draw(context, view);
      drawMarks(context, view, cells);
    },
    note(config, view, running) {
      if (config.model !== 'run-and-tumble' || view.marks === 'never') return null;
      if (cells === null) return 'zoom to cells';
      const shown = cells.x.length;
      const count = shown === 1 ? '1 cell' : `${shown.toLocaleString('en')} cells`;
      return coarse && running ? `${count}; slow down (\u2212) to see tracks` : count;
    },
    clear() {
      visible.clear();
      forget();
      cells = null;
    },
  };
}
