// Presets at several levels: cells beside their master equation, Fokker-Planck equation and mean field, each where it should and
// where it should not lie on them. Distances are compared with what counting alone leaves (src/observables/levels.ts): a sum of
// half-normal numbers, of variance (1 - 2/pi) P (1 - P)/N a bin; four of its deviations are allowed.

import { describe, expect, it, vi } from 'vitest';
import { initialFields } from '../../src/config/index.ts';
import { dx } from '../../src/core/grid.ts';
import type { LevelsState, LevelState } from '../../src/observables/levels.ts';
import { observeLevels } from '../../src/observables/levels.ts';
import { densityOfCells } from '../../src/models/index.ts';
import { createExperiment } from '../../src/simulation/index.ts';
import { levelConfig } from '../../src/theory/levels.ts';
import { testCpu } from '../support/cpu.ts';
import { testGpu } from '../support/gpu.ts';
import { cellsPreset } from '../support/reduced-cells.ts';
import { backendOn, simulate } from '../support/run.ts';
import type { Device } from '../support/run.ts';

// Seconds on an idle machine; a busy one must not fail them.
vi.setConfig({ testTimeout: 240_000 });

const gpu = testGpu();
const cpu = testCpu();

interface Seen extends LevelsState {
  readonly master: LevelState;
  readonly fokkerPlanck: LevelState;
  readonly kellerSegel: LevelState;
}

async function started(name: string, device: Device = cpu.access, settings = {}) {
  const config = cellsPreset(name, settings);
  const backend = () => backendOn(device);
  const simulation = await createExperiment(config, backend(), backend, initialFields(config, {}));
  return {
    config,
    async at(time: number): Promise<Seen> {
      const measured = await simulation.advance(time);
      expect(measured.status).toBe('running');
      const state = (await observeLevels(simulation))!;
      for (const level of state.levels) expect(level.time).toBeCloseTo(state.time, 6);
      const find = (level: string): LevelState => state.levels.find((one) => one.level === level)!;
      return {
        ...state,
        master: find('two-state'),
        fokkerPlanck: find('fokker-planck'),
        kellerSegel: find('keller-segel'),
      };
    },
    dispose: () => simulation.dispose(),
  };
}

/** Whether the cells differ from the level by counting alone. */
function expectChance({ density, distances, noise }: LevelState, cells: number, width: number): void {
  const column = width / density.length;
  const variance = density.reduce((sum, p) => sum + p * column * (1 - p * column), 0) / cells;
  const deviation = Math.sqrt((1 - 2 / Math.PI) * variance);
  expect(Math.abs(distances.l1 - noise.l1)).toBeLessThan(4 * deviation);
}

/** Standard error of a variance of so many cells, as if they were normal: excess kurtosis here is not above 0.4. */
const varianceError = (variance: number, cells: number): number => variance * Math.sqrt(2.4 / cells);

describe('chain-lecture', () => {
  it('master equation and cells differ by counting alone, Fokker-Planck joins them at rest', async () => {
    const run = await started('chain-lecture');
    const { cells, width } = run.config;
    const early = await run.at(0.5);
    expectChance(early.master, cells, width);
    expect(early.fokkerPlanck.distances.l1).toBeCloseTo(0.92, 1);
    const later = await run.at(3);
    expectChance(later.master, cells, width);
    expect(later.fokkerPlanck.distances.l1).toBeGreaterThan(4 * later.fokkerPlanck.noise.l1);
    const rest = await run.at(10);
    for (const level of [rest.master, rest.fokkerPlanck]) {
      expectChance(level, cells, width);
      // the lattice errs by h^2 and (a dx/v)^2, about 0.3 here
      expect(Math.abs(level.variance - 292.876)).toBeLessThan(0.5);
      expect(Math.abs(level.mean - 100)).toBeLessThan(0.1);
      // Some twelve points, whose scatter grows to 8% at the largest number, of one group: 0.03 in the slope.
      expect(Math.abs(level.against.slopes.l1 + 0.5)).toBeLessThan(0.06);
    }
    expect(Math.abs(rest.cells.variance - 292.876)).toBeLessThan(4 * varianceError(292.876, cells));
    run.dispose();
  });

  it('does so on the GPU', async () => {
    const run = await started('chain-lecture', gpu.access, { nx: 100, cells: 5000 });
    const { cells, width } = run.config;
    const seen = await run.at(1);
    expectChance(seen.master, cells, width);
    expect(seen.fokkerPlanck.distances.l1).toBeGreaterThan(0.7);
    run.dispose();
  });
});

