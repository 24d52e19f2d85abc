// The plots of cells one by one: the same drawings as in films, and, where cells make what attracts them, the waves that grow.

import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import type { Prediction } from '../theory/prediction.ts';
import { PANEL_NAMES, PANELS } from '../view/cells/panels.ts';
import type { PanelName } from '../view/cells/panels.ts';
import { formatNumber } from '../view/numbers.ts';
import type { WatchedData } from './cell-watch.ts';
import type { Drawing, PlotKind } from './plot-tabs.ts';
import { WAVES_TAB } from './waves-watch.ts';

const TABS: Readonly<Record<PanelName, string>> = {
  trajectories: 'Paths',
  histogram: 'Histogram',
  moments: 'Mean, var.',
  drift: 'Drift',
  msd: 'MSD',
};

/** Presets about something else than where cells are. */
const ABOUT: Readonly<Record<string, string>> = {
  'free-run': 'msd',
  'travelling-band': 'drift',
  'self-aggregation': 'waves',
};

/** The plot for an experiment that nobody has chosen one for. */
export function preferredPlot({ preset }: Config, { drift, meanSquaredDisplacement }: Prediction): string {
  if (preset !== null) return ABOUT[preset] ?? 'histogram';
  if (meanSquaredDisplacement !== null) return 'msd';
  return drift !== null && !drift.walls ? 'drift' : 'histogram';
}

/**
 * @param data what a panel shows, see cell-watch.ts.
 * @param waves what the plot of waves shows.
 */
export function cellPlots(
  config: RunAndTumbleConfig,
  prediction: Prediction,
  data: (panel: PanelName) => WatchedData | null,
  waves: (now: number) => Drawing | null,
): PlotKind {
  const own = PANEL_NAMES.map((name) => ({ name, tab: TABS[name], title: PANELS[name].title }));
  return {
    name: 'cells',
    tabs: config.chemical === 'live' ? [...own, WAVES_TAB] : own,
    preferred: preferredPlot(config, prediction),
    look(name, now) {
      const panel = PANEL_NAMES.find((one) => one === name);
      if (panel === undefined) return waves(now);
      const watched = data(panel);
      if (watched === null) return null;
      const { since } = watched;
      return {
        notes: since === null ? [] : [`Time and displacement since the change at t = ${formatNumber(since)}`],
        draw: (context, area, unit) => PANELS[panel].draw(context, area, unit, watched),
      };
    },
  };
}
