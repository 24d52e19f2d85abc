// Single cells over the map: asks for those in view where there are few enough, keeps their recent tracks, and draws both.

import type { Camera } from '../view/camera.ts';
import type { Config, ViewConfig } from '../core/config.ts';
import type { Cells, Measurement, Region, Simulation } from '../core/simulation.ts';
import type { Context2D } from '../view/canvas.ts';
import type { Rectangle } from '../view/layout.ts';
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
  draw(context: Context2D, config: Config, domain: Rectangle, unit: number): void;
  /** A few words for the reader. */
  note(config: Config, view: ViewConfig): string | null;
  /** Another run. */
  clear(): void;
}

/** What of the domain lies in a part of the window, in lengths; may reach beyond the domain. */
export const regionIn = (area: Rectangle, domain: Rectangle, size: { width: number; height: number }): Region => {
  const x = (pixel: number) => ((pixel - domain.x) / domain.width) * size.width;
  const y = (pixel: number) => (1 - (pixel - domain.y) / domain.height) * size.height;
  return {
    left: x(area.x),
    right: x(area.x + area.width),
    bottom: y(area.y + area.height),
    top: y(area.y),
  };
};

/** @param arrived called when cells have come that are to be drawn. */
export function createCellMarks(arrived: () => void): CellMarks {
  const visible = createVisibleCells(arrived);
  let cells: Cells | null = null;

  return {
    get count() {
      return cells?.x.length ?? 0;
    },
    get time() {
      return cells?.time ?? null;
    },
    look(simulation, { config, view, measurement, area, now }, domain) {
      const { population } = simulation;
      cells = null;
      if (population === null || view.marks === 'never') return;
      const whole = { left: 0, right: config.width, bottom: 0, top: config.height };
      cells = visible.look(population, regionIn(area, domain, config), whole, measurement.time, now);
    },
    draw() {},
    note(config, view) {
      if (config.model !== 'run-and-tumble' || view.marks === 'never') return null;
      if (cells === null) return 'zoom in to see single cells';
      const shown = cells.x.length;
      return shown === 1 ? '1 cell' : `${shown.toLocaleString('en')} cells`;
    },
    clear() {
      visible.clear();
      cells = null;
    },
  };
}
