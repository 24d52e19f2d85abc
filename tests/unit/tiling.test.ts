// Choosing a tile (simulation/tile.ts) on a backend and a clock of our own, and remembering it (backends/gpu/tiling.ts).

import { describe, expect, test } from 'vitest';
import type { GpuAccess } from '../../src/backends/gpu/access.ts';
import { createTiling, knownTiles } from '../../src/backends/gpu/tiling.ts';
import type { Backend, Dispatch, Fields, Program } from '../../src/core/backend.ts';
import { InputError } from '../../src/core/problem.ts';
import type { Tile, Tiling } from '../../src/core/tile.ts';
import { parseTile, readTile, sharedBytes, tileText } from '../../src/core/tile.ts';
import { chooseTile } from '../../src/simulation/tile.ts';
import { fieldsConfig } from '../support/preset-config.ts';

const constant = (wgsl: string, name: string): number =>
  Number(new RegExp(`${name}: u32 = (\\d+)u`).exec(wgsl)![1]);
const tileOf = ({ wgsl }: Dispatch): Tile => ({
  x: constant(wgsl, 'const TILE_X'),
  y: constant(wgsl, 'const TILE_Y'),
  rows: constant(wgsl, 'const ROWS'),
  shared: wgsl.includes('var<workgroup> window'),
});
const isTogether = ({ kernel }: { readonly kernel: string }): boolean => kernel.endsWith('together');

/**
 * A device on which a stage of a tile takes `seconds`, and several steps a dispatch `together` in all; NaN: it does not compile.
 * `busy`: whether the clock goes on.
 */
function pretended(
  seconds: (tile: Tile) => number,
  allows: Tiling['allows'] = () => true,
  together: (tile: Tile) => number = () => NaN,
  busy = 1,
) {
  let time = 0;
  let steps = 0;
  const records: [string, Fields][] = [];
  const notes = new Map<string, Tile>();
  const prepared: Tile[] = [];
  const tiling: Tiling = {
    allows,
    known: (subject) => notes.get(subject) ?? null,
    keep: (subject, tile) => void notes.set(subject, tile),
    now: () => time,
  };
  const backend = {
    tiling,
    prepare(dispatch: Dispatch): Promise<Program> {
      const isStage = dispatch.kernel.endsWith('stage');
      // a kernel of one thread
      if (!isStage && !isTogether(dispatch))
        return Promise.resolve({ kernel: dispatch.kernel, cost: 0 } as Program);
      const tile = tileOf(dispatch);
      prepared.push(isStage ? tile : { ...tile, together: true });
      const cost = isStage ? seconds(tile) : together(tile);
      if (Number.isNaN(cost)) return Promise.reject(new Error('no such kernel'));
      return Promise.resolve({ kernel: dispatch.kernel, cost } as Program);
    },
    run(programs: readonly (Program & { cost: number })[], repeat: number) {
      for (const { cost } of programs) time += repeat * cost;
      if (programs.some(isTogether)) steps += repeat;
    },
    finished: () => Promise.resolve(),
    write: () => undefined,
    writeRecord: (name: string, values: Fields) => void records.push([name, values]),
    readRecord: () => Promise.resolve({ busy }),
  };
  return {
    ...{ backend: backend as unknown as Backend, notes, prepared, records },
    ...{ time: () => time, groups: () => steps },
  };
}

const plane = fieldsConfig('saturated', { nx: 512, ny: 512, scheme: 'ssprk2' });
const threads = ({ x, y }: Tile): number => x * y;

