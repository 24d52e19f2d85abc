// Edges of the domain: walls throw cells back exactly as a mirror does, however long the step, and keep them all; round a
// periodic axis displacements are counted as if it went on for ever.

import { describe, expect, it } from 'vitest';
import type { CellSettings } from '../support/cells.ts';
import { average, cellsAt, expectDensity, expectExact, startCells } from '../support/cells.ts';
import { chiSquared, chiSquaredRange } from '../../src/validation/statistics.ts';

const cells = 20_000;
const attractant = '1';
const box = { nx: 20, ny: 10, width: 12, height: 6, attractant, cells, timeStep: 0.1 };

/** Where a straight way ends between mirrors at 0 and `length`. */
function folded(place: number, length: number): number {
  const round = ((place % (2 * length)) + 2 * length) % (2 * length);
  return round > length ? 2 * length - round : round;
}

describe('walls', () => {
  // A step that crosses the domain is refused as a setting, but a slider can bring it about: 1500 dt is 12 widths.
  it.each([20, 1500])('keep all cells, spread evenly, none stuck: speed %d', async (speed) => {
    const run = await startCells({ ...box, parameters: { persistence: 0 }, initialU: 'x < 2', seed: 91 });
    run.simulation.setParameters({ speed });
    const { cells: state, measurement } = await run.to(4);
    run.dispose();
    expect(measurement.u.mass).toBeCloseTo(cells, 6);
    expect(state.x.every((x) => x >= 0 && x <= 12)).toBe(true);
    expect(state.y.every((y) => y >= 0 && y <= 6)).toBe(true);

    const [columns, rows] = [20, 10];
    const found = new Float64Array(columns * rows);
    state.x.forEach((x, i) => {
      const row = Math.min(Math.floor((state.y[i] / 6) * rows), rows - 1);
      found[row * columns + Math.min(Math.floor((x / 12) * columns), columns - 1)] += 1;
    });
    const statistic = chiSquared(found, cells / found.length);
    const range = chiSquaredRange(found.length - 1);
    expect(statistic).toBeGreaterThan(range.low);
    expect(statistic).toBeLessThan(range.high);
    // next to the walls, where cells would pile up that do not turn round
    const near = (distance: number, length: number): number =>
      Math.min(distance, length - distance) < 0.005 * length ? 1 : 0;
    expectExact(average(state.x.map((x) => near(x, 12))), 0.01);
    expectExact(average(state.y.map((y) => near(y, 6))), 0.01);
    for (const part of [Math.cos, Math.sin]) expectExact(average(state.heading.map(part)), 0);
  });

  it.each([20, 1500])('mirror a straight run: speed %d', async (speed) => {
    const run = await startCells({ ...box, cells: 500, parameters: { tumbleRate: 0 }, seed: 92 });
    run.simulation.setParameters({ speed });
    const { cells: state } = await run.to(3);
    run.dispose();
    // A unit of position a step, 2 width/2^32, and what the direction's units of 2 pi/2^32 make of the way.
    const rounding = 30 * (24 / 2 ** 32) + 3 * speed * (2e-9 + 1e-9);
    state.index.forEach((i) => {
      const { heading } = run.start;
      const x = folded(run.start.x[i] + 3 * speed * Math.cos(heading[i]), 12);
      const y = folded(run.start.y[i] + 3 * speed * Math.sin(heading[i]), 6);
      expect(Math.abs(state.x[i] - x)).toBeLessThan(rounding);
      expect(Math.abs(state.y[i] - y)).toBeLessThan(rounding);
    });
    // As many mirror images along an axis as turn its part of the heading round.
    state.index.forEach((i) => {
      const before = Math.abs(Math.cos(run.start.heading[i]));
      expect(Math.abs(Math.abs(Math.cos(state.heading[i])) - before)).toBeLessThan(1e-8);
    });
  });

  it('do the same in one dimension', async () => {
    const settings = { ...box, ny: 1, parameters: { persistence: 0 }, initialU: 'x < 2', seed: 93 };
    const run = await startCells(settings);
    run.simulation.setParameters({ speed: 1500 });
    const { cells: state } = await run.to(8);
    run.dispose();
    expect(state.x.every((x) => x >= 0 && x <= 12)).toBe(true);
    expectDensity(state.x, () => 1, 0, 12, 40);
    expectExact(average(state.heading.map(Math.cos)), 0);
  });
});

describe('periodic edges', () => {
  const around = { ...box, cells: 500, boundaryX: 'periodic', boundaryY: 'periodic' };

  it.each<[string, CellSettings]>([
    ['no tumbles', { tumbleRate: 0 }],
    ['tumbles that go straight on', { persistence: 1 }],
  ])('count the rounds of a straight run: %s', async (_, parameters) => {
    const run = await startCells({ ...around, parameters, seed: 94 });
    const { x, y, squared, cells: state, measurement } = await run.to(30);
    run.dispose();
    // 600 L: up to 50 rounds of the width and 100 of the height. Each piece of a run is rounded to a unit of position,
    // a third of a thousand at most (a step or a tumble each).
    const rounding = 600 * 3e-9 + 400 * (12 / 2 ** 32);
    state.index.forEach((i) => {
      expect(Math.abs(x[i] - 600 * Math.cos(run.start.heading[i]))).toBeLessThan(rounding);
      expect(Math.abs(y[i] - 600 * Math.sin(run.start.heading[i]))).toBeLessThan(rounding);
    });
    expect(Math.max(...state.roundsX)).toBeGreaterThan(48);
    expect(Math.min(...state.roundsY)).toBeLessThan(-98);
    expect(average(squared).mean / 600 ** 2).toBeCloseTo(1, 9);
    expect(measurement.cells!.squaredDisplacement / 600 ** 2).toBeCloseTo(1, 9);
  });

  it('keep positions inside and evenly spread', async () => {
    const settings = { ...around, cells, boundaryY: 'no-flux', parameters: { persistence: 0.5 }, seed: 95 };
    const { cells: state } = await cellsAt(3, { ...settings, initialU: 'x < 6' });
    expect(state.x.every((x) => x >= 0 && x < 12)).toBe(true);
    expectDensity(state.x, () => 1, 0, 12, 40);
    expectDensity(state.y, () => 1, 0, 6, 20);
    expect(state.roundsY.every((rounds) => rounds === 0)).toBe(true);
  });
});
