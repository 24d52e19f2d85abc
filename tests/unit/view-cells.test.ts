// What the plots of cells are made of: series in bounded memory, fits with their errors, histograms, tracks, layouts; and
// that every panel draws within its rectangle, from nothing to a whole run.

import { describe, expect, test } from 'vitest';
import type { CellStatistics, Cells } from '../../src/core/simulation.ts';
import { normal } from '../../src/core/random.ts';
import type { Prediction } from '../../src/theory/prediction.ts';
import { drawFigures, layoutFigures } from '../../src/view/cells/figures.ts';
import { driftSeries, fitDiffusion } from '../../src/view/cells/fit.ts';
import { bars, distance, marginalDensity } from '../../src/view/cells/histogram-data.ts';
import { drawMarks } from '../../src/view/cells/marks.ts';
import type { PanelData } from '../../src/view/cells/panel.ts';
import { timeAxis } from '../../src/view/cells/panel.ts';
import { PANEL_NAMES, PANELS } from '../../src/view/cells/panels.ts';
import { markLength, trackDuration } from '../../src/view/cells/place.ts';
import type { CellSeries } from '../../src/view/cells/series.ts';
import { createCellSeries, FOLLOWED_CELLS } from '../../src/view/cells/series.ts';
import { valueAxis } from '../../src/view/plots/ranges.ts';
import { createThinned } from '../../src/view/plots/thinned.ts';
import { createTracks } from '../../src/view/cells/tracks.ts';
import { formatNumber } from '../../src/view/numbers.ts';
import type { Draw } from '../support/drawing.ts';
import { sheet, strays, written as writtenBy } from '../support/drawing.ts';

const grid = {
  nx: 40,
  ny: 1,
  width: 200,
  height: 200,
  boundaryX: 'periodic',
  boundaryY: 'periodic',
} as const;
const NONE: CellStatistics = {
  count: 100,
  meanX: 100,
  meanY: 0,
  varianceX: 300,
  varianceY: 0,
  displacementX: 0,
  displacementY: 0,
  squaredDisplacement: 0,
  fourthDisplacement: 0,
  alignment: 0,
  correlation: 0,
  inner: { activity: { mean: 0.4, deviation: 0.1 }, methylation: { mean: 2.25, deviation: 0.01 } },
  tumbleRate: 1.25,
};
const sample = (time: number, index: number[], x: number[], roundsX: number[] = x.map(() => 0)): Cells => ({
  time,
  index: Uint32Array.from(index),
  x: Float64Array.from(x),
  y: Float64Array.from(x, () => 50),
  heading: Float64Array.from(x, () => 0),
  roundsX: Int32Array.from(roundsX),
  roundsY: Int32Array.from(x, () => 0),
});

describe('thinned series', () => {
  test('stays within its capacity, keeps the first and the newest row, and spreads the rest evenly', () => {
    const thinned = createThinned(1, 100);
    for (let k = 0; k <= 12345; k += 1) thinned.add(k, [2 * k]);
    const { times, columns } = thinned;
    expect(times.length).toBeLessThanOrEqual(100);
    expect(times.length).toBeGreaterThan(40);
    expect([times[0], times[times.length - 1]]).toEqual([0, 12345]);
    expect(columns[0]).toEqual(times.map((time) => 2 * time));
    const gaps = times.slice(1, -1).map((time, k) => time - times[k]);
    expect(Math.max(...gaps)).toBeLessThan(12345 / 25);
  });

  test('refuses times that do not come later', () => {
    const thinned = createThinned(1, 10);
    expect([thinned.add(1, [1]), thinned.add(1, [2]), thinned.add(0, [3])]).toEqual([true, false, false]);
    expect(thinned.columns[0]).toEqual([1]);
  });
});

