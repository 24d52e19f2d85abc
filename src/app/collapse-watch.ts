// What the instruments of collapse show, gathered while it runs: the peak from each measurement; the second moment from
// snapshots a few times a second, also while another plot is shown, if theory has a critical mass to tell.

import type { Config, KellerSegelConfig } from '../core/config.ts';
import type { Measurement, Snapshot } from '../core/simulation.ts';
import { collapseTheory } from '../theory/collapse.ts';
import type { CollapseTheory } from '../theory/collapse.ts';
import type { Unknown } from '../theory/minimal-model.ts';
import { collapseNotes, drawCollapse } from '../view/fields/collapse.ts';
import { createCollapseSeries } from '../view/fields/collapse-series.ts';
import type { CollapseSeries } from '../view/fields/collapse-series.ts';
import { sameParameters } from './parameter-use.ts';
import { createPauseBetween } from './pause-between.ts';
import type { Drawing, PlotTab } from './plot-tabs.ts';

export const COLLAPSE_TAB: PlotTab = {
  name: 'collapse',
  tab: 'Collapse',
  title: 'Second moment, peak and blow-up time',
};

export interface CollapseWatch {
  begin(config: Config): void;
  /** Other values of parameters in the same run. */
  change(config: Config): void;
  measured(measurement: Measurement): void;
  /** Takes a look at the fields, where it is time to. `shown`: whether the plot is. */
  look(snapshot: () => Snapshot | null, now: number, shown: boolean): void;
  /** Null where there are no fields only. */
  drawing(): Drawing | null;
}

const LOOK_SECONDS = 0.25;

interface Watched {
  config: KellerSegelConfig;
  theory: CollapseTheory | Unknown;
  readonly series: CollapseSeries;
}

/** @param clock wall-clock seconds. */
export function createCollapseWatch(clock: () => number): CollapseWatch {
  let watched: Watched | null = null;
  const pause = createPauseBetween(LOOK_SECONDS);
  return {
    begin(config) {
      pause.clear();
      watched =
        config.model === 'keller-segel'
          ? { config, theory: collapseTheory(config), series: createCollapseSeries(config) }
          : null;
    },
    change(config) {
      if (watched === null || config.model !== 'keller-segel') return;
      if (!sameParameters(watched.config, config)) watched.theory = collapseTheory(config);
      watched.config = config;
    },
    measured(measurement) {
      watched?.series.add(measurement);
    },
    look(snapshot, now, shown) {
      if (watched === null || !(shown || !('reason' in watched.theory)) || !pause.due(now)) return;
      const taken = snapshot();
      if (taken === null) return;
      const began = clock();
      if (watched.series.look(taken, watched.theory)) pause.done(began, clock());
    },
    drawing() {
      if (watched === null) return null;
      const { config, theory, series } = watched;
      const now = series.peaks.times[series.peaks.times.length - 1] ?? 0;
      const data = { theory, series, until: now <= config.until ? config.until : null };
      return {
        notes: collapseNotes(data),
        draw: (context, area, unit) => drawCollapse(context, area, unit, data),
      };
    },
  };
}
