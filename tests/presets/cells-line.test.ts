// Presets of single cells on a line: what each announces against theory, within four standard errors.

import { describe, expect, it, vi } from 'vitest';
import { predict } from '../../src/theory/prediction.ts';
import { chiSquared, chiSquaredRange } from '../../src/validation/statistics.ts';
import { testGpu } from '../support/gpu.ts';
import { cellsPreset, reducedCells, shareError, type CellsSeen } from '../support/reduced-cells.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

const gpu = testGpu();

describe('lecture-1d', () => {
  const predicted = predict(cellsPreset('lecture-1d'));

  /** At rest, as announced. The variance of a squared distance from the middle comes from the predicted density. */
  function atRest(seen: CellsSeen): void {
    const { cells, nx, width } = seen.config;
    const density = predicted.density!;
    const column = width / nx;
    const fourth = density.reduce((sum, p, i) => sum + p * column * ((i + 0.5) * column - width / 2) ** 4, 0);
    const error = Math.sqrt((fourth - 292.876 ** 2) / cells); // 9
    expect(Math.abs(seen.statistics.varianceX - 292.876)).toBeLessThan(4 * error);
    expect(Math.abs(seen.statistics.meanX - width / 2)).toBeLessThan(4 * Math.sqrt(292.876 / cells));
    const beyond = seen.share((x) => Math.abs(x - width / 2) > 50);
    expect(Math.abs(beyond - 0.0067122)).toBeLessThan(shareError(0.0067122, cells));
    const middle = seen.share((x) => Math.abs(x - width / 2) < 4) / 8;
    // averaged over 4 um on either side the peak .024421 is lower by (4/50)^2/3 x .024421 x 1 = .00005 at most
    expect(Math.abs(middle - 0.0244)).toBeLessThan(shareError(0.195, cells) / 8 + 0.0002);
    // 20 bins of 4 um in the middle, the rest in two: at least 40 cells in each
    const bins = new Float64Array(22);
    const wanted = new Float64Array(22);
    const bin = (x: number): number => Math.min(Math.max(Math.floor((x - 60) / 4) + 1, 0), 21);
    density.forEach((p, i) => (wanted[bin((i + 0.5) * column)] += p * column * cells));
    seen.cells.x.forEach((x) => (bins[bin(x)] += 1));
    const { low, high } = chiSquaredRange(21);
    expect(chiSquared(bins, wanted)).toBeGreaterThan(low);
    expect(chiSquared(bins, wanted)).toBeLessThan(high);
  }

  it('is predicted to settle as announced', () => {
    expect(predicted.variance).toBeCloseTo(292.876, 2);
    expect(predicted.mean).toBeCloseTo(100, 9);
    // the largest mean over a column of 2 um beside the middle is a little below the peak of .024421
    expect(Math.max(...predicted.density!)).toBeCloseTo(0.02436, 4);
  });

  it('settles at the variance, the density and the tails it announces', async () => {
    const run = await reducedCells('lecture-1d', { cells: 8000 });
    const early = await run.at(0.5);
    // all within a run of 10 um of the start, six deviations of 1 um wide: it has not settled yet
    expect(early.share((x) => Math.abs(x - 100) <= 16)).toBe(1);
    for (const time of [10, 40]) atRest(await run.at(time));
  });

  it('does so on the GPU', async () => {
    const run = await reducedCells('lecture-1d', { cells: 5000, on: gpu.access });
    atRest(await run.at(10));
    run.dispose();
  });
});

describe('gradient-1d', () => {
  it('drifts and spreads as linear response says, then leans against the wall', async () => {
    const run = await reducedCells('gradient-1d', { cells: 4000 });
    const { cells } = run.config;
    const predicted = predict(run.config);
    expect(predicted.drift).toMatchObject({ kind: 'exact', x: 1 });
    expect(predicted.drift!.value).toBeCloseTo(8, 9);
    expect(predicted.drift!.index).toBeCloseTo(0.4, 9);
    expect(predicted.diffusion).toBeCloseTo(168, 9);

    // Headings are random at first: their mean is s (1 - exp(-2 t)), so the way is v s (t - (1 - exp(-2 t))/2).
    const [ten, forty] = [await run.at(10), await run.at(40)];
    for (const { time, statistics } of [ten, forty]) {
      const error = Math.sqrt(statistics.varianceX / cells);
      expect(Math.abs(statistics.displacementX - 8 * (time - 0.5))).toBeLessThan(4 * error);
      expect(Math.abs(statistics.alignment - 0.4)).toBeLessThan(4 * Math.sqrt((1 - 0.4 ** 2) / cells));
    }
    // The variance grows by 2 D a second once mu t >> 1. Of normal variables it errs by sqrt(2/n) of itself.
    const growth = (forty.statistics.varianceX - ten.statistics.varianceX) / 30;
    const error = (Math.sqrt(2 / cells) * forty.statistics.varianceX) / 30;
    expect(Math.abs(growth - 336)).toBeLessThan(4 * error);

    // The slowest way to rest decays at v_d^2/(4 D) = 0.095 a second: 100 s after the cloud has come, exp(-9.5) is left.
    const rest = await run.at(180);
    const { meanX, varianceX } = rest.statistics;
    expect(Math.abs(meanX - 775)).toBeLessThan(4 * Math.sqrt(625 / cells));
    // an exponential's squared deviation has variance 8 (its variance)^2
    expect(Math.abs(varianceX - 625)).toBeLessThan(4 * 625 * Math.sqrt(8 / cells));
    const near = rest.share((x) => x > 700);
    expect(Math.abs(near - (1 - Math.exp(-4)))).toBeLessThan(shareError(near, cells));
  });
});