describe('cell series', () => {
  test('paths are unrolled on periodic axes and left alone between walls', () => {
    const periodic = createCellSeries(grid);
    const walls = createCellSeries({ ...grid, boundaryX: 'no-flux' });
    for (const series of [periodic, walls]) {
      series.follow(sample(0, [0, 1], [190, 10]));
      series.follow(sample(1, [0, 1], [10, 195], [1, -1]));
    }
    expect(periodic.paths.x).toEqual([
      [190, 210],
      [10, -5],
    ]);
    expect(walls.paths.x).toEqual([
      [190, 10],
      [10, 195],
    ]);
  });

  test('follows no more than the first cells and forgets on demand', () => {
    const series = createCellSeries(grid);
    const many = Array.from({ length: 50 }, (_, k) => k);
    series.follow(sample(0, many, many));
    expect(series.paths.x).toHaveLength(FOLLOWED_CELLS);
    expect(series.add({ time: 0, cells: null })).toBe(false);
    expect(series.add({ time: 0, cells: NONE })).toBe(true);
    expect(series.count).toBe(100);
    series.clear();
    expect([series.count, series.averages.times.length, series.paths.x.length]).toEqual([0, 0, 0]);
  });
});

/** Averages over `count` diffusing cells along one axis, exact at every time, by independent normal steps. */
function diffusing(seed: number, count: number, coefficient: number, drift: number): CellSeries {
  const series = createCellSeries(grid);
  const x = new Float64Array(count);
  const step = 0.5;
  for (let k = 0; k <= 80; k += 1) {
    let mean = 0;
    let square = 0;
    for (let cell = 0; cell < count; cell += 1) {
      if (k > 0) x[cell] += drift * step + Math.sqrt(2 * coefficient * step) * normal(seed, 0, cell, k);
      mean += x[cell] / count;
      square += x[cell] ** 2 / count;
    }
    const cells = { ...NONE, count, displacementX: mean, squaredDisplacement: square };
    series.add({ time: k * step, cells });
  }
  return series;
}

describe('fits', () => {
  test('the diffusion coefficient lies within its error, and that error is the real one', () => {
    const runs = 60;
    const fits = Array.from({ length: runs }, (_, seed) => {
      const { averages, count } = diffusing(seed, 100, 3, 1.5);
      return fitDiffusion(averages, 1, count, 0)!;
    });
    const mean = fits.reduce((sum, { value }) => sum + value, 0) / runs;
    const deviation = Math.sqrt(fits.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (runs - 1));
    const told = 3 * Math.sqrt(7.2 / 100);
    // Taking the mean away costs 1/count; four standard errors of the mean.
    expect(Math.abs(mean - 3)).toBeLessThan(0.03 + (4 * told) / Math.sqrt(runs));
    // A standard deviation from 60 values is known to 1/sqrt(2 * 59) = 9 %, the values being a little skewed: 4 of these.
    expect(Math.abs(deviation / told - 1)).toBeLessThan(0.37);
    expect(fits[0].error / fits[0].value).toBeCloseTo(Math.sqrt(7.2 / 100), 2);
  });

  test('too few points make no fit', () => {
    const series = createCellSeries(grid);
    for (let k = 0; k < 5; k += 1) series.add({ time: k, cells: NONE });
    expect(fitDiffusion(series.averages, 1, 100, 0)).toBeNull();
    expect(fitDiffusion(createCellSeries(grid).averages, 1, 0, 0)).toBeNull();
  });

  test('nor does a time at which cells do not diffuse yet, or never will', () => {
    const { averages, count } = diffusing(1, 10, 3, 0);
    // From 0 to 40: the later half begins at 20.
    expect(fitDiffusion(averages, 1, count, 20)).not.toBeNull();
    expect(fitDiffusion(averages, 1, count, 20.1)).toBeNull();
    expect(fitDiffusion(averages, 1, count, null)).toBeNull();
  });

  test('drift since the start and lately, along a direction', () => {
    const series = createCellSeries(grid);
    // At rest until t = 8, then 3 a time along (0.6, 0.8).
    for (let k = 1; k <= 20; k += 1) {
      const way = 3 * Math.max(k - 16, 0) * 0.5;
      const cells = { ...NONE, displacementX: 0.6 * way, displacementY: 0.8 * way };
      series.add({ time: k * 0.5, cells: { ...cells, squaredDisplacement: way ** 2 + 8 } });
    }
    const drift = driftSeries(series.averages, { x: 0.6, y: 0.8 }, 2, 100);
    expect(drift.times).toHaveLength(20);
    expect(drift.sinceStart[19]).toBeCloseTo(0.6, 12);
    expect(drift.recent[19]).toBeCloseTo(3, 12);
    expect(drift.recent[0]).toBe(0);
    // A spread of 8, half of it along each axis, over 100 cells and a time of 10.
    expect(drift.error).toBeCloseTo(Math.sqrt(4 / 100) / 10, 12);
  });
});

