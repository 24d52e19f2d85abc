// Camera, layout, ranges and numbers: what decides where things stand and what is written beside them.

import { describe, expect, test } from 'vitest';
import { domainRectangle, HOME, largestZoom, pan, zoomAt } from '../../src/view/camera.ts';
import { layoutAtEdges, layoutCurves, layoutMap } from '../../src/view/layout.ts';
import type { Rectangle } from '../../src/view/layout.ts';
import { formatNumber, formatTime, roundLength, ticks } from '../../src/view/numbers.ts';
import { createRangeFollower, likelyMaximum, pictured, usableRange } from '../../src/view/range.ts';
import { pieces } from '../../src/view/text.ts';
import { presetConfig } from '../support/preset-config.ts';

const domain = { width: 50, height: 25, nx: 100, ny: 50 };
const plot = { x: 100, y: 200, width: 400, height: 400 };
/** gl-matrix computes in single precision: 2^-23 of a thousand pixels, and four operations. */
const PIXEL = 5e-4;

describe('camera', () => {
  test('at home the domain fills the plot in one direction and is centred in the other', () => {
    const { x, y, width, height } = domainRectangle(HOME, domain, plot);
    expect([x, y, width, height]).toEqual([100, 300, 400, 200]);
  });

  test('zooming keeps what lies under the pointer', () => {
    const before = domainRectangle(HOME, domain, plot);
    const after = domainRectangle(zoomAt(HOME, domain, plot, 230, 330, 4), domain, plot);
    expect(after.width).toBeCloseTo(4 * before.width, 3);
    // The same fraction of the domain lies at pixel (230, 330).
    expect(Math.abs((230 - after.x) / after.width - (230 - before.x) / before.width)).toBeLessThan(
      PIXEL / 400,
    );
    expect(Math.abs((330 - after.y) / after.height - (330 - before.y) / before.height)).toBeLessThan(
      PIXEL / 200,
    );
  });

  test('panning moves the picture with the pointer', () => {
    const zoomed = { ...HOME, zoom: 8 };
    const before = domainRectangle(zoomed, domain, plot);
    const after = domainRectangle(pan(zoomed, domain, plot, 30, -12), domain, plot);
    expect(Math.abs(after.x - before.x - 30)).toBeLessThan(PIXEL * 8);
    expect(Math.abs(after.y - before.y + 12)).toBeLessThan(PIXEL * 8);
  });

  test('the domain cannot be lost', () => {
    const far = pan(HOME, domain, plot, 1e9, -1e9);
    expect([far.centreX, far.centreY]).toEqual([0, 0]);
    // 5 of 100 grid cells; 10 lengths of 50 would be less near.
    expect(zoomAt(HOME, domain, plot, 0, 0, 1e12).zoom).toBe(20);
    expect(largestZoom({ ...domain, width: 600 })).toBe(60);
    expect(largestZoom({ width: 2, height: 2, nx: 3, ny: 3 })).toBe(1);
    expect(zoomAt(HOME, domain, plot, 0, 0, 1e-12).zoom).toBe(0.25);
  });
});

