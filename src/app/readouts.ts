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

export function createReadouts(): Readouts {
  const cells = new Map<keyof typeof NAMES, HTMLElement>();
  const list = element('dl', { class: 'readouts' });
  for (const [key, name] of Object.entries(NAMES) as [keyof typeof NAMES, string][]) {
    const value = element('dd', {}, '\u2013');
    cells.set(key, value);
    list.append(element('div', { class: `readout readout-${key}` }, element('dt', {}, name), value));
  }
  const set = (key: keyof typeof NAMES, text: string) => {
    const cell = cells.get(key);
    if (cell && cell.textContent !== text) cell.textContent = text;
  };

  return {
    element: list,
    show(config, measurement, stepsPerSecond, backend) {
      const size = dimension(config) === 1 ? `${config.nx} cells` : `${config.nx} \u00d7 ${config.ny}`;
      set('backend', `${backend}, ${size}`);
      set('speed', stepsPerSecond === null ? '\u2013' : largeNumber(stepsPerSecond));
      set('updates', stepsPerSecond === null ? '\u2013' : largeNumber(stepsPerSecond * cellCount(config)));
      if (!measurement) return;
      set('step', formatNumber(measurement.timeStep));
      set('steps', measurement.steps.toLocaleString('en'));
    },
  };
}