describe('histogram', () => {
  test('the marginal of a plane is a probability', () => {
    const plane = { ...grid, nx: 3, ny: 2, width: 6 };
    expect([...marginalDensity([1, 2, 3, 0, 2, 0], plane)!]).toEqual([0.0625, 0.25, 0.1875]);
    expect(marginalDensity([0, 0, 0, 0, 0, 0], plane)).toBeNull();
  });

  test('joined columns keep the integral, the narrower last one included', () => {
    const density = [1, 2, 3, 4, 5, 6, 7];
    const { edges, heights } = bars(density, 14, 3);
    expect([...edges]).toEqual([0, 6, 12, 14]);
    expect([...heights]).toEqual([2, 5, 7]);
    const integral = heights.reduce((sum, height, k) => sum + height * (edges[k + 1] - edges[k]), 0);
    expect(integral).toBeCloseTo(56, 12);
  });

  test('the counting noise is the mean distance of counted cells', () => {
    const share = 1 / 20;
    const flat = bars(new Float64Array(20).fill(share), 20, 20);
    let sum = 0;
    const runs = 200;
    for (let run = 0; run < runs; run += 1) {
      // Counts in 20 equal bars, normal about 500 with the binomial's variance, as the formula takes them.
      const counts = Float64Array.from(flat.heights, (_, bar) => {
        const count = 1e4 * share + Math.sqrt(1e4 * share * (1 - share)) * normal(1, 0, bar, run);
        return count / 1e4;
      });
      sum += distance({ ...flat, heights: counts }, flat, 1e4).value / runs;
    }
    const { noise, value } = distance(flat, flat, 1e4);
    expect(value).toBe(0);
    // One bar's absolute deviation scatters by .756 of its mean: over 20 bars and 200 runs 1.2 %, four of these.
    expect(Math.abs(sum / noise - 1)).toBeLessThan(0.048);
  });
});

describe('axes', () => {
  test('time grows in round steps, or stands at the end of the run', () => {
    const series = createCellSeries(grid);
    const data = { series, until: null } as unknown as PanelData;
    expect(timeAxis(data).high).toBe(1);
    series.add({ time: 3.2, cells: NONE });
    expect(timeAxis(data).high).toBe(4);
    expect(timeAxis({ ...data, until: 40 }).high).toBe(40);
    expect(timeAxis({ ...data, until: 2 }).high).toBe(4);
  });

  test('a value that hardly changes has an axis about it', () => {
    expect(valueAxis({ low: 99.3, high: 100.7 }, 20, [])).toEqual({ low: 90, high: 110, names: [] });
    const { low, high } = valueAxis({ low: 0, high: 312 }, 0, []);
    expect([low, high]).toEqual([0, 350]);
    expect(valueAxis({ low: Infinity, high: -Infinity }, 1, [])).toEqual({ low: 0, high: 1, names: [] });
  });
});

describe('tracks', () => {
  test('join the same cell from sample to sample, newest first', () => {
    const tracks = createTracks(4);
    tracks.add(sample(0, [3, 7], [10, 70]), 10);
    tracks.add(sample(4, [3, 7, 9], [11, 71, 90]), 10);
    tracks.add(sample(8, [3, 9], [12, 91]), 10);
    const pieces = tracks.segments().map(({ age, x0, x1 }) => [age, x0, x1]);
    // Cell 7 has left: nothing of it is drawn any more.
    expect(pieces).toEqual([
      [0, 11, 12],
      [0, 90, 91],
      [1, 10, 11],
    ]);
  });

  test('a cell that comes back begins anew; one that goes round an axis is cut there', () => {
    const tracks = createTracks(5);
    tracks.add(sample(0, [1, 2], [10, 195]), 8);
    tracks.add(sample(2, [2], [199]), 8);
    tracks.add(sample(4, [1, 2], [12, 3], [0, 1]), 8);
    tracks.add(sample(6, [1, 2], [13, 7], [0, 1]), 8);
    expect(tracks.segments().map(({ x0, x1 }) => [x0, x1])).toEqual([
      [12, 13],
      [3, 7],
      [195, 199],
    ]);
  });

  test('samples that come fast replace one another, old ones go, and an earlier time begins anew', () => {
    const tracks = createTracks(11);
    for (let k = 0; k <= 1000; k += 1) tracks.add(sample(k * 0.01, [0], [k * 0.01]), 1);
    const pieces = tracks.segments();
    expect(pieces.length).toBeLessThanOrEqual(10);
    expect(pieces[0].x1).toBe(10);
    const oldest = pieces[pieces.length - 1].x0;
    // The duration, less at most two intervals of a tenth.
    expect(oldest).toBeGreaterThanOrEqual(9);
    expect(oldest).toBeLessThan(9.21);
    tracks.add(sample(0, [0], [0]), 1);
    expect(tracks.segments()).toEqual([]);
  });

  test('many cells have short tracks', () => {
    const tracks = createTracks();
    const all = Array.from({ length: 4096 }, (_, k) => k);
    for (let k = 0; k < 40; k += 1) tracks.add(sample(k, all, all), 39);
    expect(tracks.segments().length).toBeLessThanOrEqual(6000);
  });
});

