// The numbers below the buttons: how fast it runs, how long a step is, where it runs.

import type { Config } from '../core/config.ts';
import { cellCount, dimension } from '../core/grid.ts';
import type { Measurement } from '../core/simulation.ts';
import { formatNumber } from '../view/numbers.ts';
import { element } from './dom.ts';

export interface Readouts {
  readonly element: HTMLElement;
  /** `wish` is what `config` was reduced from, where it was. */
  show(
    config: Config,
    wish: Config,
    measurement: Measurement | null,
    stepsPerSecond: number | null,
    backend: string,
  ): void;
}

const NAMES = {
  cells: 'Cells',
  speed: 'Steps per second',
  updates: 'Grid points per second',
  step: 'Time step',
  steps: 'Steps',
  backend: 'Runs on',
} as const;

/** 1.23 million rather than 1.23e6: these are read aloud in lectures. Three digits. */
export function largeNumber(value: number): string {
  const units: [number, string][] = [
    [1e12, 'trillion'],
    [1e9, 'billion'],
    [1e6, 'million'],
  ];
  const unit = units.find(([size]) => value >= size);
  return unit
    ? `${(value / unit[0]).toPrecision(3)} ${unit[1]}`
    : Number(value.toPrecision(3)).toLocaleString('en');
}

interface Row {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly value: HTMLElement;
}

function createRow(key: string, text: string): Row {
  const name = element('dt', {}, text);
  const value = element('dd', {}, '\u2013');
  return { element: element('div', { class: `readout readout-${key}` }, name, value), name, value };
}

export function createReadouts(): Readouts {
  const entries = Object.entries(NAMES).map(([key, text]) => [key, createRow(key, text)] as const);
  const rows = Object.fromEntries(entries) as Record<keyof typeof NAMES, Row>;
  const list = element('dl', { class: 'readouts' }, ...entries.map(([, row]) => row.element));
  const set = ({ value }: Row, text: string) => {
    if (value.textContent !== text) value.textContent = text;
  };

  return {
    element: list,
    show(config, wish, measurement, stepsPerSecond, backend) {
      const cells = config.model === 'run-and-tumble' ? config.cells : null;
      rows.cells.element.hidden = cells === null;
      rows.speed.element.hidden = cells !== null;
      rows.steps.element.hidden = cells !== null;
      list.classList.toggle('readouts-cells', cells !== null);
      rows.updates.name.textContent = cells === null ? NAMES.updates : 'Cell steps/s';
      set(rows.backend, `${backend}, ${gridText(config)}${askedText(config, wish)}`);
      set(rows.cells, largeNumber(cells ?? 0));
      const count = (each: number) =>
        stepsPerSecond === null ? '\u2013' : largeNumber(stepsPerSecond * each);
      set(rows.speed, count(1));
      set(rows.updates, count(cells ?? cellCount(config)));
      if (!measurement) return;
      set(rows.step, formatNumber(measurement.timeStep));
      set(rows.steps, measurement.steps.toLocaleString('en'));
    },
  };
}

const sizeText = (config: Config): string =>
  dimension(config) === 1 ? String(config.nx) : `${config.nx} \u00d7 ${config.ny}`;

/** Points in one dimension, where a bare number could be anything. */
function gridText(config: Config): string {
  if (config.model === 'run-and-tumble') return `grid ${sizeText(config)}`;
  return dimension(config) === 1 ? `${config.nx} points` : sizeText(config);
}

/** What was asked for beyond what is shown, which the notice has told at the start. */
function askedText(config: Config, wish: Config): string {
  const both = config.model === 'run-and-tumble' && wish.model === 'run-and-tumble';
  const cells = both && config.cells !== wish.cells ? [`${largeNumber(wish.cells)} cells`] : [];
  const grid = config.nx !== wish.nx || config.ny !== wish.ny ? [sizeText(wish)] : [];
  const asked = [...cells, ...grid];
  return asked.length === 0 ? '' : ` (asked for: ${asked.join(', ')})`;
}
