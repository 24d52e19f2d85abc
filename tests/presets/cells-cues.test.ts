// Presets in which cells must choose: between two cues, and between two wells. What each announces, with fewer cells on a
// coarser grid (see support/reduced-cells.ts), against theory within four standard errors.

import { describe, expect, it, vi } from 'vitest';
import { predict } from '../../src/theory/prediction.ts';
import { cellsPreset, reducedCells, shareError } from '../support/reduced-cells.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

/** Share of the predicted density at rest that lies left of this part of the width. */
function predictedShare(
  name: string,
  part: number,
  parameters: Readonly<Record<string, number>> = {},
): number {
  const config = cellsPreset(name, { parameters });
  const { density } = predict(config);
  const column = config.width / config.nx;
  return density!.reduce((sum, p, i) => {
    // a column that is cut in two counts in part
    const inside = Math.min(Math.max(part * config.nx - i, 0), 1);
    return sum + p * column * inside;
  }, 0);
}

describe('haptotaxis-versus-chemotaxis', () => {
  const CELLS = 2500; // four standard errors, 0.04, still tell 0.55 from the 0.604 at rest
  const GRID = [60, 60] as const;
  const left = (x: number): boolean => x < 0.55 * 300;

  it('shares the cells between two places as announced', async () => {
    const run = await reducedCells('haptotaxis-versus-chemotaxis', { cells: CELLS, grid: GRID });
    const later = await run.at(7200);
    expect(Math.abs(later.share(left) - 0.55)).toBeLessThan(shareError(0.55, CELLS, 0.005));
    // both have taken cells from the rest: a flat density has 22% within 80 um and 27% in the stripe
    expect(later.share((x, y) => Math.hypot(x - 90, y - 150) < 80)).toBeGreaterThan(0.4);
    expect(later.share((x) => Math.abs(x - 225) < 40)).toBeGreaterThan(0.33);
  });

  // From the predicted rest: what is wrong with it would show after ten tumbles each.
  it.each([
    ['both cues', {}, 0.604],
    ['the dissolved one', { psi: 0 }, 0.861],
    ['the adhesive one', { chi: 0 }, 0.227],
  ] as const)('rests as announced with %s', async (_, parameters, announced) => {
    expect(predictedShare('haptotaxis-versus-chemotaxis', 0.55, parameters)).toBeCloseTo(announced, 3);
    const { attractant, secondCue } = cellsPreset('haptotaxis-versus-chemotaxis');
    const initialU = `exp(tumbleRate*(chi*(${attractant}) + psi*(${secondCue})))`;
    const run = await reducedCells('haptotaxis-versus-chemotaxis', {
      cells: CELLS,
      grid: GRID,
      settings: { initialU, parameters },
    });
    const rest = await run.at(600);
    expect(Math.abs(rest.share(left) - announced)).toBeLessThan(shareError(announced, CELLS, 0.0005));
    expect(Math.abs(rest.statistics.alignment)).toBeLessThan(4 * Math.sqrt(0.5 / CELLS));
  });
});

describe('landscape', () => {
  const CELLS = 1000;
  const left = (x: number): boolean => x < 80;

  it('lets cells cross the saddle in the announced time', async () => {
    const run = await reducedCells('landscape', { cells: CELLS, grid: [80, 80] });
    expect((await run.at(100)).share(left)).toBeGreaterThan(0.97);
    const later = await run.at(2400);
    expect(Math.abs(later.share(left) - 0.59)).toBeLessThan(shareError(0.59, CELLS, 0.005));
  });

  it("rests at Boltzmann's density", async () => {
    expect(predictedShare('landscape', 0.5)).toBeCloseTo(0.24, 3);
    const { attractant } = cellsPreset('landscape');
    const settings = { initialU: `exp(chi*(${attractant})/temperature)` };
    const run = await reducedCells('landscape', { cells: CELLS, grid: [80, 80], settings });
    const { variance } = predict(run.config);
    const rest = await run.at(600);
    expect(Math.abs(rest.share(left) - 0.24)).toBeLessThan(shareError(0.24, CELLS, 0.0005));
    expect(Math.abs(rest.statistics.varianceX - variance!)).toBeLessThan(
      4 * variance! * Math.sqrt(2 / CELLS),
    );
  });
});