describe('choosing', () => {
  test('the fastest is taken, and kept for grids of about this size', async () => {
    const wide = ({ x, shared }: Tile): number => (x === 64 && shared ? 1e-4 : 2e-4);
    const { backend, notes, prepared } = pretended(wide);
    let probes = 0;
    const tile = await chooseTile(plane, backend, () => (probes += 1));
    expect(tile).toMatchObject({ x: 64, shared: true });
    expect(probes).toBe(1);
    expect([...notes.values()]).toEqual([tile]);
    expect(new Set(prepared.map(tileText)).size).toBeGreaterThan(8);
    prepared.length = 0;
    expect(await chooseTile({ ...plane, nx: 500, ny: 500 }, backend, () => (probes += 1))).toEqual(tile);
    expect([probes, prepared.length]).toEqual([1, 0]);
    await chooseTile({ ...plane, nx: 64, ny: 64 }, backend, () => (probes += 1));
    await chooseTile({ ...plane, scheme: 'rkl2' }, backend, () => (probes += 1));
    expect([probes, notes.size]).toEqual([3, 3]);
  });

  test('what the device cannot hold, or does not compile, is left out', async () => {
    const { backend, prepared } = pretended(
      (tile) => (tile.shared ? NaN : 1e-3 / threads(tile)),
      (tile, bytes) => threads(tile) <= 128 && bytes <= 8192,
    );
    const tile = await chooseTile(plane, backend, () => undefined);
    expect(threads(tile!)).toBe(128);
    expect(Math.max(...prepared.map(threads))).toBe(128);
    expect(prepared.some(({ shared }) => shared)).toBe(true);
    expect(tile!.shared).toBe(false);
  });

  test('a line has no columns', async () => {
    const { backend, prepared } = pretended(({ x }) => 1 / x);
    expect(await chooseTile({ ...plane, ny: 1 }, backend, () => undefined)).toMatchObject({
      x: 256,
      y: 1,
      rows: 1,
    });
    expect(prepared.every(({ y, rows }) => y * rows === 1)).toBe(true);
  });

  test('it takes under a second of device time, however slow that is', async () => {
    for (const cost of [1e-7, 1e-5, 1e-3, 2e-2]) {
      const { backend, time } = pretended(() => cost);
      await chooseTile(plane, backend, () => undefined);
      // Two stages of a dozen candidates, each at least twice: where that alone is more, no more than that.
      expect(time()).toBeLessThan(Math.max(1, 2 * 2 * 16 * cost));
    }
  });

  test('nobody chooses without a choice', async () => {
    const never = (): never => {
      throw new Error('probed');
    };
    expect(await chooseTile(plane, { tiling: null } as Backend, never)).toBeUndefined();
    const { backend } = pretended(() => NaN);
    expect(await chooseTile(plane, backend, never)).toBeUndefined();
    const solved = { ...plane, chemicalDynamics: 'quasi-steady' } as const;
    expect(await chooseTile(solved, pretended(() => 1).backend, never)).toBeUndefined();
  });
});

describe('several steps a dispatch', () => {
  const small = { ...plane, nx: 64, ny: 64 };
  const STEPS = 8; // of two stages of 2^12 cells
  const large = ({ x, y }: Tile): boolean => x * y > 256;
  const choose = (device: ReturnType<typeof pretended>, config = small): Promise<Tile | undefined> =>
    chooseTile(config, device.backend, () => undefined);

  test('are taken where they are faster than the list, and kept', async () => {
    for (const [cost, faster] of [
      [0.9, true],
      [1.1, false],
    ] as const) {
      const device = pretended(
        () => 1e-4,
        () => true,
        (tile) => cost * STEPS * 2 * 1e-4 * (large(tile) ? 1 : 2),
      );
      const tile = await choose(device);
      expect(tile!.together ?? false).toBe(faster);
      if (faster) expect(large(tile!)).toBe(true);
      expect([...device.notes.values()]).toEqual([tile]);
      const groups = device.groups();
      expect(groups).toBeGreaterThan(0);
      expect(await choose(device)).toEqual(tile);
      expect(device.groups()).toBe(groups);
    }
  });

  test('are tried with what the device allows and compiles, on small grids only', async () => {
    const free = (): number => 0;
    const few = pretended(() => 1e-4, (tile) => !large(tile), free); // prettier-ignore
    expect(await choose(few)).toMatchObject({ together: true });
    expect(few.prepared.some(large)).toBe(false);
    const none = pretended(() => 1e-4, () => true, () => NaN); // prettier-ignore
    expect((await choose(none))!.together).toBeUndefined();
    const big = pretended(() => 1e-4, () => true, free); // prettier-ignore
    expect((await choose(big, { ...plane, nx: 256, ny: 129 }))!.together).toBeUndefined();
    expect(big.prepared.some(({ together }) => together)).toBe(false);
    const line = pretended(() => 1e-4, () => true, free); // prettier-ignore
    expect(await choose(line, { ...small, ny: 1 })).toMatchObject({ y: 1, rows: 1, together: true });
  });

  test('are timed in steps of no length, and what those leave is cleared', async () => {
    const { records, backend } = pretended(() => 1e-4, () => true, () => 1e-4); // prettier-ignore
    await chooseTile({ ...small, scheme: 'rkl2' }, backend, () => undefined);
    expect(records.map(([name]) => name)).toEqual(['parameters', 'clock', 'goal', 'super_step']);
    expect(records[0]![1]).toMatchObject({ tick: 0, nx: 64 });
    expect(records[0]![1].fixed_ticks).toBeGreaterThan(256);
    expect(Math.max(...Object.values(records[3]![1]))).toBe(0);
  });

  test('nothing is concluded from a run that stood still', async () => {
    const tile = await choose(pretended(() => 1e-4, () => true, () => 0, 0)); // prettier-ignore
    expect(tile!.together).toBeUndefined();
  });

  test('a wish for them is none on a large grid', async () => {
    const { backend } = pretended(() => 1);
    const wish: Tile = { x: 16, y: 4, rows: 8, shared: false, together: true };
    const wished = { ...backend, tiling: { ...backend.tiling!, known: () => wish } };
    expect(await chooseTile(small, wished, () => undefined)).toEqual(wish);
    expect(await chooseTile(plane, wished, () => undefined)).toEqual({ ...wish, together: false });
  });
});

