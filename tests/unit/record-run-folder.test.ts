// The run folder on a real disk, and on disks that fill up or fail at every possible write.

import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/problem.ts';
import { createNodeStorage } from '../../src/platform/node-storage.ts';
import { openNewFile } from '../../src/record/output-file.ts';
import { openRunFolder } from '../../src/record/run-folder.ts';
import { formatBytes, storageProblem } from '../../src/record/storage.ts';
import type { Storage } from '../../src/record/storage.ts';

const disk = createNodeStorage();
const plan = { nx: 3, ny: 2, frames: 4, columns: ['t', 'mass'] };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tumble-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

const frame = (time: number) => ({
  time,
  u: new Float32Array(6).fill(time),
  v: new Float32Array(6).fill(-time),
});
const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).message;
};

/** A disk on which the write number `fatal` (from 0) fails with `code`, leaving half of its bytes. */
function failing(fatal: number, code = 'ENOSPC'): Storage {
  let writes = 0;
  let freed = false;
  return {
    ...disk,
    remove: (path) => {
      freed = true;
      return disk.remove(path);
    },
    create: async (path) => {
      const file = await disk.create(path);
      return {
        ...file,
        write: async (bytes, position) => {
          if (writes++ < fatal || freed) return file.write(bytes, position);
          await file.write(bytes.subarray(0, bytes.length >> 1), position);
          throw Object.assign(new Error(`${code}: write failed`), { code });
        },
      };
    },
  };
}

it('holds what was appended, under its own name only', async () => {
  const path = join(folder, 'deep', 'run');
  const run = await openRunFolder(disk, path, plan);
  await run.append(frame(0), [0, 1]);
  await run.append(frame(0.5), [0.5, 1]);
  expect(await run.close({ stopReason: 'until' })).toBe(path);
  expect(await readdir(join(folder, 'deep'))).toEqual(['run']);
  expect((await readdir(path)).sort()).toEqual([
    'observables.csv',
    'summary.json',
    't.npy',
    'u.npy',
    'v.npy',
  ]);
  expect(JSON.parse(await readFile(join(path, 'summary.json'), 'utf8'))).toEqual({ stopReason: 'until' });
  expect(await readFile(join(path, 'observables.csv'), 'utf8')).toBe('t,mass\n0,1\n0.5,1\n');
  const t = await readFile(join(path, 't.npy'));
  expect(t.subarray(0, 128).toString('latin1')).toContain("'<f8', 'fortran_order': False, 'shape': (2,), }");
  expect([t.readDoubleLE(128), t.readDoubleLE(136)]).toEqual([0, 0.5]);
  const v = await readFile(join(path, 'v.npy'));
  expect(v.subarray(0, 128).toString('latin1')).toContain("'shape': (2, 2, 3), }");
  expect(v.readFloatLE(128 + 6 * 4)).toBe(-0.5);
});

