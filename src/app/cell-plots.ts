// The plots of cells one by one: the same drawings as in films, and, where cells make what attracts them, the waves that grow.

import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { ruleOf } from '../models/index.ts';
import type { Prediction } from '../theory/prediction.ts';
import { PANEL_NAMES, PANELS } from '../view/cells/panels.ts';
import type { PanelName } from '../view/cells/panels.ts';
import { formatNumber } from '../view/numbers.ts';
import { ANSWERS_TAB } from './answers-watch.ts';
import type { WatchedData } from './cell-watch.ts';
import type { FollowedCell } from './followed-cell.ts';
import type { Drawing, PlotKind } from './plot-tabs.ts';
import { LEVELS_TAB } from './level-watch.ts';
import { WAVES_TAB } from './waves-watch.ts';

const TABS: Readonly<Record<PanelName, string>> = {
  trajectories: 'Paths',
  histogram: 'Histogram',
  moments: 'Mean, var.',
  drift: 'Drift',
  msd: 'MSD',
  inside: 'Inside',
};

/** Presets about something else than where cells are. */
const ABOUT: Readonly<Record<string, string>> = {
  'free-run': 'msd',
  'travelling-band': 'drift',
  'self-aggregation': 'waves',
  'adaptation-step': 'answers',
  'travelling-band-e-coli': 'drift',
};

/** The plot for an experiment that nobody has chosen one for. */
export function preferredPlot({ preset }: Config, { drift, meanSquaredDisplacement }: Prediction): string {
  if (preset !== null) return ABOUT[preset] ?? 'histogram';
  if (meanSquaredDisplacement !== null) return 'msd';
  return drift !== null && !drift.walls ? 'drift' : 'histogram';
}

/** Beside other levels: on a line their picture has histogram, mean and variance. */
const preferredBeside = (config: RunAndTumbleConfig): string =>
  dimension(config) === 1 ? 'trajectories' : LEVELS_TAB.name;

/**
 * @param data what a panel shows, see cell-watch.ts.
 * @param more what the plots of waves and of levels show.
 */
export function cellPlots(
  config: RunAndTumbleConfig,
  prediction: Prediction,
  data: (panel: PanelName) => WatchedData | null,
  more: {
    readonly waves: (now: number) => Drawing | null;
    readonly levels: () => Drawing | null;
    readonly answers: () => Drawing | null;
    readonly one: Pick<FollowedCell, 'tab' | 'drawing'>;
  },
): PlotKind {
  // Only some cells have an inside to show.
  const names = PANEL_NAMES.filter((name) => name !== 'inside' || ruleOf(config).inner.length > 0);
  const own = names.map((name) => ({ name, tab: TABS[name], title: PANELS[name].title }));
  return {
    name: 'cells',
    tabs: [
      ...own,
      ...(ruleOf(config).cues > 0 && ruleOf(config).motion !== 'crawling' ? [ANSWERS_TAB] : []),
      more.one.tab,
      ...(config.chemical === 'live' ? [WAVES_TAB] : []),
      ...(config.levels === 'none' ? [] : [LEVELS_TAB]),
    ],
    preferred: config.levels === 'none' ? preferredPlot(config, prediction) : preferredBeside(config),
    look(name, now) {
      if (name === more.one.tab.name) return more.one.drawing();
      const panel = PANEL_NAMES.find((one) => one === name);
      if (name === ANSWERS_TAB.name) return more.answers();
      if (panel === undefined) return name === LEVELS_TAB.name ? more.levels() : more.waves(now);
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
