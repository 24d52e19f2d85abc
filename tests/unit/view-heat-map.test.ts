// The heat map's twin against pictures that can be told by hand, and the settings that place the domain on the screen.

import { expect, test } from 'vitest';
import { colourIndex, packColour, paintHeatMap } from '../../src/kernels/view/heat-map.ts';
import type { Config } from '../../src/core/config.ts';
import { domainRectangle, HOME } from '../../src/view/camera.ts';
import { colourTable, cssColour, NOT_FINITE, parseColour } from '../../src/view/colormap.ts';
import { heatMapSettings, visiblePixels } from '../../src/view/heat-map-settings.ts';

const grid = { nx: 3, ny: 2, width: 3, height: 2, boundaryX: 'periodic', boundaryY: 'no-flux' } as const;
const view: Config['view'] = {
  field: 'u',
  colormap: 'viridis',
  scale: 'linear',
  low: null,
  high: null,
  pace: 1,
  marks: 'auto',
};
/** Colour k of the table is the number k, so a picture reads as colour indices. */
const COUNTING = Uint32Array.from({ length: 256 }, (_, index) => index);
const request = {
  grid,
  view,
  range: { low: 0, high: 256 },
  domain: { x: 1, y: 1, width: 3, height: 2 },
  smooth: false,
  slotWord: 0,
};

function paint(changes: Partial<typeof request>, field: readonly number[], width = 5, height = 4): number[] {
  const pixels = new Uint8ClampedArray(4 * width * height);
  paintHeatMap(heatMapSettings({ ...request, ...changes }), field, 0, COUNTING, pixels, width);
  const view32 = new DataView(pixels.buffer);
  return Array.from({ length: width * height }, (_, index) => view32.getUint32(4 * index, true));
}

test('cells at one pixel each: row 0 at the bottom, background around', () => {
  const out = heatMapSettings(request).outside;
  expect(paint({}, [10, 20, 30, 40, 50, 60])).toEqual([
    ...[out, out, out, out, out],
    ...[out, 40, 50, 60, out],
    ...[out, 10, 20, 30, out],
    ...[out, out, out, out, out],
  ]);
});

test('NaN and infinity are shown in their own colour, also where they are averaged', () => {
  const loud = parseColour(NOT_FINITE);
  expect(paint({}, [10, NaN, 30, 40, Infinity, 60]).filter((pixel) => pixel === loud)).toHaveLength(2);
  const half = { x: 1, y: 1, width: 1.5, height: 1 };
  expect(paint({ domain: half }, [10, NaN, 30, 40, 50, 60])).toContain(loud);
});

test('a picture smaller than the grid shows averages: a peak of one cell cannot slip through', () => {
  // Two cells a pixel along x, one along y would be anisotropic; 4 x 2 cells on 2 x 1 pixels average 4 cells each.
  const wide = { ...grid, nx: 4 };
  const domain = { x: 0, y: 0, width: 2, height: 1 };
  const settings = heatMapSettings({ ...request, grid: wide, domain });
  const pixels = new Uint8ClampedArray(8);
  paintHeatMap(settings, [0, 0, 8, 0, 100, 0, 0, 0], 0, COUNTING, pixels, 2);
  expect([pixels[0], pixels[4]]).toEqual([25, 2]);
});

test('bilinear: cell centres keep their values, halfway is the mean, and periodic x wraps', () => {
  // Ten pixels a cell: pixel 4.5 + 1 would be the centre, so take the means of the two pixels around it.
  const domain = { x: 0, y: 0, width: 30, height: 20 };
  const settings = heatMapSettings({ ...request, domain, smooth: true });
  const pixels = new Uint8ClampedArray(4 * 30 * 20);
  // Half a colour above whole numbers, so that rounding cannot tip one into its neighbour.
  paintHeatMap(settings, [0.5, 100.5, 200.5, 0.5, 100.5, 200.5], 0, COUNTING, pixels, 30);
  const row = Array.from({ length: 30 }, (_, column) => pixels[4 * (30 * 10 + column)]);
  // From centre to centre the value rises by 100 in ten pixels: pixel k + 0.5 - 5 tenths along, rounded down.
  expect(row.slice(5, 15)).toEqual([5, 15, 25, 35, 45, 55, 65, 75, 85, 95]);
  // Across the edge from 200 (centre at pixel 25) to 0 (centre at pixel 35, which is pixel 5).
  expect(row.slice(25)).toEqual([190, 170, 150, 130, 110]);
  expect(row.slice(0, 5)).toEqual([90, 70, 50, 30, 10]);
});

test('colours: ends are clamped, and a logarithmic scale puts the geometric mean in the middle', () => {
  const linear = heatMapSettings({ ...request, range: { low: 1, high: 3 } });
  expect([-5, 1, 2, 2.9999, 99].map((value) => colourIndex(linear, value))).toEqual([0, 0, 128, 255, 255]);
  const logarithmic = heatMapSettings({
    ...request,
    view: { ...view, scale: 'logarithmic' },
    range: { low: 0.01, high: 100 },
  });
  expect([-1, 0, 0.01, 1.0001, 100].map((value) => colourIndex(logarithmic, value))).toEqual([
    0, 0, 0, 128, 255,
  ]);
});

test('the colour tables are those of d3', () => {
  const viridis = colourTable('viridis');
  // First and last colour of matplotlib's viridis: #440154 and #fde725.
  expect(viridis[0]).toBe(packColour(0x44, 0x01, 0x54));
  expect(viridis[255]).toBe(packColour(0xfd, 0xe7, 0x25));
  expect(cssColour(viridis[0])).toBe('rgb(68, 1, 84)');
  for (const name of ['viridis', 'magma', 'inferno', 'turbo', 'cividis'] as const) {
    const table = colourTable(name);
    expect(table).toHaveLength(256);
    expect(new Set(table).size).toBeGreaterThan(200);
    // None holds the colour that stands for NaN.
    expect(table).not.toContain(parseColour(NOT_FINITE));
  }
});

test('only pixels that hold some of the domain are drawn', () => {
  const plot = { x: 10, y: 20, width: 30, height: 20 };
  const domain = domainRectangle(HOME, grid, plot);
  const settings = heatMapSettings({ ...request, domain });
  expect(visiblePixels(settings, 100, 100)).toEqual(plot);
  expect(visiblePixels(settings, 25, 25)).toEqual({ x: 10, y: 20, width: 15, height: 5 });
  expect(visiblePixels(settings, 5, 5)).toEqual({ x: 5, y: 5, width: 0, height: 0 });
});

test('a domain too thin for single precision still gives a GPU whole pixels', () => {
  for (const size of [
    { width: 1e12, height: 100 },
    { width: 100, height: 1e12 },
  ]) {
    const domain = domainRectangle(HOME, size, { x: 340, y: 40, width: 700, height: 7e-8 });
    for (const rectangle of [domain, { ...domain, height: 0 }, { ...domain, width: NaN }]) {
      const settings = heatMapSettings({ ...request, grid: { ...grid, ...size }, domain: rectangle });
      const { x, y, width, height } = visiblePixels(settings, 1440, 900);
      for (const pixel of [x, y, width, height]) expect(Number.isInteger(pixel)).toBe(true);
      expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(1440);
      expect(y + height).toBeLessThanOrEqual(900);
    }
  }
});
