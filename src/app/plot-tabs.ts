// The plots below the buttons, one at a time, chosen by tabs or a key. Which there are is a matter of the kind of experiment:
// each kind is a list of plots. What was chosen for a kind stays chosen through other experiments of it; until somebody
// chooses, it is the one that tells of what the experiment is about.

import type { Context2D } from '../view/canvas.ts';
import type { Rectangle } from '../view/layout.ts';
import { element, iconButton } from './dom.ts';

export interface PlotTab {
  /** In `data-plot`. */
  readonly name: string;
  /** Short enough for five beside one another. */
  readonly tab: string;
  readonly title: string;
  /** What shows the plot, where it is not drawn on the canvas that the others share. */
  readonly element?: HTMLElement;
  /** Stands above the plot. */
  readonly above?: HTMLElement;
}

/** A plot that is to be drawn, with sentences above it. */
export interface Drawing {
  readonly notes: readonly string[];
  draw(context: Context2D, area: Rectangle, unit: number): void;
}

/** The plots of a kind of experiment. */
export interface PlotKind {
  readonly name: string;
  readonly tabs: readonly PlotTab[];
  /** The plot for an experiment that nobody has chosen one for. */
  readonly preferred: string;
  /** The present state of a plot; null while there is nothing to draw, or where its element has drawn it. */
  look(name: string, now: number, running: boolean): Drawing | null;
}

export interface PlotTabs {
  readonly element: HTMLElement;
  readonly shown: string;
  /** Shows plots of this kind from now on. */
  use(kind: PlotKind): void;
  /** Shows that plot, where the kind has it. */
  choose(name: string): void;
  /** The next tab, or the one before. */
  cycle(by: 1 | -1): void;
  /** Gives the plot the room of what stands around it, or gives that back. */
  enlarge(): void;
  /** Redraws, while it runs at most five times a second; `now` is wall-clock seconds. */
  show(now: number, running: boolean): void;
}

const REDRAW_SECONDS = 0.2;
/** Size of text, CSS pixels, and the width of a plot in such units where that lies between. */
const TEXT = { smallest: 11.5, largest: 16, across: 26 };
const SMALLEST = { width: 120, height: 60 };

/** @param changed called when another plot is to be drawn. */
export function createPlotTabs(changed: () => void): PlotTabs {
  const chosen = new Map<string, string>();
  let kind: PlotKind | null = null;
  let tabs: HTMLButtonElement[] = [];
  let shown = '';
  let drawn = -Infinity;
  const canvas = element('canvas', { role: 'img' });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser has no 2D canvas');
  const bar = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Plots' });
  const notes = element('div', { class: 'plot-notes', hidden: true });
  const place = element('div', { class: 'plot-panel', role: 'tabpanel', id: 'plot-panel' }, canvas);
  const above = element('div', { hidden: true });
  const larger = iconButton('larger', 'Larger plot (e)', () => enlarge());
  larger.element.setAttribute('aria-pressed', 'false');
  const head = element('div', { class: 'plot-head' }, bar, larger.element);
  const root = element('div', { class: 'plot' }, head, above, notes, place);

  const find = (name: string): PlotTab | undefined => kind?.tabs.find((tab) => tab.name === name);

  function select(name: string): void {
    const tab = find(name);
    if (!tab) return;
    shown = name;
    drawn = -Infinity;
    for (const button of tabs) {
      const on = button.dataset.plot === name;
      button.setAttribute('aria-selected', String(on));
      button.tabIndex = on ? 0 : -1;
    }
    canvas.setAttribute('aria-label', tab.title);
    place.setAttribute('aria-labelledby', `tab-${name}`);
    place.replaceChildren(tab.element ?? canvas);
    above.hidden = tab.above === undefined;
    above.replaceChildren(...(tab.above ? [tab.above] : []));
    write([]);
  }
  function choose(name: string): void {
    if (kind) chosen.set(kind.name, name);
    select(name);
    changed();
  }
  function cycle(by: 1 | -1): void {
    if (!kind) return;
    const names = kind.tabs.map(({ name }) => name);
    const focused = tabs.some((tab) => tab === document.activeElement);
    choose(names[(names.indexOf(shown) + by + names.length) % names.length]);
    // A ring round a tab that is not the chosen one would mislead.
    if (focused) tabs[names.indexOf(shown)].focus();
  }
  function enlarge(): void {
    // What makes room for it is a matter of the style sheet.
    const large = root.classList.toggle('large');
    larger.show(large ? 'smaller' : 'larger', large ? 'Smaller plot (e)' : 'Larger plot (e)');
    larger.element.setAttribute('aria-pressed', String(large));
  }
  function write(sentences: readonly string[]): void {
    notes.hidden = sentences.length === 0;
    const text = sentences.join('\n');
    if (notes.dataset.text === text) return;
    notes.dataset.text = text;
    notes.replaceChildren(...sentences.map((sentence) => element('p', {}, sentence)));
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

  return {
    element: root,
    get shown() {
      return shown;
    },
    use(next) {
      kind = next;
      tabs = next.tabs.map(({ name, tab, title }) =>
        element(
          'button',
          {
            ...{ type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'plot-panel', title },
            'data-plot': name,
            onclick: () => choose(name),
          },
          tab,
        ),
      );
      bar.replaceChildren(...tabs);
      const kept = chosen.get(next.name);
      select(kept !== undefined && find(kept) ? kept : next.preferred);
    },
    choose(name) {
      if (find(name)) choose(name);
    },
    cycle,
    enlarge,
    show(now, running) {
      if (kind === null || (running && now - drawn < REDRAW_SECONDS)) return;
      const drawing = kind.look(shown, now, running);
      if (drawing === null) return;
      drawn = now;
      write(drawing.notes);
      const width = Math.max(place.clientWidth, SMALLEST.width);
      const height = Math.max(place.clientHeight, SMALLEST.height);
      const ratio = devicePixelRatio;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const unit = Math.min(Math.max(width / TEXT.across, TEXT.smallest), TEXT.largest);
      drawing.draw(context, { x: 0, y: 0, width, height }, unit);
    },
  };
}
