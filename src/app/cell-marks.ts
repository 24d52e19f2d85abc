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
  note(config: Config, view: ViewConfig): string | null;
  /** Another run. */
  clear(): void;
}

const placed = ({ config, area }: MarkedScene, domain: Rectangle, unit: number): CellView => ({
  domain,
  plot: area,
  grid: config,
  unit,
});

/** @param arrived called when cells have come that are to be drawn. */
export function createCellMarks(arrived: () => void): CellMarks {
  const visible = createVisibleCells(arrived);
  const tracks = createTracks();
  let cells: Cells | null = null;

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
      tracks.add(found, trackDuration(config, region, found.x.length, scene.view.pace));
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
      if (cells === null) tracks.clear();
    },
    draw(context, scene, domain, unit) {
      if (cells === null) return;
      const view = placed(scene, domain, unit);
      tracks.draw(context, view);
      drawMarks(context, view, cells);
    },
    note(config, view) {
      if (config.model !== 'run-and-tumble' || view.marks === 'never') return null;
      if (cells === null) return 'zoom in to see single cells';
      const shown = cells.x.length;
      return shown === 1 ? '1 cell' : `${shown.toLocaleString('en')} cells`;
    },
    clear() {
      visible.clear();
      tracks.clear();
      cells = null;
    },
  };
}
