// Pictures of cells: which states a single picture takes note of on the way, and which cells it shows.

import { describe, expect, it } from 'vitest';
import {
  createMarkPainter,
  expectedCells,
  trackDuration,
  visibleRegion,
} from '../../src/view/mark-painter.ts';
import { createFigurePainter } from '../../src/view/figure-painter.ts';
import type { Cells, Region, Simulation } from '../../src/core/simulation.ts';
import type { Context2D, DrawingCanvas } from '../../src/view/canvas.ts';
import { cellsConfig } from '../support/configs.ts';

const config = { ...cellsConfig, width: 200, height: 100, cells: 2000 };
/** The domain 800 x 400 pixels large, its lower left quarter in a picture of 400 x 200. */
const view = {
  domain: { x: 0, y: -200, width: 800, height: 400 },
  plot: { x: 0, y: 0, width: 400, height: 200 },
  grid: config,
  unit: 12,
};

describe('single cells', () => {
  it('are those of the part of the domain in the picture', () => {
    expect(visibleRegion(view)).toEqual({ left: 0, right: 100, bottom: 0, top: 50 });
    expect(expectedCells(config, visibleRegion(view))).toBe(500);
    // Beside the domain, and beyond its edge.
    const aside = { ...view, domain: { ...view.domain, x: 500 } };
    expect(expectedCells(config, visibleRegion(aside))).toBe(0);
    const edge = { ...view, domain: { ...view.domain, x: 300 } };
    expect(visibleRegion(edge)).toEqual({ left: 0, right: 25, bottom: 0, top: 50 });
  });

  it('leave tracks as long as the way to a few neighbours', () => {
    const region = { left: 0, right: 100, bottom: 0, top: 50 };
    const moving = (parameters: Record<string, number>) => ({ ...config, parameters });
    // 50 cells on 100 x 50 are 10 apart; 2.5 of that at speed 20 would be 1.25, a quarter of the picture is 12.5.
    expect(trackDuration(moving({ speed: 20 }), region, 50, 0)).toBeCloseTo(12.5 / 20, 12);
    expect(trackDuration(moving({ speed: 20 }), region, 5000, 0)).toBeCloseTo(2.5 / 20, 12);
    // Four seconds of film at most.
    expect(trackDuration(moving({ speed: 20 }), region, 50, 0.01)).toBeCloseTo(0.04, 12);
    expect(trackDuration(moving({ mobility: 2, temperature: 3 }), region, 5000, 0)).toBeCloseTo(
      2.5 ** 2 / 24,
      12,
    );
    expect(trackDuration(moving({ speed: 0 }), region, 50, 0)).toBe(0);
  });

  /** Two cells on their way, or too many to list. */
  function simulationOf(crowded = false) {
    const asked: Region[] = [];
    const within = (region: Region): Promise<Cells | null> => {
      asked.push(region);
      const time = asked.length / 100;
      const index = Uint32Array.of(3, 7);
      const [x, y, heading] = [
        Float64Array.of(10 + time, 50),
        Float64Array.of(20, 40),
        Float64Array.of(0, 1),
      ];
      const cells = { time, index, x, y, heading, roundsX: new Int32Array(2), roundsY: new Int32Array(2) };
      return Promise.resolve(crowded ? null : cells);
    };
    return { simulation: { population: { count: 2000, within } } as unknown as Simulation, asked };
  }
  /** Counts the paths that are stroked. */
  function canvas() {
    const counts = { strokes: 0 };
    const context = new Proxy({} as Record<string | symbol, unknown>, {
      get: (_, name) => (name === 'stroke' ? () => void (counts.strokes += 1) : () => undefined),
      set: () => true,
    });
    return { context: context as unknown as Context2D, counts };
  }

  it('are drawn with tracks once they were noted, and asked for where the picture looks', async () => {
    const { simulation, asked } = simulationOf();
    const marks = createMarkPainter(simulation, config, view, 0)!;
    const { context, counts } = canvas();
    marks.draw(context);
    expect(counts.strokes).toBe(0);
    await marks.note();
    marks.draw(context);
    const withoutTracks = counts.strokes;
    expect(withoutTracks).toBeGreaterThan(0);
    await marks.note();
    marks.draw(context);
    expect(counts.strokes - withoutTracks).toBeGreaterThan(withoutTracks);
    expect(asked).toEqual([visibleRegion(view), visibleRegion(view)]);
  });

  it('are not drawn where they crowd, nor asked for where too many are in view', async () => {
    const { simulation } = simulationOf(true);
    const marks = createMarkPainter(simulation, config, view, 0)!;
    const { context, counts } = canvas();
    await marks.note();
    marks.draw(context);
    expect(counts.strokes).toBe(0);
    expect(createMarkPainter(simulation, { ...config, cells: 8000 }, view, 0)).not.toBeNull();
    expect(createMarkPainter(simulation, { ...config, cells: 8001 }, view, 0)).toBeNull();
  });

  it('are noted just before a single picture, never before the start', () => {
    const marks = createMarkPainter(simulationOf().simulation, config, view, 0)!;
    const duration = trackDuration(config, visibleRegion(view), 500, 0);
    const times = marks.noteTimes(40);
    expect(times).toHaveLength(30);
    expect(times[0]).toBeCloseTo(40 - duration, 12);
    expect(times.at(-1)).toBeLessThan(40);
    const early = marks.noteTimes(duration / 2);
    expect(early[0]).toBe(0);
    expect(early.every((time, k) => k === 0 || time > early[k - 1])).toBe(true);
  });
});

it('the figures of one dimension take note of the whole run, finely', () => {
  const line = { ...config, ny: 1, until: 40, every: 0.5 };
  const canvas = {} as DrawingCanvas;
  const options = { width: 300, height: 200, unit: 9, title: null, pace: 1, series: null };
  const painter = createFigurePainter({ population: null } as unknown as Simulation, line, canvas, options);
  const times = painter.noteTimes(40);
  expect(times).toHaveLength(400);
  expect(times[0]).toBe(0);
  expect(times[1]).toBeCloseTo(0.1, 12);
  expect(times.at(-1)).toBeLessThan(40);
  // More finely where frames are stored more often.
  const fine = createFigurePainter(
    { population: null } as unknown as Simulation,
    { ...line, every: 0.04 },
    canvas,
    options,
  );
  expect(fine.noteTimes(40)).toHaveLength(1000);
});
