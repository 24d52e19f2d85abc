import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { test } from 'vitest';
import { initialFields } from '../../src/config/index.ts';
import { predict } from '../../src/theory/prediction.ts';
import { PANEL_NAMES, PANELS } from '../../src/view/cells/panels.ts';
import { createCellSeries, FOLLOWED_CELLS } from '../../src/view/cells/series.ts';
import { cellsPreset } from '../support/reduced-cells.ts';
import { simulate } from '../support/run.ts';

test('pictures', async () => {
  for (const [name, settings] of [
    ['gradient-1d', { cells: 2000, until: 40 }],
    ['free-run', { cells: 2000, nx: 64, ny: 64, until: 20 }],
    ['lecture-1d', { cells: 2000, until: 30 }],
  ] as const) {
    const config = cellsPreset(name, settings);
    const simulation = await simulate(config, initialFields(config, {}));
    const series = createCellSeries(config);
    for (let k = 0; k <= 60; k += 1) {
      const m = k === 0 ? await simulation.measure() : await simulation.advance((k / 60) * config.until);
      series.add(m);
      series.follow(await simulation.population!.read(FOLLOWED_CELLS));
    }
    const { u } = await simulation.snapshot();
    const data = { config, series, density: u, prediction: predict(config), until: config.until };
    const sizes = [[300, 180, 12], [340, 220, 12], [520, 340, 14], [700, 560, 20]];
    for (const [width, height, unit] of sizes) {
      const canvas = createCanvas(2 * width + 30, 3 * height + 40);
      const context = canvas.getContext('2d');
      context.fillStyle = '#0b0e14';
      context.fillRect(0, 0, 5000, 5000);
      PANEL_NAMES.forEach((panel, k) => {
        PANELS[panel].draw(context as never, { x: 10 + (k % 2) * (width + 10), y: 10 + Math.floor(k / 2) * (height + 10), width, height }, unit, data);
      });
      writeFileSync(`/tmp/m2/p-${name}-${width}.png`, canvas.toBuffer('image/png'));
    }
    simulation.dispose();
  }
}, 120000);
