// What recording asks of a disk. The platform implements it; tests hand in disks that are full or forbidden.
// Errors are thrown as the system words them, with its `code` (ENOSPC, EACCES, ...); `storageProblem` turns those a
// user can do something about into a Problem.

import type { Problem } from '../core/problem.ts';

export interface OutputFile {
  /** Writes all the bytes or throws. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

export interface Storage {
  /** What is at `path`: nothing, a file, or a folder with so many entries. Links stand for what they lead to. */
  look(path: string): Promise<'absent' | 'file' | { readonly entries: number }>;
  /** Bytes a new file at `path` could take, whether or not its folder exists yet. */
  freeBytes(path: string): Promise<number>;
  /** An absolute path of a new empty folder beside `path`, under a name that no other process gets. */
  createBeside(path: string): Promise<string>;
  /** A new file in a folder that exists; never an existing one. */
  create(path: string): Promise<OutputFile>;
  /**
   * Renames a file or folder in one step; false, and nothing done, when a file or a folder with entries is there.
   * Where `to` is a link, it stays and what it leads to is made.
   */
  moveTo(from: string, to: string): Promise<boolean>;
  /** Adds text to the end of a file, which with its folder is made where it does not exist. */
  append(path: string, text: string): Promise<void>;
  /** Removes a file, or a folder with all in it. */
  remove(path: string): Promise<void>;
  /** Path of `name` in the folder `path`. */
  join(path: string, name: string): string;
}

export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const RULES: Readonly<Record<string, readonly [rule: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', 'Free some space, or write to another disk'],
  EDQUOT: ['the disk quota is used up', 'Free some space, or write to another disk'],
  EACCES: ['this user may not write there', 'Choose another place, or change its permissions'],
  EPERM: ['this user may not write there', 'Choose another place, or change its permissions'],
  EROFS: ['this disk is read-only', 'Choose another place'],
  ENOTDIR: ['part of this path is a file, not a folder', 'Choose another place'],
  EEXIST: ['something is already there', 'Choose another name'],
  EISDIR: ['this is a folder, not a file', 'Choose another name'],
  ELOOP: ['this link leads back to itself', 'Remove it, or choose another name'],
  ENOENT: ['this folder does not exist', 'Create it first'],
  ENAMETOOLONG: ['this name is too long', 'Choose a shorter one'],
  EIO: ['the disk reported an error', 'Check the disk'],
};

/** The Problem behind a system error, or null if it is none of the user's making. `field` is the option's name. */
export function storageProblem(error: unknown, field: string, path: string): Problem | null {
  const found = RULES[errorCode(error) ?? ''];
  return found ? { field, value: path, rule: found[0], remedy: found[1] } : null;
}

/** Bytes for people, in powers of 1000 as disks are sold: `1.2 GB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit]}`;
}

/**
 * Moves a finished file or folder to `path` or, where that was taken meanwhile, to `path-2`, `path-3`, ... rather than
 * losing either; `film.mp4` becomes `film-2.mp4`. Returns the name it got.
 */
export async function moveToFreeName(
  storage: Storage,
  from: string,
  path: string,
  ending = '',
): Promise<string> {
  const stem = path.slice(0, path.length - ending.length).replace(/[/\\]+$/, '');
  for (let attempt = 1; attempt < 1000; attempt++) {
    const name = attempt === 1 ? path : `${stem}-${attempt}${ending}`;
    if (await storage.moveTo(from, name)) return name;
  }
  throw new Error(`${path} and 998 names like it are taken; the result is in ${from}`);
}
