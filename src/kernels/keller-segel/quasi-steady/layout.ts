// What the kernels of a quasi-steady chemical share: the grid's levels, the solver's record, and how many V-cycles there are.

import type { Fields } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import { dimension } from '../../../core/grid.ts';
import type { StructLayout } from '../../../core/struct.ts';

export const SOLVER: StructLayout = {
  name: 'Solver',
  fields: [
    { name: 'busy', type: 'u32', doc: '1 while V-cycles are wanted' },
    { name: 'reached', type: 'u32', doc: '1 where the last solutions are good enough' },
    {
      name: 'residual',
      type: 'f32',
      doc: 'largest residual of the last solutions, as a share of the largest source',
    },
    { name: 'allowed', type: 'f32', doc: 'what it must not exceed' },
  ],
};

/** Code of a residual that is too large, among the faults of extremes.wgsl; cells have those below it. */
export const UNSOLVED = 4;

/**
 * V-cycles between two stages. In a plane one leaves 0.15 of an error (0.25 at most, where cells are far from square), on a
 * line 0.4; together some 0.02 of it, and the last step's course, gone on with, is a beginning with an error of second order.
 */
export const cyclesOn = (grid: Grid): number => (dimension(grid) === 1 ? 4 : 2);
/** So many times more before a batch where v does not fit u at all: at the start, and after a change of parameters. */
export const FIRST_CYCLES = 5;

/** What the twins ask of the parameters: D_v, and a of p(u) - a v. */
export type ChemicalRates = (parameters: Fields) => { readonly diffusion: number; readonly decay: number };

export interface Level {
  readonly nx: number;
  readonly ny: number;
  /** Where its cells begin in the arrays of all levels. */
  readonly first: number;
}

/** Cells of a level that one workgroup works on. */
const COARSE_CELLS = 1024;
/** An axis is coarsened while its cells are at most this much longer than the shortest: point relaxation smooths no weaker coupling. */
const EQUAL_ENOUGH = 1.5;

/** From the grid itself to a single cell. */
export function gridLevels({ nx, ny, width, height }: Grid): readonly Level[] {
  const levels: Level[] = [{ nx, ny, first: 0 }];
  for (let level = levels[0]!; level.nx * level.ny > 1; level = levels.at(-1)!) {
    const x = level.nx > 1 ? width / level.nx : Infinity;
    const y = level.ny > 1 ? height / level.ny : Infinity;
    const longest = EQUAL_ENOUGH * Math.min(x, y);
    levels.push({
      nx: x <= longest ? Math.ceil(level.nx / 2) : level.nx,
      ny: y <= longest ? Math.ceil(level.ny / 2) : level.ny,
      first: level.first + level.nx * level.ny,
    });
  }
  return levels;
}

/** Cells of all levels. */
export const levelCells = (levels: readonly Level[]): number => levels.at(-1)!.first + 1;

/** How many levels stand above those that one workgroup does. */
export const fineLevels = (levels: readonly Level[]): number =>
  levels.findIndex(({ nx, ny }) => nx * ny <= COARSE_CELLS);

export const LEVEL_WORDS = 6;

/** A row a level, for the array `levels` of a kernel: the level, and the next coarser one. */
export function levelRows(levels: readonly Level[], from: number, to: number): Uint32Array {
  return Uint32Array.from(
    levels.slice(from, to).flatMap(({ nx, ny, first }, index) => {
      const next = levels[from + index + 1] ?? { nx: 0, ny: 0, first: 0 };
      return [nx, ny, first, next.nx, next.ny, next.first];
    }),
  );
}
