// Presets of single cells that run in the plane and sense a field that stands: what each announces, with fewer cells on a
// coarser grid (see support/reduced-cells.ts), against theory within four standard errors.

import { describe, expect, it, vi } from 'vitest';
import { fourthMoment, meanSquaredDisplacement } from '../../src/theory/diffusion.ts';
import { predict } from '../../src/theory/prediction.ts';
import { testGpu } from '../support/gpu.ts';
import { reducedCells, shareError, type CellReduction, type CellsSeen } from '../support/reduced-cells.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

const gpu = testGpu();
const CELLS = 5000;
const GRID = [64, 64] as const;

const within =
  (radius: number, { width, height }: { readonly width: number; readonly height: number }) =>
  (x: number, y: number): boolean =>
    Math.hypot(x - width / 2, y - height / 2) < radius;

describe('free-run', () => {
  const walk = {
    dimension: 2,
    speed: 20,
    tumbleRate: 1,
    persistence: 0.33,
    rotationalDiffusion: 0.062,
  } as const;

  function spreads({ time, statistics }: CellsSeen): void {
    const expected = meanSquaredDisplacement(walk, time);
    const error = Math.sqrt((fourthMoment(walk, time) - expected ** 2) / CELLS);
    // a step's turn comes at its end: (mu dt)^2/12 of it, below 1e-3, see models/run-and-tumble/time-step.ts
    expect(Math.abs(statistics.squaredDisplacement - expected)).toBeLessThan(4 * error + 1e-3 * expected);
  }

  it('runs straight at first, then spreads with the announced D', async () => {
    const run = await reducedCells('free-run', { cells: CELLS });
    expect(predict(run.config).diffusion).toBeCloseTo(273.2, 1);
    const density = (seen: CellsSeen, from: number, to: number): number =>
      seen.share((x, y) => within(to, run.config)(x, y) && !within(from, run.config)(x, y)) /
      (to ** 2 - from ** 2);

    const early = await run.at(1);
    spreads(early);
    // the mean cosine is .481; a cosine varies by 1 at most
    expect(Math.abs(early.statistics.correlation - 0.481)).toBeLessThan(4 / Math.sqrt(CELLS));
    // a cell starts in the spot (six deviations of 5 um, half the diagonal of a grid cell) and has run for 20 um since
    expect(early.share(within(20 + 30 + 1.8, run.config))).toBe(1);

    // a ring at r = v t: more to an area there than in the middle, where a flat disc would have as much
    const ring = await run.at(2);
    spreads(ring);
    expect(density(ring, 30, 44)).toBeGreaterThan(1.1 * density(ring, 0, 20));
    spreads(await run.at(5));
    const late = await run.at(20);
    spreads(late);
    expect(Math.abs(meanSquaredDisplacement(walk, 20) - 20360)).toBeLessThan(10);
    // no ring any more
    expect(density(late, 0, 60)).toBeGreaterThan(2 * density(late, 120, 160));
  });

  it('does so on the GPU', async () => {
    const run = await reducedCells('free-run', { cells: CELLS, grid: GRID, on: gpu.access });
    spreads(await run.at(5));
    run.dispose();
  });
});

describe('gradient-2d', () => {
  it('gathers cells on the hill', async () => {
    const run = await reducedCells('gradient-2d', { cells: CELLS, grid: GRID });
    const near = within(100, run.config);
    const first = await run.at(1);
    expect(Math.abs(first.share(near) - 0.087)).toBeLessThan(shareError(0.087, CELLS, 0.01)); // some have come
    expect(first.statistics.alignment).toBeGreaterThan(0.05);
    const later = await run.at(40);
    expect(Math.abs(later.share(near) - 0.48)).toBeLessThan(shareError(0.48, CELLS, 0.005));
    expect(later.statistics.alignment).toBeLessThan(0.12); // half as much as at its height
  });

  it('rests where theory says, with every heading as frequent', async () => {
    // From the predicted rest: what is wrong with it would change within 30 s, for 40 s bring half of all cells here.
    const initialU =
      'exp(tumbleRate*(1 - persistence)*chi*exp(-((x - width/2)^2 + (y - height/2)^2)/(2*hill^2)))';
    const run = await reducedCells('gradient-2d', { cells: CELLS, grid: GRID, settings: { initialU } });
    const { variance } = predict(run.config);
    const rest = await run.at(30);
    expect(Math.abs(rest.share(within(100, run.config)) - 0.658)).toBeLessThan(shareError(0.658, CELLS));
    // no tail is longer than a flat one, whose squares vary by 4/5 of their mean squared; 2 is that of a normal density
    const error = variance! * Math.sqrt(2 / CELLS);
    expect(Math.abs(rest.statistics.varianceX - variance!)).toBeLessThan(4 * error);
    expect(Math.abs(rest.statistics.varianceY - variance!)).toBeLessThan(4 * error);
    expect(Math.abs(rest.statistics.alignment)).toBeLessThan(4 * Math.sqrt(0.5 / CELLS));
  });
});

describe('weber', () => {
  const CELLS = 2500;
  const run = (
    parameters: Readonly<Record<string, number>>,
    { settings = {}, ...more }: CellReduction = {},
  ) => reducedCells('weber', { cells: CELLS, grid: GRID, ...more, settings: { ...settings, parameters } });

  it('takes every cell to the same place, however strong the source', async () => {
    const [cells, on] = [1000, 'reference'] as const;
    const [one, thousand] = [await run({}, { cells, on }), await run({ level: 1000 }, { cells, on })];
    const [a, b] = [await one.at(60), await thousand.at(60)];
    // Rounding, 1e-16 a step, shifts a tumble by as much; a cell takes another way where it tumbles a step sooner or
    // later for it, once in 1e16 tumbles or so.
    for (let i = 0; i < cells; i += 1) {
      expect(Math.hypot(a.cells.x[i] - b.cells.x[i], a.cells.y[i] - b.cells.y[i])).toBeLessThan(1e-6);
    }
    expect(Math.abs(a.share(within(120, one.config)) - 0.48)).toBeLessThan(shareError(0.48, cells, 0.005));
  });

  it('rests where theory says', async () => {
    const initialU = '(1 + ((x - width/2)^2 + (y - height/2)^2)/core^2)^(-tumbleRate*(1 - persistence)*chi)';
    const resting = await run({}, { settings: { initialU } });
    const rest = await resting.at(30);
    expect(Math.abs(rest.share(within(120, resting.config)) - 0.805)).toBeLessThan(shareError(0.805, CELLS));
    expect(Math.abs(rest.statistics.alignment)).toBeLessThan(4 * Math.sqrt(0.5 / CELLS));
  });
});
