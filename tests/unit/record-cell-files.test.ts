// The files that cells leave beside their fields: on a real disk, and on one that fills up.

import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNodeStorage } from '../../src/platform/node-storage.ts';
import { cellBytes, cellColumns, unwrapped } from '../../src/record/cell-files.ts';
import { openRunFolder } from '../../src/record/run-folder.ts';
import type { Grid } from '../../src/core/grid.ts';
import type { Cells } from '../../src/core/simulation.ts';
import type { Storage } from '../../src/record/storage.ts';
import { readArray } from '../cli/command.ts';

const disk = createNodeStorage();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tumble-cells-'));
});
afterEach(() => rm(folder, { recursive: true }));

const grid: Grid = { nx: 4, ny: 3, width: 8, height: 6, boundaryX: 'periodic', boundaryY: 'no-flux' };

/** Cell i at (i mod 8, i mod 6), gone i rounds to the right. */
const cellsAt = (time: number, count: number): Cells => {
  const index = Uint32Array.from({ length: count }, (_, i) => i);
  return {
    time,
    index,
    x: Float64Array.from(index, (i) => i % 8),
    y: Float64Array.from(index, (i) => i % 6),
    heading: Float64Array.from(index, (i) => i / count),
    roundsX: Int32Array.from(index),
    roundsY: new Int32Array(count),
  };
};
const frame = (time: number) => ({ time, u: new Float32Array(12).fill(time), v: new Float32Array(12) });
const planOf = (cells: number, of = grid) => ({
  ...{ nx: 4, ny: 3, frames: 3, columns: ['t'] },
  cells: { grid: of, cells, columns: ['t', 'msd'] },
});

it('has positions as if the domain went on only where an axis is periodic', () => {
  expect(cellColumns(grid)).toEqual(['x', 'y', 'heading', 'unwrapped_x', 'unwrapped_y']);
  expect(cellColumns({ ...grid, boundaryX: 'no-flux' })).toEqual(['x', 'y', 'heading']);
  // In one dimension the second axis does not count.
  const line: Grid = { ...grid, ny: 1, boundaryX: 'no-flux', boundaryY: 'periodic' };
  expect(cellColumns(line)).toEqual(['x', 'y', 'heading']);
  expect(unwrapped({ ...cellsAt(0, 3), roundsY: Int32Array.of(0, 0, -2) }, 2, grid)).toEqual([18, -10]);
});

it('holds what was given, and no more than the plan counted on', async () => {
  // More than two pieces of 65536 cells.
  const count = 140_000;
  const plan = planOf(count);
  const run = await openRunFolder(disk, join(folder, 'run'), plan);
  for (const [k, time] of [0, 0.5, 1].entries())
    await run.append(frame(time), [time], {
      histogram: Float64Array.of(k, 1, 2, 3),
      tracked: cellsAt(time, 25),
      row: [time, k * k],
    });
  await run.storeCells(cellsAt(1, count));
  const path = await run.close({});
  const names = ['cells.npy', 'histogram.npy', 'msd.csv', 'trajectories.npy'];
  expect(await readdir(path)).toEqual(expect.arrayContaining(names));

  const cells = await readArray(join(path, 'cells.npy'));
  expect(cells.shape).toEqual([count, 5]);
  for (const i of [0, 65_535, 65_536, count - 1])
    expect([...cells.values.subarray(5 * i, 5 * i + 5)]).toEqual([
      i % 8,
      i % 6,
      i / count,
      (i % 8) + 8 * i,
      i % 6,
    ]);
  const histogram = await readArray(join(path, 'histogram.npy'));
  expect(histogram.shape).toEqual([3, 4]);
  expect([...histogram.values.subarray(8)]).toEqual([2, 1, 2, 3]);
  const ways = await readArray(join(path, 'trajectories.npy'));
  expect(ways.shape).toEqual([3, 20, 2]);
  expect([...ways.values.subarray(40 + 2 * 9, 40 + 2 * 10)]).toEqual([1 + 9 * 8, 3]);
  expect(await readFile(join(path, 'msd.csv'), 'utf8')).toBe('t,msd\n0,0\n0.5,1\n1,4\n');

  const sizes = await Promise.all(names.map(async (name) => (await readFile(join(path, name))).length));
  // A header of 128 bytes for each of the three arrays is not counted.
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(cellBytes(plan.cells, 3) + 3 * 128);
});

it('counts the final state where it asks for space', async () => {
  const small: Storage = { ...disk, freeBytes: () => Promise.resolve(50e6) };
  // 10^7 cells of 3 numbers need 240 MB, those with unwrapped positions 400.
  const walls = { ...grid, boundaryX: 'no-flux' } as const;
  await expect(openRunFolder(small, join(folder, 'run'), planOf(1e7, walls))).rejects.toThrow(
    /final state of 10000000 simulated cells need 240 MB/,
  );
  await expect(openRunFolder(small, join(folder, 'run'), planOf(1e7))).rejects.toThrow(/need 400 MB/);
  expect(await readdir(folder)).toEqual([]);
});

it('leaves the final state out, and nothing else, where the disk fills up', async () => {
  const full: Storage = {
    ...disk,
    create: async (path) => {
      const file = await disk.create(path);
      if (!path.endsWith('cells.npy')) return file;
      const write = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
      return { ...file, write };
    },
  };
  const run = await openRunFolder(full, join(folder, 'run'), planOf(30));
  const row = { histogram: Float64Array.of(1, 2, 3, 4), tracked: cellsAt(0, 20), row: [0, 0] };
  await run.append(frame(0), [0], row);
  await expect(run.storeCells(cellsAt(0, 30))).rejects.toMatchObject({ code: 'ENOSPC' });
  const path = await run.close({});
  expect((await readdir(path)).sort()).toEqual([
    'histogram.npy',
    'msd.csv',
    'observables.csv',
    'summary.json',
    't.npy',
    'trajectories.npy',
    'u.npy',
    'v.npy',
  ]);
  expect((await readArray(join(path, 'histogram.npy'))).shape).toEqual([1, 4]);
});

it('has fewer ways than twenty where there are fewer cells', async () => {
  const run = await openRunFolder(disk, join(folder, 'run'), planOf(3));
  await run.append(frame(0), [0], { histogram: new Float64Array(4), tracked: cellsAt(0, 3), row: [0, 0] });
  const path = await run.close({});
  expect((await readArray(join(path, 'trajectories.npy'))).shape).toEqual([1, 3, 2]);
});

it('takes frames with cells only where it was told of cells', async () => {
  const run = await openRunFolder(disk, join(folder, 'run'), planOf(3));
  await expect(run.append(frame(0), [0])).rejects.toThrow(TypeError);
  await run.abandon();
});