describe('layout', () => {
  const inside = (inner: Rectangle, outer: Rectangle) =>
    inner.x >= outer.x - 1e-9 &&
    inner.y >= outer.y - 1e-9 &&
    inner.x + inner.width <= outer.x + outer.width + 1e-9 &&
    inner.y + inner.height <= outer.y + outer.height + 1e-9;
  const apart = (a: Rectangle, b: Rectangle) =>
    a.x + a.width <= b.x + 1e-9 ||
    b.x + b.width <= a.x + 1e-9 ||
    a.y + a.height <= b.y + 1e-9 ||
    b.y + b.height <= a.y + 1e-9;

  test.each([
    [1280, 720, 20, 1],
    [780, 900, 22, 1],
    [390, 460, 12, 1],
    [1920, 1080, 30, 4],
    [720, 1280, 20, 0.25],
    [320, 240, 9, 1],
  ])('in %i x %i everything lies inside and nothing overlaps', (width, height, unit, aspect) => {
    const area = { x: 7, y: 3, width, height };
    const layout = layoutMap(area, unit, aspect);
    const parts = [layout.header, layout.plot, layout.bar!, layout.footer!];
    for (const part of parts) expect(inside(part, area)).toBe(true);
    parts.forEach((part, index) => {
      for (const other of parts.slice(index + 1)) expect(apart(part, other)).toBe(true);
    });
    expect(layout.plot.width / layout.plot.height).toBeCloseTo(aspect, 9);
  });

  test.each([
    [1280, 720, 20, 1],
    [390, 460, 12, 1],
    [720, 1280, 20, 0.25],
  ])('zoomed in, in %i x %i the writing goes to the edges', (width, height, unit, aspect) => {
    const area = { x: 7, y: 3, width, height };
    const home = layoutMap(area, unit, aspect);
    const layout = layoutAtEdges(home);
    const parts = [layout.header, layout.plot, layout.bar!, layout.footer!];
    parts.forEach((part, index) => {
      expect(inside(part, area)).toBe(true);
      for (const other of parts.slice(index + 1)) expect(apart(part, other)).toBe(true);
    });
    expect(layout.header.width).toBeCloseTo(width - 1.2 * unit, 9);
    expect(area.y + height - layout.footer!.y - layout.footer!.height).toBeCloseTo(0.6 * unit, 9);
    expect(layout.plot.height).toBeGreaterThanOrEqual(home.plot.height - 1e-9);
    expect(layout.bar!.width > layout.bar!.height).toBe(home.bar!.width > home.bar!.height);
  });

  test('the colour bar stands where it leaves the domain larger', () => {
    const unit = 10;
    const wide = layoutMap({ x: 0, y: 0, width: 900, height: 400 }, unit, 1);
    expect(wide.bar!.height).toBe(wide.plot.height);
    const high = layoutMap({ x: 0, y: 0, width: 400, height: 900 }, unit, 1);
    expect(high.bar!.width).toBe(high.plot.width);
  });

  test('curves leave room for their numbers', () => {
    const area = { x: 10, y: 20, width: 390, height: 300 };
    const layout = layoutCurves(area, 12);
    expect(inside(layout.plot, area)).toBe(true);
    expect(layout.plot.x - area.x).toBeGreaterThan(40);
    expect(apart(layout.header, layout.plot)).toBe(true);
  });
});

describe('range', () => {
  const view = {
    field: 'u',
    colormap: 'viridis',
    scale: 'linear',
    low: null,
    high: null,
    pace: 1,
    marks: 'auto',
  } as const;
  const field = (min: number, max: number) => ({ mass: 1, mean: 1, min, max, notFinite: 0 });

  test('widens at once and shrinks slowly', () => {
    const follower = createRangeFollower();
    expect(follower.follow(view, field(0, 1), 0.1)).toEqual({ low: 0, high: 1 });
    expect(follower.follow(view, field(-1, 5), 0.1)).toEqual({ low: -1, high: 5 });
    // Half a second later the ends have gone 1 - 1/e of the way.
    const later = follower.follow(view, field(0, 1), 0.5);
    expect(later.high).toBeCloseTo(1 + 4 / Math.E, 12);
    expect(later.low).toBeCloseTo(-1 / Math.E, 12);
    follower.reset();
    expect(follower.follow(view, field(0, 1), 0.1)).toEqual({ low: 0, high: 1 });
  });

  test('the fullest of counted cells is taken for lucky, a single cell is not', () => {
    // 100 are expected where 100 + 2.5 sqrt(100) are counted.
    expect(likelyMaximum(125 * 0.2, 0.2)).toBeCloseTo(100 * 0.2, 9);
    expect([0, 0.5, 1, 2, 3.5].map((count) => likelyMaximum(count * 7, 7))).toEqual([0, 3.5, 7, 7, 7]);
    // It hardly matters to millions in one place.
    expect(likelyMaximum(1e6, 1) / 1e6).toBeCloseTo(1 - 2.5e-3, 4);
  });

  test('of cells only the density is counted, in real cells per area', () => {
    const config = presetConfig('free-run', { weight: 2 });
    const size = (640 / 256) ** 2;
    const statistics = field(0, (26 * 2) / size);
    // 26 cells counted, each for two others: 16 + 2.5 * 4.
    const both = { u: statistics, v: statistics };
    expect(pictured(both, config, 'u')).toEqual({ min: 0, max: expect.closeTo(32 / size, 9) });
    expect(pictured(both, config, 'v')).toBe(statistics);
    expect(pictured(both, presetConfig('spots'), 'u')).toBe(statistics);
    // What is inside cells: only if it is what was measured.
    const inside = { name: 'activity', min: 0.1, max: 0.6 };
    expect(pictured({ ...both, inside }, config, 'activity')).toBe(inside);
    expect(pictured({ ...both, inside }, config, 'cheY')).toEqual({ min: NaN, max: NaN });
  });

  test('fixed ends stay, each by itself', () => {
    const follower = createRangeFollower();
    expect(follower.follow({ ...view, high: 7 }, field(2, 100), 1)).toEqual({ low: 2, high: 7 });
    expect(follower.follow({ ...view, low: -3 }, field(2, 100), 1)).toEqual({ low: -3, high: 100 });
  });

  test('whatever the field holds, there is a range to divide by', () => {
    for (const [low, high] of [
      [1, 1],
      [0, 0],
      [1, 1 + 1e-7],
      [5, 3],
      [NaN, 1],
      [-Infinity, 2],
      [-4, -4],
    ]) {
      for (const logarithmic of [false, true]) {
        const range = usableRange(low, high, logarithmic);
        expect(range.low).toBeLessThan(range.high);
        if (logarithmic) expect(range.low).toBeGreaterThan(0);
      }
    }
    // Rounding errors of a uniform field are not stretched over all colours.
    const uniform = usableRange(1, 1 + 1e-7, false);
    expect(uniform.high - uniform.low).toBeGreaterThan(0.5);
    expect(usableRange(0, 1e3, true).low).toBe(1e-3);
  });

  test('numbers that are not finite leave the range where it was', () => {
    const follower = createRangeFollower();
    follower.follow(view, field(0, 4), 0.1);
    expect(follower.follow(view, field(NaN, NaN), 0.1)).toEqual({ low: 0, high: 4 });
  });
});

