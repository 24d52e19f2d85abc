// The plots below the buttons and what they are made of: mass and peak of fields against time, or, with cells, their own
// plots in tabs. Knows which of the two an experiment has.

import type { Config } from '../core/config.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import type { PanelData } from '../view/cells/panel.ts';
import type { CellSeries } from '../view/cells/series.ts';
import { createCellPlots } from './cell-plots.ts';
import { createCellWatch } from './cell-watch.ts';
import { createHistory } from './history.ts';
import { createPlots } from './plots.ts';

export interface DockPlots {
  /** One of them is shown at a time. */
  readonly elements: readonly HTMLElement[];
  /** Name of the plot that is shown. */
  readonly shown: string;
  /** Another run. */
  begin(config: Config): void;
  /** Other parameters, or another view, of the same run. */
  change(config: Config): void;
  measured(simulation: Simulation, measurement: Measurement): void;
  /** Redraws; `density` reads u back and is called only where a plot needs it. `now` is wall-clock seconds. */
  show(config: Config, density: () => ArrayLike<number> | null, now: number, running: boolean): void;
  /** Another of the cells' plots, where there are cells. */
  cycle(by: 1 | -1): void;
  /** The cells' course so far; null for fields. */
  readonly series: CellSeries | null;
  /** What the cells' figures show; null for fields. */
  figures(density: ArrayLike<number> | null): PanelData | null;
}

/** @param arrived called when there is something new to draw. */
export function createDockPlots(arrived: () => void): DockPlots {
  const histories = { u: createHistory(), v: createHistory() };
  const plots = createPlots();
  const cellPlots = createCellPlots(arrived);
  const watch = createCellWatch(arrived);
  let cells = false;

  return {
    elements: [plots.element, cellPlots.element],
    get shown() {
      return cells ? cellPlots.shown : 'history';
    },
    get series() {
      return watch.series;
    },
    begin(config) {
      cells = config.model === 'run-and-tumble';
      plots.element.hidden = cells;
      cellPlots.element.hidden = !cells;
      histories.u.clear();
      histories.v.clear();
      plots.clear(config.view.field);
      watch.begin(config);
    },
    change(config) {
      plots.clear(config.view.field);
      watch.change(config);
    },
    measured(simulation, measurement) {
      for (const field of ['u', 'v'] as const)
        histories[field].add(measurement.time, measurement[field].mass, measurement[field].max);
      watch.measured(simulation, measurement);
    },
    show(config, density, now, running) {
      if (cells) {
        const of = (name: string) => watch.data(name, name === 'histogram' ? density() : null);
        cellPlots.show(config, of, now, running);
      } else plots.show(histories[config.view.field], now, running);
    },
    cycle(by) {
      if (cells) cellPlots.cycle(by);
    },
    figures: (density) => watch.data('figures', density),
  };
}
