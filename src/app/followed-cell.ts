// One cell that somebody follows on the page: which, its course so far, and the tab "One cell" with the plots of its inside.

import type { Config, RunAndTumbleConfig } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Population, Simulation } from '../core/simulation.ts';
import { ruleOf } from '../models/index.ts';
import type { CellCourse } from '../observables/trace.ts';
import { createTraceHistory } from '../observables/trace.ts';
import { drawOneCell } from '../view/cells/one-cell.ts';
import { element } from './dom.ts';
import { nearestCell } from './nearest-cell.ts';
import type { Drawing, PlotTab } from './plot-tabs.ts';

/** Steps that the plots show at most. */
const MOST_STEPS = 8192;

export interface FollowedCell {
  readonly tab: PlotTab;
  /** Index; null for none. */
  readonly cell: number | null;
  readonly course: CellCourse | null;
  /** Another run, in which nobody is followed. */
  begin(simulation: Simulation | null, config: Config): void;
  /** Time may have passed. */
  measured(): void;
  /** The cell nearest to a place of the domain; the same one again is let go. `reach`: how near a click is meant. */
  pick(place: { readonly x: number; readonly y: number }, reach: number): Promise<void>;
  /** One that nobody needs to hit: the next one, or the first time the nearest to the middle. */
  next(): Promise<void>;
  letGo(): void;
  drawing(): Drawing | null;
}

/**
 * @param arrived called when there is something new to draw.
 * @param began called when another cell is followed.
 */
export function createFollowedCell(arrived: () => void, began: () => void): FollowedCell {
  const history = createTraceHistory(MOST_STEPS);
  let population: Population | null = null;
  let config: RunAndTumbleConfig | null = null;
  let cell: number | null = null;
  let asking = false;
  const button = element('button', { type: 'button', class: 'text-button', onclick: () => void next() });
  const release = element(
    'button',
    { type: 'button', class: 'text-button', onclick: () => letGo() },
    'Let go',
  );
  const words = element('span', { class: 'follow-words' });
  const bar = element('div', { class: 'follow-bar' }, button, release, words);

  function tell(): void {
    button.textContent = cell === null ? 'Follow a cell' : 'Another cell';
    release.hidden = cell === null;
    const how = config !== null && dimension(config) === 1 ? 'Or press c.' : 'Or click one in the picture.';
    words.textContent = cell === null ? how : `Cell ${cell}`;
  }
  async function follow(next: number): Promise<void> {
    const mine = population;
    if (mine === null) return;
    history.clear();
    cell = next;
    tell();
    began();
    await mine.follow(next);
    ask();
    arrived();
  }
  function letGo(): void {
    if (cell === null) return;
    cell = null;
    history.clear();
    tell();
    void population?.follow(null).catch(() => undefined);
    arrived();
  }
  async function middle(): Promise<number | null> {
    if (population === null || config === null) return null;
    if (dimension(config) === 1) return 0;
    const { width, height } = config;
    return nearestCell(population, config, { x: width / 2, y: height / 2 }, width / 100);
  }
  async function next(): Promise<void> {
    const mine = population;
    const found = await (cell === null ? middle() : Promise.resolve((cell + 1) % (mine?.count ?? 1)));
    if (found !== null && mine === population) await follow(found);
  }
  function ask(): void {
    const mine = population;
    if (mine === null || cell === null || asking) return;
    asking = true;
    mine
      .trace()
      .then((trace) => {
        if (trace && mine === population && trace.cell === cell && history.add(trace)) arrived();
      })
      .catch(() => undefined) // the device is gone: `backend.lost` says so to whoever must act
      .finally(() => {
        asking = false;
      });
  }
  tell();

  return {
    tab: { name: 'one', tab: 'One cell', title: 'What one cell senses and does', above: bar },
    get cell() {
      return cell;
    },
    get course() {
      return cell === null ? null : history.course;
    },
    begin(simulation, next) {
      population = simulation?.population ?? null;
      config = next.model === 'run-and-tumble' ? next : null;
      cell = null;
      history.clear();
      tell();
    },
    measured: ask,
    async pick(place, reach) {
      const mine = population;
      if (mine === null || config === null) return;
      const found = await nearestCell(mine, config, place, reach);
      if (found === null || mine !== population) return;
      if (found === cell) letGo();
      else await follow(found);
    },
    next,
    letGo,
    drawing() {
      if (config === null) return null;
      const { course } = history;
      const data = cell === null || course === null ? null : { config, rule: ruleOf(config), course };
      return {
        notes: [],
        draw: (context, area, unit) => {
          if (data !== null) drawOneCell(context, area, unit, data);
        },
      };
    },
  };
}