describe('numbers', () => {
  test.each([
    [0, '0'],
    [1, '1'],
    [0.1, '0.1'],
    [3.14159, '3.14'],
    [1234.5, '1,235'],
    [-2.5, '-2.5'],
    [1e6, '1e6'],
    [0.00012345, '1.23e-4'],
    [NaN, 'NaN'],
  ])('%f reads %s', (value, text) => expect(formatNumber(value)).toBe(text));

  test('powers of ten are drawn with a raised exponent', () => {
    expect(pieces('2.5e-4')).toEqual([
      { text: '2.5\u00d710', raised: false },
      { text: '-4', raised: true },
    ]);
    expect(pieces('1e5')[0].text).toBe('10');
    expect(pieces('12')).toEqual([{ text: '12', raised: false }]);
  });

  test('lengths of scale bars', () => {
    expect([0.99, 1, 1.99, 2, 4.9, 5, 34, 1e-3].map(roundLength)).toEqual([0.5, 1, 1, 2, 2, 5, 20, 1e-3]);
  });

  test('time shows the digits that move', () => {
    expect(formatTime(12.3456, 1)).toBe('12.35');
    expect(formatTime(12.3456, 100)).toBe('12');
    expect(formatTime(0.00123456, 1e-4)).toBe('0.001235');
    // What stands still is told in six digits.
    expect(formatTime(60.6981234, 0)).toBe('60.6981');
    expect(formatTime(60.5, 0)).toBe('60.5');
  });

  test.each([
    [0, 1, false],
    [0.93, 1.07, false],
    [0, 3e6, false],
    [-2, 2, false],
    [1e-6, 30, true],
    [0.5, 3, true],
    [1, 1.2, true],
    [9.9, 10.1, true],
  ])('ticks of %f to %f lie inside, rise, and differ in their labels', (low, high, logarithmic) => {
    const found = ticks(low, high, logarithmic);
    expect(found.length).toBeGreaterThan(1);
    expect(found.length).toBeLessThan(13);
    expect(new Set(found.map((tick) => tick.label)).size).toBe(found.length);
    found.forEach((tick, index) => {
      const rounding = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
      expect(tick.value).toBeGreaterThanOrEqual(low - rounding);
      expect(tick.value).toBeLessThanOrEqual(high + rounding);
      if (index > 0) expect(tick.value).toBeGreaterThan(found[index - 1].value);
      // A label says its value: to half a digit of the last place shown, a hundredth of the span here.
      const said = Number(tick.label.replaceAll(',', ''));
      expect(Math.abs(said - tick.value)).toBeLessThan(logarithmic ? 0.01 * tick.value : 0.01 * (high - low));
    });
  });
});
