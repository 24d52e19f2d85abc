// The plots of fields on the page: which there are, which is shown at first, and how seldom the fields are read for them.

import { describe, expect, test, vi } from 'vitest';
import { createCollapseWatch } from '../../src/app/collapse-watch.ts';
import { fieldPlots } from '../../src/app/field-plots.ts';
import { createHistory } from '../../src/app/history.ts';
import { createPauseBetween } from '../../src/app/pause-between.ts';
import type { Plots } from '../../src/app/plots.ts';
import { createWavesWatch } from '../../src/app/waves-watch.ts';
import type { Config, KellerSegelConfig } from '../../src/core/config.ts';
import type { Measurement, Snapshot } from '../../src/core/simulation.ts';
import { baseConfig, cellsConfig } from '../support/configs.ts';

const minimal: KellerSegelConfig = {
  ...baseConfig,
  ...{ sensitivity: 'chi*u', growth: '0', production: 'u-a*v', parameters: { chi: 1, a: 0 } },
};
const measurement = (time: number): Measurement => {
  const statistics = { mass: 41, mean: 1, min: 1, max: 1, notFinite: 0 };
  return {
    ...{ time, steps: 1, rejected: 0, timeStep: 0.1, status: 'running', reason: null, cells: null },
    ...{ u: statistics, v: statistics },
  };
};
const snapshotAt = (time: number): Snapshot => {
  const u = Float32Array.from(
    { length: 1024 },
    (_, cell) => 1 + 0.01 * Math.cos((2 * Math.PI * (cell % 32)) / 32),
  );
  return { time, u, v: new Float32Array(1024).fill(10) };
};

describe('which plots fields have', () => {
  const show = vi.fn();
  const plots: Plots = { element: {} as HTMLElement, show, clear: () => {} };
  const history = createHistory();
  const drawing = { notes: [], draw: () => {} };
  const kind = (config: Partial<KellerSegelConfig>) =>
    fieldPlots(
      { ...baseConfig, ...config },
      { plots, history: () => history, waves: () => drawing, collapse: () => null },
    );

  test.each([
    ['saturated', 'waves'],
    ['saturated-warm', 'waves'],
    ['spots', 'waves'],
    ['labyrinth', 'waves'],
    ['collapse', 'collapse'],
    ['subcritical', 'collapse'],
    ['collapse-1d', 'collapse'],
    ['volume-filling', 'history'],
    [null, 'history'],
  ])('of the preset %s the first is %s', (preset, first) => {
    expect(kind({ preset }).preferred).toBe(first);
    expect(kind({ preset }).tabs.map(({ name }) => name)).toEqual(['history', 'waves', 'collapse']);
  });

  test('the history draws itself, the others are drawn', () => {
    expect(kind({}).look('history', 3, true)).toBeNull();
    expect(show).toHaveBeenCalledExactlyOnceWith(history, 3, true);
    expect(kind({}).look('waves', 3, true)).toBe(drawing);
  });
});

test('work that takes long is not done again before ten times as long', () => {
  const pause = createPauseBetween(1);
  expect(pause.due(5)).toBe(true);
  pause.done(5, 5.01);
  expect([pause.due(5.99), pause.due(6.01)]).toEqual([false, true]);
  pause.done(10, 10.5);
  expect([pause.due(14.9), pause.due(15.1)]).toEqual([false, true]);
  pause.clear();
  expect(pause.due(0)).toBe(true);
});

describe('waves', () => {
  test('tell the verdict, and read the fields twice a second', () => {
    let now = 10;
    const watch = createWavesWatch(() => now);
    const snapshot = vi.fn((): Snapshot | null => null);
    expect(watch.drawing(snapshot, now)).toBeNull();
    watch.begin(baseConfig);
    watch.measured(measurement(0));
    expect(watch.drawing(snapshot, now)!.notes[0]).toMatch(/u = 1, v = 10 is unstable.*9\.95/);
    // As long as none has come it goes on asking.
    watch.drawing(snapshot, now);
    expect(snapshot).toHaveBeenCalledTimes(2);
    snapshot.mockImplementation(() => snapshotAt(now));
    for (; now < 13; now += 0.125) watch.drawing(snapshot, now);
    expect(snapshot).toHaveBeenCalledTimes(8);
    watch.begin(baseConfig);
    watch.drawing(snapshot, now);
    expect(snapshot).toHaveBeenCalledTimes(9);
  });

  test('follow a parameter', () => {
    const watch = createWavesWatch(() => 0);
    watch.begin(baseConfig);
    const none = () => null;
    watch.change({ ...baseConfig, parameters: { c: 3, a: 0.1 } });
    expect(watch.drawing(none, 0)!.notes[0]).toMatch(/is stable/);
    const cells: Config = { ...cellsConfig, chemical: 'live' };
    watch.begin(cells);
    expect(watch.drawing(none, 0)!.notes).toHaveLength(1);
  });
});

describe('collapse', () => {
  test('is watched four times a second, also while it is not shown, where there is a critical mass', () => {
    let now = 0;
    const watch = createCollapseWatch(() => now);
    const snapshot = vi.fn(() => snapshotAt(now));
    watch.begin(minimal);
    watch.measured(measurement(0));
    // At 0, 0.3, 0.6 and 0.9 seconds.
    for (let tenth = 0; tenth < 10; tenth++) {
      now = tenth / 10;
      watch.look(snapshot, now, false);
    }
    expect(snapshot).toHaveBeenCalledTimes(4);
    expect(watch.drawing()!.notes).toEqual([
      '41 cells are 1.63 critical masses (25.1): a crowd dense enough collapses to a point in finite time.',
    ]);
    watch.change({ ...minimal, parameters: { chi: 0.5, a: 0 } });
    expect(watch.drawing()!.notes[0]).toMatch(/0\.816 critical masses \(50\.3\): too few/);
  });

  test('of other models only while it is shown, and says why it knows nothing', () => {
    const watch = createCollapseWatch(() => 0);
    const snapshot = vi.fn(() => snapshotAt(1));
    watch.begin(baseConfig);
    watch.look(snapshot, 0, false);
    expect(snapshot).not.toHaveBeenCalled();
    watch.look(snapshot, 0, true);
    expect(snapshot).toHaveBeenCalledTimes(1);
    expect(watch.drawing()!.notes).toEqual(['No critical mass is known: cells multiply or die.']);
    watch.begin(cellsConfig);
    expect(watch.drawing()).toBeNull();
  });
});
