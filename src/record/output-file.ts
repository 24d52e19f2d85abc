// One file that a command writes (a film, a picture): made in a hidden folder beside its place and moved there when
// it is complete, so that nothing half-written is ever met under its name and nothing is overwritten.

import { InputError } from '../core/problem.ts';
import { moveToFreeName, storageProblem } from './storage.ts';
import type { OutputFile, Storage } from './storage.ts';

export interface NewFile {
  readonly file: OutputFile;
  /** Completes the file and gives it its name, which is returned (another than asked for if that is taken by now). */
  close(): Promise<string>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Refuses, before anything is computed, a name that is taken. */
export async function checkNewFile(storage: Storage, field: string, path: string): Promise<void> {
  const there = await storage.look(path).catch((error: unknown) => {
    const problem = storageProblem(error, field, path);
    throw problem ? new InputError([problem]) : error;
  });
  if (there === 'absent') return;
  const remedy = 'Choose another name, or remove it first; nothing was overwritten';
  throw new InputError([{ field, value: path, rule: 'this name is taken', remedy }]);
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
        const ending = /\.[^./\\]*$/.exec(path)?.[0] ?? '';
        const name = await moveToFreeName(storage, unfinished, path, ending);
        await storage.remove(building!);
        return name;
      },
      abandon,
    };
  } catch (error) {
    await abandon();
    const problem = storageProblem(error, field, path);
    throw problem ? new InputError([problem]) : error;
  }
}
