// What an experiment at several levels leaves beside its cells: the density at each level, u-<level>.npy, a frame at a time, and
// levels.csv, how they compare.

import { openNpy, type NpyWriter } from './npy.ts';
import { openTable } from './table.ts';
import type { OutputFile } from './storage.ts';

export interface LevelPlan {
  /** Of the levels. */
  readonly names: readonly string[];
  /** Column names of levels.csv. */
  readonly columns: readonly string[];
}

/** One frame of them. */
export interface LevelFrame {
  /** Density on the grid at each level, nx * ny numbers a piece. */
  readonly densities: readonly Float32Array[];
  /** Row of levels.csv. */
  readonly row: readonly number[];
}

export interface LevelFiles {
  append(frame: LevelFrame): Promise<void>;
  finish(frames: number): Promise<void>;
}

export const levelFile = (name: string): string => `u-${name}.npy`;

export async function openLevelFiles(
  { names, columns }: LevelPlan,
  frameShape: readonly number[],
  create: (name: string) => Promise<OutputFile>,
): Promise<LevelFiles> {
  const arrays: NpyWriter[] = [];
  for (const name of names) arrays.push(openNpy(await create(levelFile(name)), 'f4', frameShape));
  const table = await openTable(await create('levels.csv'), columns);
  return {
    async append({ densities, row }) {
      for (const [index, array] of arrays.entries()) await array.append(densities[index]);
      await table.append(row);
    },
    async finish(frames) {
      for (const array of arrays) await array.finish(frames);
      await table.finish(frames);
    },
  };
}
