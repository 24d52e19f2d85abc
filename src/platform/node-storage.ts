// The disk as record/storage.ts asks for it, with Node's file system. It cannot promise that a power cut leaves
// the last frame on the disk: nothing is synced before the rename.

import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  appendFile,
  link,
  mkdir,
  lstat,
  open,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode } from '../record/storage.ts';
import type { OutputFile, Storage } from '../record/storage.ts';

export function createNodeStorage(): Storage {
  return {
    async look(path) {
      try {
        if (!(await stat(resolve(path))).isDirectory()) return 'file';
        return { entries: (await readdir(resolve(path))).length };
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return 'absent';
        throw error;
      }
    },
    async freeBytes(path) {
      const { bavail, bsize } = await statfs(await nearestFolder(await linkedPath(path)));
      return bavail * bsize;
    },
    async createBeside(path) {
      const target = await linkedPath(path);
      const parent = dirname(target);
      await mkdir(parent, { recursive: true });
      await access(parent, constants.W_OK);
      // mkdir, not mkdtemp: the folder is renamed to the result, which others may read as the umask allows.
      const folder = join(parent, `.${basename(target)}.unfinished-${randomUUID().slice(0, 8)}`);
      await mkdir(folder);
      return folder;
    },
    create,
    async moveTo(from, to) {
      const target = await linkedPath(to);
      const there = await this.look(target);
      if (there === 'file' || (there !== 'absent' && there.entries > 0)) return false;
      try {
        if ((await this.look(from)) === 'file') {
          await linkTo(from, target);
          return true;
        }
        // Renaming onto an empty folder replaces it on Linux and macOS; Windows wants it gone first.
        if (there !== 'absent') await rmdir(target);
        await rename(from, target);
        return true;
      } catch (error) {
        if (['ENOTEMPTY', 'EEXIST', 'EISDIR', 'ENOTDIR'].includes(errorCode(error) ?? '')) return false;
        throw error;
      }
    },
    async append(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, text);
    },
    remove: (path) => rm(path, { recursive: true, force: true }),
    join,
  };
}

/** `path`, absolute; where it is a link, what that leads to, whether or not it exists. Throws ELOOP for a circle. */
async function linkedPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const link = await lstat(absolute).catch(() => null);
  if (!link?.isSymbolicLink()) return absolute;
  try {
    return await realpath(absolute);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    // A link's own text is meant from the real folder the link is in.
    return linkedPath(resolve(await realpath(dirname(absolute)), await readlink(absolute)));
  }
}

/** Renames a file without ever replacing another: unlike rename, link refuses a name that is taken. */
async function linkTo(from: string, target: string): Promise<void> {
  try {
    await link(from, target);
  } catch (error) {
    // Some file systems (exFAT, some network disks) have no links; there the check just made must do.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errorCode(error) ?? '')) throw error;
    await rename(from, target);
    return;
  }
  await rm(from);
}

async function create(path: string): Promise<OutputFile> {
  const handle = await open(path, 'wx');
  return {
    async write(bytes, position) {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    },
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

/** The folder `path` is in, or the nearest one above that exists. */
async function nearestFolder(path: string): Promise<string> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const there = await stat(folder).catch(() => null);
    if (there?.isDirectory() || folder === dirname(folder)) return folder;
  }
}
