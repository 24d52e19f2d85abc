// One file that a command writes (a film, a picture): made in a hidden folder beside its place and moved there when
// it is complete, so that nothing half-written is ever met under its name and nothing is overwritten.

import { InputError } from '../core/problem.ts';
import { storageProblem } from './storage.ts';
import type { OutputFile, Storage } from './storage.ts';

export interface NewFile {
  readonly file: OutputFile;
  /** Completes the file under the name asked for. */
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

const taken = (field: string, path: string): InputError =>
  new InputError([
    { field, value: path, rule: 'this name is taken', remedy: 'Choose another name, or remove it first' },
  ]);

/** Refuses, before anything is computed, a name that is taken. */
export async function checkNewFile(storage: Storage, field: string, path: string): Promise<void> {
  const there = await storage.look(path).catch((error: unknown) => {
    const problem = storageProblem(error, field, path);
    throw problem ? new InputError([problem]) : error;
  });
  if (there !== 'absent') throw taken(field, path);
}

/**
 * @param field The option that named the file, for the Problem.
 * @throws InputError, with nothing left behind, where a file cannot be written there or is there already.
 */
export async function openNewFile(storage: Storage, field: string, path: string): Promise<NewFile> {
  let building: string | null = null;
  let file: OutputFile | null = null;
  const abandon = async () => {
    await file?.close().catch(() => undefined);
    if (building !== null) await storage.remove(building);
  };
  try {
    await checkNewFile(storage, field, path);
    building = await storage.createBeside(path);
    const unfinished = storage.join(building, 'file');
    file = await storage.create(unfinished);
    return {
      file,
      async close() {
        await file!.close();
        const moved = await storage.moveTo(unfinished, path);
        await storage.remove(building!);
        if (!moved) throw taken(field, path);
      },
      abandon,
    };
  } catch (error) {
    await abandon();
    const problem = storageProblem(error, field, path);
    throw problem ? new InputError([problem]) : error;
  }
}
