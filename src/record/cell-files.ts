// What a run of cells leaves beside its fields: histogram.npy, trajectories.npy and msd.csv, a frame at a time, and
// cells.npy, the final state, in pieces, so that ten million cells need no second copy in memory.

import { openNpy } from './npy.ts';
import { openTable } from './table.ts';
import type { Grid } from '../core/grid.ts';
import { dimension } from '../core/grid.ts';
import type { Cells } from '../core/simulation.ts';
import type { OutputFile } from './storage.ts';

/** Cells whose ways are stored: as many as the eye can tell apart. */
export const MOST_TRAJECTORIES = 20;

export interface CellPlan {
  readonly grid: Grid;
  /** Simulated cells. */
  readonly cells: number;
  /** Column names of msd.csv. */
  readonly columns: readonly string[];
}

/** One frame of them. */
export interface CellFrame {
  /** Cells in each column of the grid, length nx. */
  readonly histogram: Float64Array;
  /** The first cells, at least as many as are tracked. */
  readonly tracked: Cells;
  /** Row of msd.csv. */
  readonly row: readonly number[];
}

export interface CellFiles {
  append(frame: CellFrame): Promise<void>;
  /** Writes cells.npy. Throws, with no file left, where the disk is full. */
  storeCells(cells: Cells): Promise<void>;
  finish(frames: number): Promise<void>;
}

const BYTES_PER_ROW = 512;
/** Cells written at once: some megabytes. */
const PIECE = 65536;

const hasPeriodicAxis = (grid: Grid): boolean =>
  grid.boundaryX === 'periodic' || (dimension(grid) === 2 && grid.boundaryY === 'periodic');

/** Columns of cells.npy: where an axis is periodic, the position as if the domain went on as well. */
export const cellColumns = (grid: Grid): readonly string[] => [
  ...['x', 'y', 'heading'],
  ...(hasPeriodicAxis(grid) ? ['unwrapped_x', 'unwrapped_y'] : []),
];

export const trackedCells = (cells: number): number => Math.min(cells, MOST_TRAJECTORIES);

/** What the files of so many frames take. */
export const cellBytes = ({ grid, cells }: CellPlan, frames: number): number =>
  8 * cells * cellColumns(grid).length + frames * (8 * grid.nx + 16 * trackedCells(cells) + BYTES_PER_ROW);

/** Position as if the domain went on across its periodic edges, where a cell went round it. */
export function unwrapped(cells: Cells, index: number, { width, height }: Grid): [x: number, y: number] {
  return [cells.x[index] + cells.roundsX[index] * width, cells.y[index] + cells.roundsY[index] * height];
}

export async function openCellFiles(
  plan: CellPlan,
  create: (name: string) => Promise<OutputFile>,
  remove: (name: string) => Promise<void>,
): Promise<CellFiles> {
  const { grid } = plan;
  const tracked = trackedCells(plan.cells);
  const histogram = openNpy(await create('histogram.npy'), 'f8', [grid.nx]);
  const trajectories = openNpy(await create('trajectories.npy'), 'f8', [tracked, 2]);
  const table = await openTable(await create('msd.csv'), plan.columns);
  return {
    async append(frame) {
      await histogram.append(frame.histogram);
      const positions = new Float64Array(2 * tracked);
      for (let k = 0; k < tracked; k++) positions.set(unwrapped(frame.tracked, k, grid), 2 * k);
      await trajectories.append(positions);
      await table.append(frame.row);
    },
    async storeCells(cells) {
      const file = await create('cells.npy');
      try {
        const columns = cellColumns(grid).length;
        const array = openNpy(file, 'f8', [columns]);
        const count = cells.x.length;
        for (let start = 0; start < count; start += PIECE)
          await array.append(rows(cells, start, Math.min(start + PIECE, count), columns, grid));
        await array.finish(count);
      } catch (error) {
        await file.close().catch(() => undefined);
        await remove('cells.npy');
        throw error;
      }
    },
    async finish(frames) {
      for (const part of [histogram, trajectories, table]) await part.finish(frames);
    },
  };
}

function rows(cells: Cells, start: number, end: number, columns: number, grid: Grid): Float64Array {
  const values = new Float64Array(columns * (end - start));
  for (let index = start; index < end; index++) {
    const at = columns * (index - start);
    values[at] = cells.x[index];
    values[at + 1] = cells.y[index];
    values[at + 2] = cells.heading[index];
    if (columns === 5) values.set(unwrapped(cells, index, grid), at + 3);
  }
  return values;
}
