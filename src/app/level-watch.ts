// What the plots of an experiment at several levels show, gathered while it runs: comparisons of the levels, as many as come back
// in time.

import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Simulation } from '../core/simulation.ts';
import { readLevels } from '../observables/levels.ts';
import { levelNames } from '../theory/levels.ts';
import type { LevelCourse } from '../view/levels/course.ts';
import { createLevelCourse } from '../view/levels/course.ts';
import { drawLevelDensities } from '../view/levels/densities.ts';
import { drawLevelDistances } from '../view/levels/distances.ts';
import type { LevelData } from '../view/levels/panel.ts';
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

/** The least there are between comparisons, and the largest share of the time that they may take. */
const COMPARE_SECONDS = 0.1;
const COMPARE_SHARE = 0.2;

/**
 * @param arrived called when a comparison has come.
 * @param clock wall-clock seconds.
 */
export function createLevelWatch(arrived: () => void, clock: () => number): LevelWatch {
  let watched: { readonly config: Config; readonly course: LevelCourse } | null = null;
  let reading = false;
  /** When the next comparison may begin. */
  let next = -Infinity;
  /** What has been measured and not been looked at: the last state of a run must not be missed. */
  let owed: Simulation | null = null;

  function look(): void {
    const mine = watched;
    const simulation = owed;
    if (mine === null || simulation === null || reading) return;
    const wait = next - clock();
    if (wait > 0) {
      setTimeout(look, 1000 * wait);
      return;
    }
    reading = true;
    owed = null;
    readLevels(simulation)
      .then((compare) => {
        if (mine !== watched || compare === null) return;
        // Reading is waiting; comparing is work.
        const began = clock();
        const state = compare();
        next = began + Math.max(COMPARE_SECONDS, (clock() - began) / COMPARE_SHARE);
        if (mine.course.add(state)) arrived();
      })
      .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
      .finally(() => {
        reading = false;
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
      next = -Infinity;
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
