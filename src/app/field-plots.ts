// The plots of Keller-Segel fields: mass and peak against time, the waves that grow, the instruments of collapse.

import type { KellerSegelConfig } from '../core/config.ts';
import { COLLAPSE_TAB } from './collapse-watch.ts';
import type { History } from './history.ts';
import type { Drawing, PlotKind } from './plot-tabs.ts';
import type { Plots } from './plots.ts';
import { WAVES_TAB } from './waves-watch.ts';

/** What presets are about, where it is not the course of mass and peak. */
const ABOUT: Readonly<Record<string, string>> = {
  saturated: 'waves',
  'saturated-warm': 'waves',
  spots: 'waves',
  labyrinth: 'waves',
  collapse: 'collapse',
  subcritical: 'collapse',
  'collapse-1d': 'collapse',
};

export interface FieldPlotSources {
  readonly plots: Plots;
  history(): History;
  waves(now: number): Drawing | null;
  collapse(now: number): Drawing | null;
}

const HISTORY = { name: 'history', tab: 'History', title: 'Mass and peak against time' } as const;

/** Of models that have no other plot. */
export const historyPlot = (plots: Plots, history: () => History): PlotKind => ({
  name: 'continuum',
  tabs: [{ ...HISTORY, element: plots.element }],
  preferred: HISTORY.name,
  look(_, now, running) {
    plots.show(history(), now, running);
    return null;
  },
});

export function fieldPlots({ preset }: KellerSegelConfig, sources: FieldPlotSources): PlotKind {
  const { plots } = sources;
  return {
    name: 'fields',
    tabs: [{ ...HISTORY, element: plots.element }, WAVES_TAB, COLLAPSE_TAB],
    preferred: (preset === null ? undefined : ABOUT[preset]) ?? 'history',
    look(name, now, running) {
      if (name === 'waves') return sources.waves(now);
      if (name === 'collapse') return sources.collapse(now);
      plots.show(sources.history(), now, running);
      return null;
    },
  };
}
