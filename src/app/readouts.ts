// The numbers below the buttons: how fast it runs, how long a step is, where it runs.

import type { Config } from '../core/config.ts';
import { cellCount, dimension } from '../core/grid.ts';
import type { Measurement } from '../core/simulation.ts';
import { formatNumber } from '../view/numbers.ts';
import { element } from './dom.ts';

export interface Readouts {
  readonly element: HTMLElement;
  show(config: Config, measurement: Measurement | null, stepsPerSecond: number | null, backend: string): void;
}

const NAMES = {
  cells: 'Cells',
  speed: 'Steps per second',
  updates: 'Cell updates per second',
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
    show(config, measurement, stepsPerSecond, backend) {
      const cells = config.model === 'run-and-tumble' ? config.cells : null;
      rows.cells.element.hidden = cells === null;
      rows.speed.element.hidden = cells !== null;
      rows.steps.element.hidden = cells !== null;
      list.classList.toggle('readouts-cells', cells !== null);
      rows.updates.name.textContent = cells === null ? NAMES.updates : 'Cell steps/s';
      set(rows.backend, `${backend}, ${gridText(config)}`);
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

/** A grid is made of cells, unless cells walk on it. */
function gridText(config: Config): string {
  const size = dimension(config) === 1 ? String(config.nx) : `${config.nx} \u00d7 ${config.ny}`;
  if (config.model === 'run-and-tumble') return `grid ${size}`;
  return dimension(config) === 1 ? `${size} cells` : size;
}
