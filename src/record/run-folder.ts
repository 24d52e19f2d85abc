// The folder a run leaves: u.npy, v.npy, t.npy, observables.csv, summary.json, and what cells leave. It is built under a hidden name beside
// its place and renamed at the end, so a reader never meets half a run, two runs cannot write into each other, and
// an existing run is never overwritten. A process that is killed outright leaves the hidden folder behind.

import { InputError } from '../core/problem.ts';
import { cellBytes, openCellFiles } from './cell-files.ts';
import { openLevelFiles } from './level-files.ts';
import { openNpy } from './npy.ts';
import { formatBytes, moveToFreeName, storageProblem } from './storage.ts';
import { openTable } from './table.ts';
import type { Cells, Snapshot } from '../core/simulation.ts';
import type { CellFrame, CellPlan } from './cell-files.ts';
import type { LevelFrame, LevelPlan } from './level-files.ts';
import type { OutputFile, Storage } from './storage.ts';
import type { TableWriter } from './table.ts';

export interface RunPlan {
  readonly nx: number;
  readonly ny: number;
  /** Frames the run is going to store, for the check of free space. */
  readonly frames: number;
  /** Column names of observables.csv. */
  readonly columns: readonly string[];
  /** Runs of cells only. */
  readonly cells?: CellPlan;
  /** Runs at several levels only. */
  readonly levels?: LevelPlan;
}

export interface RunFolder {
  /** Whole frames stored so far. */
  readonly frames: number;
  /** Stores one frame and its row. Where it throws, the frame is not counted and the folder can still be closed. */
  append(snapshot: Snapshot, row: readonly number[], cells?: CellFrame, levels?: LevelFrame): Promise<void>;
  /** Stores the final state of cells. Where it throws, the folder can still be closed, without that file. */
  storeCells(cells: Cells): Promise<void>;
  /** One more table, which whoever asked for it finishes before `close`. */
  table(name: string, columns: readonly string[]): Promise<TableWriter>;
  /** Completes the files, writes the summary and gives the folder its name, which is returned. */
  close(summary: Readonly<Record<string, unknown>>): Promise<string>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Freed when the disk fills up, so that what has been computed can still be completed and named. */
const RESERVE_BYTES = 64 * 1024;
/** Rows of the table, their names and the summary: generous. */
const BYTES_PER_ROW = 1024;

/** Refuses, before anything is computed, what `openRunFolder` would refuse, as far as that can be told by looking. */
export async function checkRunFolder(storage: Storage, path: string, plan: RunPlan): Promise<void> {
  await refuseTaken(storage, path);
  await refuseTooLarge(storage, path, plan);
}

/**
 * Opens a run folder at `path`, which must not exist or be empty.
 *
 * @throws InputError, with nothing left behind, where that cannot be: taken, forbidden, or too little space.
 */
export async function openRunFolder(storage: Storage, path: string, plan: RunPlan): Promise<RunFolder> {
  await checkRunFolder(storage, path, plan);
  let building: string | null = null;
  const open: OutputFile[] = [];
  const create = async (name: string) => {
    const file = await storage.create(storage.join(building!, name));
    open.push(file);
    return file;
  };
  const abandon = async () => {
    for (const file of open) await file.close().catch(() => undefined);
    if (building !== null) await storage.remove(building);
  };
  try {
    building = await storage.createBeside(path);
    const reserve = await create('reserve');
    await reserve.write(new Uint8Array(RESERVE_BYTES), 0);
    const frameShape = [plan.ny, plan.nx];
    const arrays = {
      u: openNpy(await create('u.npy'), 'f4', frameShape),
      v: openNpy(await create('v.npy'), 'f4', frameShape),
      t: openNpy(await create('t.npy'), 'f8', []),
    };
    const table = await openTable(await create('observables.csv'), plan.columns);
    const remove = (name: string) => storage.remove(storage.join(building!, name));
    const cellFiles = plan.cells ? await openCellFiles(plan.cells, create, remove) : null;
    const levelFiles = plan.levels ? await openLevelFiles(plan.levels, frameShape, create) : null;
    const summaryFile = await create('summary.json');
    let frames = 0;
    return {
      get frames() {
        return frames;
      },
      async append({ time, u, v }, row, cells, levels) {
        if ((cells === undefined) !== (cellFiles === null))
          throw new TypeError('cells come with every frame');
        if ((levels === undefined) !== (levelFiles === null))
          throw new TypeError('levels come with every frame');
        await arrays.u.append(u);
        await arrays.v.append(v);
        await arrays.t.append(Float64Array.of(time));
        await table.append(row);
        if (cells) await cellFiles?.append(cells);
        if (levels) await levelFiles?.append(levels);
        frames += 1;
      },
      async storeCells(cells) {
        await cellFiles?.storeCells(cells);
      },
      table: async (name, columns) => openTable(await create(name), columns),
      async close(summary) {
        await reserve.close();
        await remove('reserve');
        const beside = [cellFiles, levelFiles].filter((files) => files !== null);
        for (const part of [arrays.u, arrays.v, arrays.t, table, ...beside]) await part.finish(frames);
        await summaryFile.write(new TextEncoder().encode(`${JSON.stringify(summary, null, 2)}\n`), 0);
        await summaryFile.close();
        return moveToFreeName(storage, building!, path);
      },
      abandon,
    };
  } catch (error) {
    await abandon();
    throw asInputError(error, path);
  }
}

async function refuseTaken(storage: Storage, path: string): Promise<void> {
  const there = await storage.look(path).catch((error: unknown) => {
    throw asInputError(error, path);
  });
  if (there === 'absent' || (there !== 'file' && there.entries === 0)) return;
  const rule =
    there === 'file' ? 'this is a file, not a folder' : 'this folder is not empty: it may hold another run';
  const remedy = 'Choose another name, or remove it first; nothing was overwritten';
  throw new InputError([{ field: 'out', value: path, rule, remedy }]);
}

async function refuseTooLarge(storage: Storage, path: string, plan: RunPlan): Promise<void> {
  const forCells = plan.cells ? cellBytes(plan.cells, plan.frames) : 0;
  const levels = plan.levels?.names.length ?? 0;
  const perFrame = (8 + 4 * levels) * plan.nx * plan.ny + (levels > 0 ? 2 : 1) * BYTES_PER_ROW;
  const needed = plan.frames * perFrame + forCells + 2 * RESERVE_BYTES;
  const free = await storage.freeBytes(path).catch((error: unknown) => {
    throw asInputError(error, path);
  });
  if (needed <= free) return;
  const also = plan.cells ? ` and the final state of ${plan.cells.cells} simulated cells` : '';
  const size = `${plan.frames} frames of ${plan.nx} x ${plan.ny} cells${also} need ${formatBytes(needed)}`;
  const rule = `${size}, and ${formatBytes(free)} are free on that disk`;
  const remedy = 'Store fewer frames with a longer --every, or write to another disk with --out';
  throw new InputError([{ field: 'out', value: path, rule, remedy }]);
}

const asInputError = (error: unknown, path: string): unknown => {
  const problem = storageProblem(error, 'out', path);
  return problem ? new InputError([problem]) : error;
};
