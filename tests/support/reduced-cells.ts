// A preset of single cells made small enough for a test, on the CPU's threads: fewer cells, each standing for more, so that density and
// what they secrete stay the same; where asked, on coarser cells of the grid, or in a part of a domain that is alike everywhere.

import { initialFields } from '../../src/config/index.ts';
import type { RunAndTumbleConfig } from '../../src/core/config.ts';
import { dimension } from '../../src/core/grid.ts';
import type { Cells, CellStatistics, Measurement } from '../../src/core/simulation.ts';
import { presetConfig } from './preset-config.ts';
import { sharedCpu } from './cpu.ts';
import { simulate } from './run.ts';
import type { Device } from './run.ts';

export interface CellReduction {
  /** Simulated cells; the preset's own number by default. */
  readonly cells?: number;
  /** Cells of the grid along x and y. */
  readonly grid?: readonly [number, number];
  /** Share of the width and the height that is kept. Only where the formulas do not mind. */
  readonly part?: readonly [number, number];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The CPU's threads by default. */
  readonly on?: Device | 'reference';
}

export interface CellsSeen extends Omit<Measurement, 'cells'> {
  readonly config: RunAndTumbleConfig;
  readonly statistics: CellStatistics;
  readonly cells: Cells;
  readonly u: Measurement['u'];
  readonly density: Float32Array;
  readonly chemical: Float32Array;
  /** Share of the cells at places that pass. */
  share(test: (x: number, y: number) => boolean): number;
}

/** The settings of a preset of cells, complete. */
export function cellsPreset(
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): RunAndTumbleConfig {
  const config = presetConfig(name, settings);
  if (config.model !== 'run-and-tumble') throw new Error(`${name} is no preset of cells`);
  return config;
}

/** The preset with fewer cells, each of more weight. */
export function reducedConfig(
  name: string,
  { cells, grid, part = [1, 1], settings = {} }: CellReduction,
): RunAndTumbleConfig {
  const full = cellsPreset(name, settings);
  const count = cells ?? full.cells;
  const [columns, rows] = grid ?? [Math.round(full.nx * part[0]), Math.round(full.ny * part[1])];
  return {
    ...full,
    cells: count,
    weight: (full.weight * full.cells * part[0] * part[1]) / count,
    nx: columns,
    ny: dimension(full) === 1 ? 1 : rows,
    width: full.width * part[0],
    height: full.height * part[1],
  };
}

/** Starts the preset; each call of `at` runs it on to a time, or to where it stops, and looks at it. */
export async function reducedCells(
  name: string,
  reduction: CellReduction = {},
): Promise<{
  config: RunAndTumbleConfig;
  at: (time: number) => Promise<CellsSeen>;
  dispose: () => void;
}> {
  const config = reducedConfig(name, reduction);
  const { on = await sharedCpu() } = reduction;
  const simulation = await simulate(config, initialFields(config, {}), on === 'reference' ? undefined : on);
  return {
    config,
    async at(time) {
      const { cells: statistics, ...measurement } = await simulation.advance(time);
      const { u, v } = await simulation.snapshot();
      const found = await simulation.population!.read();
      const share = (test: (x: number, y: number) => boolean): number => {
        let passed = 0;
        for (let i = 0; i < config.cells; i += 1) if (test(found.x[i], found.y[i])) passed += 1;
        return passed / config.cells;
      };
      return {
        ...measurement,
        config,
        statistics: statistics!,
        cells: found,
        density: u,
        chemical: v,
        share,
      };
    },
    dispose: () => simulation.dispose(),
  };
}

/**
 * Four standard errors of a share among n independent cells: exceeded once in 16,000 times.
 * @param digit half of the last digit of an announced number, where that is measured and not exact
 */
export const shareError = (share: number, n: number, digit = 0): number =>
  4 * Math.sqrt((share * (1 - share)) / n) + digit;
