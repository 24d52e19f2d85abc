// The plots below the buttons and what they are made of. Knows which plots a kind of experiment has.

import type { Config } from '../core/config.ts';
import type { Measurement, Simulation, Snapshot } from '../core/simulation.ts';
import { predict } from '../theory/prediction.ts';
import type { PanelData } from '../view/cells/panel.ts';
import type { CellSeries } from '../view/cells/series.ts';
import type { LevelCourse } from '../view/levels/course.ts';
import type { LevelData } from '../view/levels/panel.ts';
import { createAnswersWatch } from './answers-watch.ts';
import { cellPlots } from './cell-plots.ts';
import { createCellWatch } from './cell-watch.ts';
import { createCollapseWatch } from './collapse-watch.ts';
import type { FollowedCell } from './followed-cell.ts';
import { fieldPlots, historyPlot } from './field-plots.ts';
import { createHistory } from './history.ts';
import { createLevelWatch } from './level-watch.ts';
import { createPlotTabs } from './plot-tabs.ts';
import type { PlotKind } from './plot-tabs.ts';
import { createPlots } from './plots.ts';
import { createWavesWatch } from './waves-watch.ts';

export interface DockPlots {
  readonly element: HTMLElement;
  /** Name of the plot that is shown. */
  readonly shown: string;
  /** Another run. */
  begin(config: Config): void;
  /** Other parameters, or another view, of the same run. */
  change(config: Config): void;
  measured(simulation: Simulation, measurement: Measurement): void;
  /** Redraws; `snapshot` reads the fields back and is called only where a plot needs it. `now` is wall-clock seconds. */
  show(snapshot: () => Snapshot | null, now: number, running: boolean): void;
  /** Another of the plots. */
  cycle(by: 1 | -1): void;
  /** More room for the plot, or less again. */
  enlarge(): void;
  /** That plot, where there is one of that name. */
  choose(name: string): void;
  /** The cells' course so far; null for fields. */
  readonly series: CellSeries | null;
  /** The course of the levels so far; null where there is but one. */
  readonly course: LevelCourse | null;
  /** What the picture of several levels shows; null where there is but one. */
  levels(): LevelData | null;
  /** What the cells' figures show; null for fields. */
  figures(density: ArrayLike<number> | null): PanelData | null;
}

/** What mass and peak are told of. */
const historyField = ({ view }: Config): 'u' | 'v' => (view.field === 'v' ? 'v' : 'u');

/**
 * @param arrived called when there is something new to draw.
 * @param clock wall-clock seconds.
 * @param one the cell that is followed.
 */
export function createDockPlots(
  arrived: () => void,
  clock: () => number,
  one: Pick<FollowedCell, 'tab' | 'drawing'>,
): DockPlots {
  const histories = { u: createHistory(), v: createHistory() };
  const plots = createPlots();
  const tabs = createPlotTabs(arrived);
  const watch = createCellWatch(arrived);
  const waves = createWavesWatch(clock);
  const collapse = createCollapseWatch(clock);
  const levels = createLevelWatch(arrived, clock);
  const answers = createAnswersWatch();
  let field: 'u' | 'v' = 'u';
  let snapshot: () => Snapshot | null = () => null;

  function kindOf(config: Config): PlotKind {
    const growing = (now: number) => waves.drawing(snapshot, now);
    switch (config.model) {
      case 'run-and-tumble':
        return cellPlots(
          config,
          predict(config),
          (panel) => watch.data(panel, panel === 'histogram' ? (snapshot()?.u ?? null) : null),
          { waves: growing, levels: () => levels.drawing(), answers: () => answers.drawing(), one },
        );
      case 'keller-segel':
        return fieldPlots(config, {
          plots,
          history: () => histories[field],
          waves: growing,
          collapse: () => collapse.drawing(),
        });
      case 'two-state':
      case 'fokker-planck':
        return historyPlot(plots, () => histories[field]);
    }
  }

  return {
    element: tabs.element,
    get shown() {
      return tabs.shown;
    },
    get series() {
      return watch.series;
    },
    get course() {
      return levels.course;
    },
    levels: () => levels.data(),
    begin(config) {
      field = historyField(config);
      histories.u.clear();
      histories.v.clear();
      plots.clear(field);
      watch.begin(config);
      waves.begin(config);
      collapse.begin(config);
      levels.begin(config);
      answers.begin(config);
      tabs.use(kindOf(config));
    },
    change(config) {
      if (historyField(config) !== field) plots.clear(historyField(config));
      field = historyField(config);
      watch.change(config);
      waves.change(config);
      collapse.change(config);
      answers.change(config);
    },
    measured(simulation, measurement) {
      for (const name of ['u', 'v'] as const)
        histories[name].add(measurement.time, measurement[name].mass, measurement[name].max);
      watch.measured(simulation, measurement);
      levels.measured(simulation);
      waves.measured(measurement);
      collapse.measured(measurement);
    },
    show(look, now, running) {
      snapshot = look;
      collapse.look(look, now, tabs.shown === 'collapse');
      tabs.show(now, running);
    },
    cycle: (by) => tabs.cycle(by),
    enlarge: () => tabs.enlarge(),
    choose: (name) => tabs.choose(name),
    figures: (density) => watch.data('figures', density),
  };
}
