// The heat-map shader against its float64 twin, pixel by pixel, reading the solver's own buffers.
//
// Tolerance. A colour comes from one of 256 steps between the ends of the range, so the two can only differ where a
// value falls on different sides of a step: by one step, and only for values within the single-precision error of a
// boundary. That error, relative to the range, is at most 2^-24 times the operations on the way (about 30, with
// coordinates up to 64 cells magnifying it by the slope of the field, at most the range a cell: 64 * 30 * 2^-24 = 1.2e-4;
// the WGSL logarithm adds 2^-21 absolute on ln, divided by ln(high/low)). Times 256 steps that is 3 % of the pixels.

import { describe, expect, test } from 'vitest';
import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { parseConfig } from '../../src/config/index.ts';
import { EMPTY } from '../../src/kernels/view/heat-map-layout.ts';
import { paintHeatMap } from '../../src/kernels/view/heat-map.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { domainRectangle } from '../../src/view/camera.ts';
import { colourTable, NO_CELLS, parseColour } from '../../src/view/colormap.ts';
import { createHeatMapReadback } from '../../src/view/heat-map-readback.ts';
import { heatMapSettings } from '../../src/view/heat-map-settings.ts';
import { SLOT_WORD } from '../../src/view/heat-map.ts';
import { testGpu } from '../support/gpu.ts';

const gpu = testGpu();
const WIDTH = 90;
const HEIGHT = 70;
const SHARE = 0.03;

// Zooms at which no pixel's centre lies on the edge of a cell, where rounding would decide which cell is read; nor, where there
// are empty ones, on its centre, where it would decide between two neighbours' shares of nearly nothing.
const cases = [
  { name: 'cells as they are', smooth: false, scale: 'linear', zoom: 1.2718, steps: 0 },
  { name: 'bilinear', smooth: true, scale: 'linear', zoom: 3, steps: 0 },
  {
    name: 'bilinear, logarithmic, after an odd number of steps',
    smooth: true,
    scale: 'logarithmic',
    zoom: 1.7,
    steps: 3,
  },
  { name: 'averages', smooth: false, scale: 'linear', zoom: 0.4137, steps: 2 },
  // What is inside cells has no value where there are none.
  { name: 'empty grid cells', smooth: false, scale: 'linear', zoom: 1.2718, steps: 0, field: 'activity' },
  {
    name: 'empty grid cells, bilinear',
    smooth: true,
    scale: 'linear',
    zoom: 2.7183,
    steps: 0,
    field: 'activity',
  },
  {
    name: 'empty grid cells, averages',
    smooth: false,
    scale: 'linear',
    zoom: 0.4137,
    steps: 0,
    field: 'activity',
  },
] as const;
const isEmpty = (i: number): boolean => i % 7 < 3;

describe('heat map', () => {
  test.each(cases)('$name', async (given) => {
    const { smooth, scale, zoom, steps } = given;
    const field = 'field' in given ? given.field : 'u';
    const raw = {
      preset: 'saturated-warm',
      nx: 64,
      ny: 48,
      boundaryY: 'no-flux',
      width: 4,
      height: 3,
      view: { scale },
    };
    const parsed = parseConfig(raw);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    const { config } = parsed;
    const cells = config.nx * config.ny;
    const u = Float64Array.from({ length: cells }, (_, i) => 1.5 + Math.sin(0.37 * i) * Math.cos(0.011 * i));
    if (steps === 0) u[1000] = NaN;
    if (field !== 'u') u.forEach((_, i) => isEmpty(i) && (u[i] = EMPTY));
    const backend = createGpuBackend(gpu.access);
    const simulation = await createSimulation(config, backend, { u, v: u });
    simulation.run(steps, Infinity);
    const snapshot = steps === 0 ? { u: Float32Array.from(u) } : await simulation.snapshot();

    const plot = { x: 10, y: 5, width: 70, height: 60 };
    const domain = domainRectangle({ centreX: 0.4, centreY: 0.55, zoom }, config, plot);
    const range = { low: 0.4, high: 2.6 };
    const request = { grid: config, view: { ...config.view, field }, range, domain, smooth };
    const readback = await createHeatMapReadback(backend, WIDTH, HEIGHT);
    const drawn = await readback.read('u', 'viridis', heatMapSettings({ ...request, slotWord: SLOT_WORD }));
    const painted = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
    const table = colourTable('viridis');
    paintHeatMap(heatMapSettings({ ...request, slotWord: 0 }), snapshot.u, 0, table, painted, WIDTH);
    readback.dispose();
    simulation.dispose();

    // The colour of empty grid cells is none of the table's: it must stand in the same pixels.
    const rank = new Map([...table].map((colour, index) => [colour, index]));
    if (field !== 'u') expect(new Set(new Uint32Array(painted.buffer))).toContain(parseColour(NO_CELLS));
    const a = new Uint32Array(drawn.buffer);
    const b = new Uint32Array(painted.buffer);
    let different = 0;
    for (let pixel = 0; pixel < a.length; pixel++) {
      if (a[pixel] === b[pixel]) continue;
      different += 1;
      // Both are colours of the table, one step apart: never background or NaN on one side only.
      expect(Math.abs((rank.get(a[pixel]) ?? -9) - (rank.get(b[pixel]) ?? 9))).toBe(1);
    }
    expect(different / a.length).toBeLessThan(SHARE);
    // The picture is not blank, and the cell that is not a number is seen where there is one.
    expect(new Set(b).size).toBeGreaterThan(50);
  });
});