describe('marks', () => {
  const view = (zoom: number) => ({
    domain: { x: 0, y: 0, width: 600 * zoom, height: 600 * zoom },
    plot: { x: 0, y: 0, width: 600, height: 600 },
    grid: { width: 200, height: 200 },
    unit: 14,
  });

  test('grow with zoom, more slowly than the picture, and do not cover it', () => {
    const [one, sixteen] = [markLength(view(1), 10), markLength(view(16), 10)];
    expect(sixteen / one).toBeCloseTo(2, 12);
    expect(markLength(view(1e4), 1)).toBeLessThanOrEqual(1.6 * 14);
    expect(4096 * markLength(view(1), 4096) ** 2).toBeLessThan(0.3 * 600 ** 2);
    // Fourteen body lengths at a speed of 20.
    expect(trackDuration(view(1), 20, 10) * 20 * 3).toBeCloseTo(14 * one, 12);
  });

  test('stand where the cell is and point where it runs', () => {
    const context = sheet(600, 600);
    const cell = { ...sample(0, [0], [100]), y: Float64Array.of(150), heading: Float64Array.of(Math.PI / 2) };
    const large = { ...view(1), unit: 60 };
    drawMarks(context, large, cell);
    const { data } = context.getImageData(0, 0, 600, 600);
    const rows: number[] = [];
    for (let pixel = 0; pixel < 600 * 600; pixel += 1) {
      if (data[4 * pixel] > 200 && data[4 * pixel + 3] > 200) rows.push(Math.floor(pixel / 600));
    }
    // y = 150 of 200 is row 150 from the top; the tail, thinner and longer, hangs below a cell that swims up.
    expect(Math.min(...rows)).toBeGreaterThan(150 - markLength(large, 1));
    const middle = rows.reduce((sum, row) => sum + row, 0) / rows.length;
    expect(middle).toBeGreaterThan(150);
    expect(Math.max(...rows) - 150).toBeGreaterThan(150 - Math.min(...rows));
  });
});

const prediction: Prediction = {
  diffusion: 200,
  diffusesAfter: 3,
  meanSquaredDisplacement: (time) => 400 * time,
  density: new Float64Array(40).fill(1 / 200),
  mean: 100,
  variance: 3333,
  drift: { value: 5, x: 1, y: 0, kind: 'exact', index: 0.25, walls: false },
};
const unknown: Prediction = {
  ...{
    diffusion: null,
    diffusesAfter: null,
    meanSquaredDisplacement: null,
    density: null,
    mean: null,
    variance: null,
    drift: null,
  },
};