describe('chain-uniform-gradient', () => {
  it('all levels drift alike, and Fokker-Planck spreads too fast', async () => {
    const run = await started('chain-uniform-gradient');
    const { cells, parameters } = run.config;
    const [first, second] = [await run.at(8), await run.at(20)];
    const rate = (of: (seen: Seen) => number): number => (of(second) - of(first)) / 12;
    for (const level of ['master', 'fokkerPlanck'] as const)
      expect(rate((seen) => seen[level].mean)).toBeCloseTo(12, 2);
    expect(second.fokkerPlanck.current).toBeCloseTo(12, 3);
    expect(second.master.current).toBeCloseTo(12, 3);
    // Steps of dx/v = 0.15: rates of 1 a second err by their square over 3, 0.7%
    const step = dx(run.config) / parameters.speed;
    expect(Math.abs(rate((seen) => seen.master.variance) / 256 - 1)).toBeLessThan(step ** 2 / 3);
    expect(Math.abs(rate((seen) => seen.fokkerPlanck.variance) / 400 - 1)).toBeLessThan(0.005);
    // D v^2 (1 - s^2) t + ... : cells follow the master equation
    expect(Math.abs(second.cells.variance - second.master.variance)).toBeLessThan(
      4 * varianceError(second.master.variance, cells),
    );
    expect(Math.abs(second.cells.mean - second.master.mean)).toBeLessThan(
      4 * Math.sqrt(second.master.variance / cells),
    );
    run.dispose();
  });
});

describe('chain-ballistic-to-diffusive', () => {
  it('the master equation runs and diffuses, Fokker-Planck diffuses from the start', async () => {
    const run = await started('chain-ballistic-to-diffusive');
    const { cells, width } = run.config;
    // The start has a variance of 4 and, drawn on columns of 1, 1/12 more for cells.
    for (const [time, exact] of [
      [0.5, 73.576],
      [5, 1800.01],
    ] as const) {
      const seen = await run.at(time);
      expectChance(seen.master, cells, width);
      // second order in dx/v = .05: 1e-3 of it, and what shares cells between columns
      expect(Math.abs(seen.master.variance - 4 - exact)).toBeLessThan(0.003 * exact + 0.5);
      expect(Math.abs(seen.fokkerPlanck.variance - 4 - 400 * time)).toBeLessThan(0.001 * 400 * time);
      expect(Math.abs(seen.cells.variance - 4 - exact)).toBeLessThan(4 * varianceError(exact, cells) + 0.1);
      if (time < 1) {
        // fronts at 10 um from the middle, e^-0.5 of all cells in them; 4 deviations of 2 um about each
        const column = width / seen.master.density.length;
        const share = (density: Float64Array): number =>
          density.reduce((sum, p, i) => {
            const away = Math.abs((i + 0.5) * column - width / 2);
            return away > 18 ? sum + p * column : sum;
          }, 0);
        expect(share(seen.master.density)).toBeLessThan(1e-4);
        // Fokker-Planck: a normal density of variance 204, of which 21% are beyond 18
        expect(share(seen.fokkerPlanck.density)).toBeGreaterThan(0.18);
      }
    }
    run.dispose();
  });
});

describe('mean-field', () => {
  it('cells and Keller-Segel gather alike', async () => {
    const run = await started('mean-field');
    const early = await run.at(10);
    expectChance(early.kellerSegel, run.config.cells, run.config.width);
    const later = await run.at(20);
    // The crowds of 20,000 cells begin to wander: half as much again as counting leaves.
    expect(later.kellerSegel.distances.l1).toBeLessThan(1.5 * later.kellerSegel.noise.l1);
    run.dispose();
  });

  it('the crowds become as dense as announced', async () => {
    const cells = cellsPreset('mean-field');
    const config = levelConfig(cells, 'keller-segel');
    const { u, v } = initialFields(cells, {});
    const simulation = await simulate(config, { u: densityOfCells(cells, u), v });
    const mean = (cells.cells * cells.weight) / cells.width;
    for (const [time, times] of [
      [10, 1.4],
      [40, 2.4],
      [100, 4.7],
    ] as const) {
      const { u: seen } = await simulation.advance(time);
      expect(seen.max / mean).toBeCloseTo(times, 1);
      expect(Math.abs(seen.mean / mean - 1)).toBeLessThan(1e-9);
    }
    simulation.dispose();
  });

  it('does so on the GPU', async () => {
    const run = await started('mean-field', gpu.access, { cells: 5000, weight: 4 });
    const { cells, width } = run.config;
    expectChance((await run.at(5)).kellerSegel, cells, width);
    run.dispose();
  });
});
