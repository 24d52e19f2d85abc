// The .npy writer against NumPy's own bytes, and the table's number format.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNodeStorage } from '../../src/platform/node-storage.ts';
import { littleEndian, npyHeader, openNpy } from '../../src/record/npy.ts';
import { csvNumber, openTable } from '../../src/record/table.ts';

const storage = createNodeStorage();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tumble-npy-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('writes the header that NumPy 1.26 writes for the same array', () => {
  // First 128 bytes of numpy.save(file, numpy.zeros((3, 4, 5), '<f4')).
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4, 5), }";
  const expected = `\x93NUMPY\x01\x00\x76\x00${text}${' '.repeat(117 - text.length)}\n`;
  expect(Buffer.from(npyHeader('f4', [3, 4, 5])).toString('latin1')).toBe(expected);
});

it.each([
  [[7], '(7,)'],
  [[1, 1], '(1, 1)'],
  [[Number.MAX_SAFE_INTEGER, 99999, 99999], '(9007199254740991, 99999, 99999)'],
])('shape %j is the tuple %s', (shape, tuple) => {
  const header = Buffer.from(npyHeader('f8', shape)).toString('latin1');
  expect(header).toHaveLength(128);
  expect(header).toContain(`'shape': ${tuple}, }`);
  expect(header.endsWith('\n')).toBe(true);
});

it('refuses a shape that does not fit the header', () => {
  expect(() => npyHeader('f4', Array<number>(20).fill(123456789))).toThrow(RangeError);
});

it('appends frames and keeps only those it is told to', async () => {
  const path = join(folder, 'u.npy');
  const writer = openNpy(await storage.create(path), 'f4', [2, 3]);
  const frames = [0, 1, 2].map((frame) => Float32Array.from({ length: 6 }, (_, cell) => frame + cell / 8));
  for (const frame of frames) await writer.append(frame);
  await writer.finish(2);
  const bytes = await readFile(path);
  expect(bytes.length).toBe(128 + 2 * 6 * 4);
  expect(bytes.subarray(0, 128).toString('latin1')).toContain("'shape': (2, 2, 3), }");
  const numbers = Array.from({ length: 12 }, (_, index) => bytes.readFloatLE(128 + 4 * index));
  expect(numbers).toEqual([...frames[0], ...frames[1]]);
});

it('refuses a frame of another length', async () => {
  const writer = openNpy(await storage.create(join(folder, 'u.npy')), 'f4', [2, 3]);
  await expect(writer.append(new Float32Array(5))).rejects.toThrow(RangeError);
  await writer.finish(0);
});

it('writes numbers little-endian', () => {
  expect([...littleEndian(Float32Array.of(1, -2))]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  expect([...littleEndian(Float64Array.of(1))]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});

it('writes a table that keeps the first rows', async () => {
  const path = join(folder, 'observables.csv');
  const table = await openTable(await storage.create(path), ['t', 'mass']);
  await table.append([0, 1 / 3]);
  await table.append([0.1, NaN]);
  await table.append([0.2, -Infinity]);
  await table.finish(2);
  expect(await readFile(path, 'utf8')).toBe('t,mass\n0,0.3333333333333333\n0.1,nan\n');
  expect(csvNumber(-Infinity)).toBe('-inf');
});