describe('remembering', () => {
  const limits = {
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupSizeX: 256,
    maxComputeWorkgroupSizeY: 64,
    maxComputeWorkgroupStorageSize: 16384,
  };
  function access(device: string, store: { text: string | null }, more: Partial<GpuAccess> = {}): GpuAccess {
    return {
      device: { limits, adapterInfo: { vendor: 'v', architecture: 'a', device, description: '1.0' } },
      ...{ description: device, software: false, now: () => 0, wishedTile: null, close: () => undefined },
      notes: { read: () => store.text, write: (text: string) => (store.text = text) },
      ...more,
    } as unknown as GpuAccess;
  }
  const tile: Tile = { x: 32, y: 4, rows: 2, shared: true };

  test('each device its own, beside the others', () => {
    const store = { text: null as string | null };
    createTiling(access('one', store))!.keep('subject', tile);
    createTiling(access('two', store))!.keep('subject', { ...tile, x: 64 });
    createTiling(access('one', store))!.keep('other', { ...tile, y: 1 });
    expect(createTiling(access('one', store))!.known('subject')).toEqual(tile);
    expect(createTiling(access('two', store))!.known('subject')).toEqual({ ...tile, x: 64 });
    expect(createTiling(access('two', store))!.known('other')).toBeNull();
    expect(knownTiles(access('one', store))).toEqual({ subject: '32x4x2 shared', other: '32x1x2 shared' });
  });

  test.each([
    '',
    'no json',
    '{}',
    '[]',
    'null',
    '{"version":0,"devices":{}}',
    '{"version":1,"devices":{}}',
    '{"version":2,"devices":null}',
  ])('notes that read %j are none, and are replaced', (text) => {
    const store = { text };
    const tiling = createTiling(access('one', store))!;
    expect(tiling.known('subject')).toBeNull();
    tiling.keep('subject', tile);
    expect(tiling.known('subject')).toEqual(tile);
  });

  test('limits of the device hold', () => {
    const { allows } = createTiling(access('one', { text: null }))!;
    const bytes = (each: Tile): number => sharedBytes(each, { words: 5, halo: 1, plane: true });
    expect(bytes({ x: 16, y: 16, rows: 1, shared: true })).toBe(4 * 5 * 18 * 18);
    expect(bytes({ x: 16, y: 16, rows: 1, shared: false })).toBe(0);
    expect(allows(tile, bytes(tile))).toBe(true);
    expect(allows(tile, 16385)).toBe(false);
    expect(allows({ ...tile, x: 128, y: 4 }, 0)).toBe(false);
    expect(allows({ ...tile, x: 1, y: 128 }, 0)).toBe(false);
  });

  test('software adapters lie in a fixed way, unless somebody wishes otherwise', () => {
    const store = { text: null };
    expect(createTiling(access('soft', store, { software: true }))).toBeNull();
    const wishedTile = { field: 'TUMBLE_TILE', text: '8x8x1' };
    const tiling = createTiling(access('soft', store, { software: true, wishedTile }))!;
    expect(tiling.known('anything')).toEqual({ x: 8, y: 8, rows: 1, shared: false });
    const wrong = { ...wishedTile, text: '8 by 8' };
    expect(() => createTiling(access('soft', store, { wishedTile: wrong }))).toThrow(InputError);
  });

  test('a tile is written as it is read', () => {
    const together = { x: 16, y: 4, rows: 8, shared: false, together: true };
    for (const each of [tile, together, { x: 256, y: 1, rows: 16, shared: false }])
      expect(readTile(tileText(each))).toEqual(each);
    for (const text of [
      '0x1x1',
      '1x1',
      '1x1x1x1',
      '-1x1x1',
      '1.5x1x1',
      '32x8x1shared',
      '8x8x1 shared together',
    ])
      expect(() => parseTile(text, 'tile')).toThrow(/^tile = .*Use e\.g\./);
  });
});