describe('refuses, and leaves nothing', () => {
  it('a folder that holds something, and a file', async () => {
    await writeFile(join(folder, 'precious'), 'x');
    expect(await problemOf(openRunFolder(disk, folder, plan))).toMatch(/not empty.*nothing was overwritten/);
    expect(await problemOf(openRunFolder(disk, join(folder, 'precious'), plan))).toMatch(
      /is a file, not a folder/,
    );
    expect(await problemOf(openRunFolder(disk, join(folder, 'precious', 'run'), plan))).toMatch(
      /a file, not a folder/,
    );
    expect(await readdir(folder)).toEqual(['precious']);
  });

  it('more frames than the disk has room for', async () => {
    const small: Storage = { ...disk, freeBytes: () => Promise.resolve(1e6) };
    const many = { ...plan, nx: 500, ny: 500, frames: 1001 };
    // 1001 frames of 500 * 500 cells of 8 bytes, 1 kB of table each, and the reserve: 2003156096 bytes.
    expect(await problemOf(openRunFolder(small, join(folder, 'run'), many))).toMatch(
      /1001 frames of 500 x 500 cells need 2\.00 GB, and 1\.00 MB are free/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('a folder this user may not write to', async () => {
    const locked: Storage = {
      ...disk,
      createBeside: () => Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' })),
    };
    expect(await problemOf(openRunFolder(locked, join(folder, 'run'), plan))).toMatch(/may not write there/);
  });

  it.skipIf(process.getuid?.() === 0)('a folder without write permission, for real', async () => {
    await mkdir(join(folder, 'locked'));
    await chmod(join(folder, 'locked'), 0o500);
    expect(await problemOf(openRunFolder(disk, join(folder, 'locked', 'run'), plan))).toMatch(
      /may not write there/,
    );
  });

  it('a disk without room for even the first bytes', async () => {
    for (const fatal of [0, 1]) {
      expect(await problemOf(openRunFolder(failing(fatal), join(folder, 'run'), plan))).toMatch(
        /disk is full/,
      );
      expect(await readdir(folder)).toEqual([]);
    }
  });
});

// Opening writes the reserve and the table's heading; a frame then writes u, v, t and its row: 2 + 4 k + part.
it.each([0, 1, 2, 3])(
  'a disk that fills up at part %i of the third frame keeps two whole frames',
  async (part) => {
    const run = await openRunFolder(failing(2 + 4 * 2 + part), join(folder, 'run'), plan);
    await run.append(frame(0), [0, 1]);
    await run.append(frame(1), [1, 1]);
    await expect(run.append(frame(2), [2, 1])).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(run.frames).toBe(2);
    const path = await run.close({ stopReason: 'disk-full' });
    expect((await readFile(join(path, 'u.npy'))).length).toBe(128 + 2 * 24);
    expect((await readFile(join(path, 'v.npy'))).length).toBe(128 + 2 * 24);
    expect((await readFile(join(path, 't.npy'))).length).toBe(128 + 2 * 8);
    expect(await readFile(join(path, 'observables.csv'), 'utf8')).toBe('t,mass\n0,1\n1,1\n');
    expect(JSON.parse(await readFile(join(path, 'summary.json'), 'utf8'))).toEqual({
      stopReason: 'disk-full',
    });
  },
);

it('leaves nothing when abandoned, at any stage', async () => {
  const run = await openRunFolder(disk, join(folder, 'run'), plan);
  await run.append(frame(0), [0, 1]);
  await run.abandon();
  expect(await readdir(folder)).toEqual([]);
});

it('two runs into one place end in two folders', async () => {
  const path = join(folder, 'run');
  await mkdir(path);
  const runs = await Promise.all([1, 2].map(() => openRunFolder(disk, path, plan)));
  for (const [index, run] of runs.entries()) await run.append(frame(index), [index, 1]);
  const names = [await runs[0].close({ run: 0 }), await runs[1].close({ run: 1 })];
  expect(names).toEqual([path, `${path}-2`]);
  for (const [index, name] of names.entries()) {
    expect(JSON.parse(await readFile(join(name, 'summary.json'), 'utf8'))).toEqual({ run: index });
  }
  expect((await readdir(folder)).sort()).toEqual(['run', 'run-2']);
});

it('one new file: complete under its name or not at all', async () => {
  const path = join(folder, 'film.mp4');
  const film = await openNewFile(disk, 'output', path);
  await film.file.write(Uint8Array.of(1, 2, 3), 0);
  expect(await disk.look(path)).toBe('absent');
  await film.close();
  expect(await readdir(folder)).toEqual(['film.mp4']);
  expect([...(await readFile(path))]).toEqual([1, 2, 3]);
  expect(await problemOf(openNewFile(disk, 'output', path))).toMatch(/output = .*this name is taken/);
  const dropped = await openNewFile(disk, 'output', join(folder, 'other.mp4'));
  await dropped.abandon();
  expect(await readdir(folder)).toEqual(['film.mp4']);
});

it('does not replace a file that appeared meanwhile: takes the next name', async () => {
  const path = join(folder, 'film.mp4');
  const film = await openNewFile(disk, 'output', path);
  await writeFile(path, 'theirs');
  expect(await film.close()).toBe(join(folder, 'film-2.mp4'));
  expect(await readFile(path, 'utf8')).toBe('theirs');
  expect((await readdir(folder)).sort()).toEqual(['film-2.mp4', 'film.mp4']);
});

describe('a name that is a link', () => {
  const run = async (name: string) => {
    const opened = await openRunFolder(disk, join(folder, name), plan);
    await opened.append(frame(0), [0, 1]);
    return opened.close({});
  };

  it('to an empty folder elsewhere: the run is made there, and the link stays', async () => {
    await mkdir(join(folder, 'disk', 'empty'), { recursive: true });
    await symlink(join('disk', 'empty'), join(folder, 'link'));
    expect(await run('link')).toBe(join(folder, 'link'));
    expect((await lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
    expect(await readdir(join(folder, 'disk'))).toEqual(['empty']);
    expect(await readdir(join(folder, 'disk', 'empty'))).toContain('summary.json');
    expect((await readdir(folder)).sort()).toEqual(['disk', 'link']);
  });

  it('to a folder or a file that does not exist yet: it is made', async () => {
    await symlink('second', join(folder, 'first'));
    await symlink(join('deep', 'there'), join(folder, 'second'));
    expect(await run('first')).toBe(join(folder, 'first'));
    expect(await readdir(join(folder, 'deep', 'there'))).toContain('summary.json');
    await symlink('there.mp4', join(folder, 'film.mp4'));
    const film = await openNewFile(disk, 'output', join(folder, 'film.mp4'));
    expect(await film.close()).toBe(join(folder, 'film.mp4'));
    expect((await readdir(folder)).sort()).toEqual(['deep', 'film.mp4', 'first', 'second', 'there.mp4']);
  });

  it('to itself: refused', async () => {
    await symlink('b', join(folder, 'a'));
    await symlink('a', join(folder, 'b'));
    expect(await problemOf(run('a'))).toMatch(/out = .*leads back to itself/);
    expect(await problemOf(openNewFile(disk, 'output', join(folder, 'a')))).toMatch(/leads back to itself/);
    expect((await readdir(folder)).sort()).toEqual(['a', 'b']);
  });
});

it('words sizes and system errors for people', () => {
  expect([999, 1000, 1.5e6, 2.003e9].map(formatBytes)).toEqual(['999 B', '1.00 kB', '1.50 MB', '2.00 GB']);
  const quota = Object.assign(new Error('x'), { code: 'EDQUOT' });
  expect(storageProblem(quota, 'out', '/a')).toMatchObject({
    field: 'out',
    rule: 'the disk quota is used up',
  });
  expect(storageProblem(new Error('a bug'), 'out', '/a')).toBeNull();
});
