// The plots of cells below the buttons: one at a time, chosen by tabs or a key. They are the same drawings as in films,
// on a canvas of their own. What was chosen stays chosen through other experiments; until somebody chooses, it is the one
// that tells of what the experiment is about.

import type { Config } from '../core/config.ts';
import type { Prediction } from '../theory/prediction.ts';
import { formatNumber } from '../view/numbers.ts';
import { PANEL_NAMES, PANELS } from '../view/cells/panels.ts';
import type { PanelName } from '../view/cells/panels.ts';
import type { WatchedData } from './cell-watch.ts';
import { element } from './dom.ts';

/** Short enough for five beside one another. */
const TABS: Readonly<Record<PanelName, string>> = {
  trajectories: 'Paths',
  histogram: 'Histogram',
  moments: 'Mean, var.',
  drift: 'Drift',
  msd: 'MSD',
};
const REDRAW_SECONDS = 0.2;
/** CSS pixels. */
const UNIT = 12;
const SMALLEST = { width: 120, height: 60 };

export interface CellPlots {
  readonly element: HTMLElement;
  readonly shown: PanelName;
  /** The next tab, or the one before. */
  cycle(by: 1 | -1): void;
  /** Redraws what `data` gives of a panel, while it runs at most five times a second; `now` is wall-clock seconds. */
  show(config: Config, data: (panel: PanelName) => WatchedData | null, now: number, running: boolean): void;
}

/** Presets about something else than where cells are. */
const ABOUT: Readonly<Record<string, PanelName>> = { 'free-run': 'msd', 'travelling-band': 'drift' };

/** The plot for an experiment that nobody has chosen one for. */
export function preferredPlot({ preset }: Config, { drift, meanSquaredDisplacement }: Prediction): PanelName {
  if (preset !== null) return ABOUT[preset] ?? 'histogram';
  if (meanSquaredDisplacement !== null) return 'msd';
  return drift !== null && !drift.walls ? 'drift' : 'histogram';
}

/** @param changed called when another plot is to be drawn. */
export function createCellPlots(changed: () => void): CellPlots {
  let chosen: PanelName | null = null;
  let shown: PanelName = 'msd';
  let drawn = -Infinity;
  const canvas = element('canvas', { role: 'img' });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no 2D canvas');
  const tabs = PANEL_NAMES.map((name) =>
    element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-controls': 'cell-plot',
        title: PANELS[name].title,
        'data-plot': name,
        onclick: () => choose(name),
      },
      TABS[name],
    ),
  );
  const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Plots' }, ...tabs);
  const since = element('p', { class: 'cell-plot-since', hidden: true });
  const place = element(
    'div',
    { class: 'cell-plot-place', role: 'tabpanel', id: 'cell-plot' },
    canvas,
    since,
  );
  const root = element('div', { class: 'plot cell-plot' }, bar, since, place);

  function select(name: PanelName): void {
    shown = name;
    drawn = -Infinity;
    for (const tab of tabs) {
      const on = tab.dataset.plot === name;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    canvas.setAttribute('aria-label', PANELS[name].title);
    place.setAttribute('aria-labelledby', `tab-${name}`);
  }
  function choose(name: PanelName): void {
    chosen = name;
    select(name);
    changed();
  }
  function cycle(by: 1 | -1): void {
    const count = PANEL_NAMES.length;
    const focused = tabs.some((tab) => tab === document.activeElement);
    choose(PANEL_NAMES[(PANEL_NAMES.indexOf(shown) + by + count) % count]);
    // A ring round a tab that is not the chosen one would mislead.
    if (focused) tabs[PANEL_NAMES.indexOf(shown)].focus();
  }
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    // Elsewhere the arrow makes a step.
    event.preventDefault();
    event.stopPropagation();
    cycle(event.key === 'ArrowRight' ? 1 : -1);
  });
  new ResizeObserver(() => {
    drawn = -Infinity;
    changed();
  }).observe(place);
  select(shown);

  return {
    element: root,
    get shown() {
      return shown;
    },
    cycle,
    show(config, dataOf, now, running) {
      if (running && now - drawn < REDRAW_SECONDS) return;
      let data = dataOf(shown);
      if (data === null) return;
      const wanted = chosen ?? preferredPlot(config, data.prediction);
      if (wanted !== shown) {
        select(wanted);
        data = dataOf(shown) ?? data;
      }
      drawn = now;
      since.hidden = data.since === null;
      if (data.since !== null)
        since.textContent = `Time and displacement since the change at t = ${formatNumber(data.since)}`;
      const width = Math.max(place.clientWidth, SMALLEST.width);
      const height = Math.max(place.clientHeight, SMALLEST.height);
      const ratio = devicePixelRatio;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      PANELS[shown].draw(context, { x: 0, y: 0, width, height }, UNIT, data);
    },
  };
}