describe('panels', () => {
  const run = diffusing(1, 50, 3, 1);
  for (let k = 0; k <= 40; k += 1)
    run.follow(sample(k, [0, 1], [(k * 7) % 200, 100], [Math.floor((k * 7) / 200), 0]));
  const states: [string, PanelData][] = [
    [
      'a run',
      {
        config: { ...grid, cells: 50 },
        series: run,
        density: new Float64Array(40).fill(1),
        prediction,
        until: 40,
      },
    ],
    [
      'the start, without any theory',
      {
        config: { ...grid, boundaryX: 'no-flux', cells: 50 },
        ...{ series: createCellSeries(grid), density: null, prediction: unknown, until: null },
      },
    ],
    [
      'numbers that are not',
      {
        config: { ...grid, ny: 2, cells: 50 },
        ...{ series: run, density: new Float64Array(80).fill(NaN), prediction: unknown, until: null },
      },
    ],
  ];

  for (const [what, data] of states) {
    test.each(PANEL_NAMES)(`%s draws ${what} within its rectangle`, (name) => {
      for (const [width, height, unit] of [
        [300, 180, 11],
        [600, 900, 30],
        [100, 140, 9],
      ]) {
        const draw: Draw = (context, area) => PANELS[name].draw(context, area, unit, data);
        const { inside, outside } = strays(draw, width, height);
        expect(inside).toBeGreaterThan(100);
        expect(outside).toBe(0);
      }
    });
  }

  const written = (name: (typeof PANEL_NAMES)[number], data: PanelData, width: number, height: number) =>
    writtenBy((context, area) => PANELS[name].draw(context, area, 12, data), width, height);

  test("the dock's plots tell values, the last number of an axis, and what is predicted of rest as such", () => {
    const data = states[0][1];
    const { sinceStart } = driftSeries(run.averages, { x: 1, y: 0 }, 1, 50);
    const now = formatNumber(sinceStart[sinceStart.length - 1]);
    for (const width of [300, 340]) {
      const drift = written('drift', data, width, 180);
      expect(drift).toEqual(expect.arrayContaining(['5 predicted', '0.25 predicted', '40']));
      // In full where the font leaves room for it.
      expect(drift.some((text) => text === 't' || text === 'time t')).toBe(true);
      expect(drift.map((text) => text.split(' ')[0])).toContain(now);
      expect(written('moments', data, width, 180)).toContain('predicted at rest: 100');
      expect(written('inside', data, width, 180)).toEqual(
        expect.arrayContaining(['activity', 'methylation', '0.4', '2.25', '1.25']),
      );
      expect(written('histogram', data, width, 180)).toContain('predicted at rest');
      expect(written('msd', data, width, 180)).toEqual(expect.arrayContaining(['predicted: D = 200', '40']));
    }
    const large = written('histogram', data, 500, 300).join(' ');
    expect(large).toMatch(/difference 0%, chance alone \d+%/);
  });

  test('no diffusion coefficient is fitted where theory knows of none', () => {
    const data = states[0][1];
    const walls = { ...data, prediction: { ...prediction, diffusesAfter: null } };
    expect(written('msd', data, 340, 220).some((text) => text.startsWith('measured: D = '))).toBe(true);
    expect(written('msd', walls, 340, 220)).toEqual(
      expect.arrayContaining(['measured', 'predicted: D = 200 far from walls']),
    );
  });

  test('the context comes back as it was', () => {
    const context = sheet(300, 180);
    const layout = layoutFigures({ x: 0, y: 0, width: 300, height: 180 }, 9);
    context.globalAlpha = 0.5;
    drawFigures(context, { ...states[0][1], layout, title: 'cells', time: 1, pace: 1 });
    // Canvases keep it in a byte.
    expect(context.globalAlpha).toBeCloseTo(0.5, 2);
  });

  test('figures stand side by side in a wide picture and above one another in a narrow one', () => {
    for (const [width, height] of [
      [1280, 720],
      [640, 640],
      [320, 180],
      [400, 1200],
    ]) {
      const unit = Math.max(Math.min(width, height) / 36, 9);
      const { panels, header } = layoutFigures({ x: 0, y: 0, width, height }, unit);
      const [a, b, c] = panels;
      const wide = width > 1.25 * height;
      expect(wide ? b.x - (a.x + a.width) : b.y - (a.y + a.height)).toBeGreaterThan(0);
      expect(wide ? c.x - (b.x + b.width) : c.y - (b.y + b.height)).toBeGreaterThan(0);
      expect(Math.max(...panels.map((part) => part.x + part.width))).toBeLessThanOrEqual(width);
      expect(Math.max(...panels.map((part) => part.y + part.height))).toBeLessThanOrEqual(height);
      expect(Math.min(...panels.map((part) => part.y))).toBeGreaterThanOrEqual(header.y + header.height);
    }
  });
});
