// What the plots of an experiment at several levels show, gathered while it runs: comparisons of the levels, as many as come back
// in time.

import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Simulation } from '../core/simulation.ts';
import { observeLevels } from '../observables/levels.ts';
import { levelNames } from '../theory/levels.ts';
import type { LevelCourse } from '../view/levels/course.ts';
import { createLevelCourse } from '../view/levels/course.ts';
import { drawLevelDensities } from '../view/levels/densities.ts';
import { drawLevelDistances } from '../view/levels/distances.ts';
import type { LevelData } from '../view/levels/panel.ts';
import { createPauseBetween } from './pause-between.ts';
import type { Drawing, PlotTab } from './plot-tabs.ts';

export const LEVELS_TAB: PlotTab = {
  name: 'levels',
  tab: 'Levels',
  title: 'Cells beside the continuum levels',
};

export interface LevelWatch {
  /** Null where there is but one level. */
  readonly course: LevelCourse | null;
  begin(config: Config): void;
  measured(simulation: Simulation): void;
  /** What the main picture shows; null where there is but one level. */
  data(): LevelData | null;
  drawing(): Drawing | null;
}

const COMPARE_SECONDS = 0.1;

/**
 * @param arrived called when a comparison has come.
 * @param clock wall-clock seconds.
 */
export function createLevelWatch(arrived: () => void, clock: () => number): LevelWatch {
  const pause = createPauseBetween(COMPARE_SECONDS);
  let watched: { readonly config: Config; readonly course: LevelCourse } | null = null;
  let reading = false;
  /** What has been measured and not been looked at: the last state of a run must not be missed. */
  let owed: Simulation | null = null;

  function look(): void {
    const mine = watched;
    const simulation = owed;
    if (mine === null || simulation === null || reading) return;
    if (!pause.due(clock())) {
      setTimeout(look, 1000 * COMPARE_SECONDS);
      return;
    }
    reading = true;
    owed = null;
    const began = clock();
    observeLevels(simulation)
      .then((state) => {
        if (mine === watched && state !== null && mine.course.add(state)) arrived();
      })
      .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
      .finally(() => {
        reading = false;
        pause.done(began, clock());
        look();
      });
  }

  const data = (): LevelData | null =>
    watched && { grid: watched.config, course: watched.course, until: null };

  return {
    get course() {
      return watched?.course ?? null;
    },
    begin(config) {
      const names = levelNames(config);
      watched = names.length === 0 ? null : { config, course: createLevelCourse(names) };
      owed = null;
      pause.clear();
    },
    measured(simulation) {
      if (watched === null) return;
      const waiting = owed !== null;
      owed = simulation;
      if (!waiting) look();
    },
    data,
    drawing() {
      const shown = data();
      if (shown === null || watched === null) return null;
      // On a line the main picture has the densities.
      const draw = dimension(watched.config) === 1 ? drawLevelDistances : drawLevelDensities;
      return { notes: [], draw: (context, area, unit) => draw(context, area, unit, shown) };
    },
  };
}
