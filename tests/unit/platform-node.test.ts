// The GPU in Node: it opens without anything but npm's packages, computes, and closes without taking the process down.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundledForThisMachine, unpackBundled } from '../../src/platform/bundled-browser.ts';
import { InputError } from '../../src/core/problem.ts';
import { isAbsent } from '../../src/backends/gpu/access.ts';
import { nodeNotes } from '../../src/platform/node-notes.ts';
import { now, openGpu } from '../../src/platform/node.ts';
import { double } from '../support/double.ts';
import { openTestGpu } from '../support/gpu.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tumble-test-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a GPU opens, computes and closes; twice at once, and again', async () => {
  const opened = await Promise.all([openTestGpu(), openTestGpu()]);
  for (const access of opened) expect(await double(access.device, [1, 2.5, -3])).toEqual([2, 5, -6]);
  for (const access of opened) access.close();
  const again = await openTestGpu();
  expect(await double(again.device, [7])).toEqual([14]);
  again.close();
});

test('notes outlive who wrote them; where there is no room they last as long as the process', () => {
  const path = join(scratch, 'folder', 'tiles.json');
  expect(nodeNotes(path).read()).toBeNull();
  nodeNotes(path).write('first');
  nodeNotes(path).write('second');
  expect(nodeNotes(path).read()).toBe('second');
  const nowhere = nodeNotes(join(path, 'below-a-file', 'tiles.json'));
  nowhere.write('third');
  expect(nowhere.read()).toBe('third');
});

test('the device has all the adapter offers', async () => {
  const access = await openTestGpu();
  expect(access.device.limits.maxStorageBufferBindingSize).toBeGreaterThan(134_217_728);
  access.close();
});

test.runIf(bundledForThisMachine())('the software adapter says that it is one', async () => {
  const access = await openTestGpu();
  expect([access.software, access.description]).toEqual([true, 'SwiftShader (software)']);
  access.close();
});

test.runIf(bundledForThisMachine())(
  'who does not mind gets the GPU of the machine, or else the software adapter',
  async () => {
    const access = await openGpu();
    if (isAbsent(access)) expect.fail(`${access.reason}. ${access.remedy}`);
    expect(access.software).toBe(access.description.endsWith('(software)'));
    expect(await double(access.device, [3])).toEqual([6]);
    access.close();
  },
);

test('opening a GPU leaves the environment as it was', async () => {
  const before = { ...process.env };
  (await openTestGpu()).close();
  expect({ ...process.env }).toEqual(before);
});

test('seconds go forward', () => {
  const first = now();
  const second = now();
  expect(second - first).toBeGreaterThanOrEqual(0);
  expect(second - first).toBeLessThan(1);
});

describe.runIf(bundledForThisMachine())('unpacking', () => {
  const withCache = async <T>(cache: string, work: () => Promise<T>): Promise<T> => {
    const before = process.env['TUMBLE_CACHE'];
    process.env['TUMBLE_CACHE'] = cache;
    try {
      return await work();
    } finally {
      if (before === undefined) delete process.env['TUMBLE_CACHE'];
      else process.env['TUMBLE_CACHE'] = before;
    }
  };

  test('three at once end with one complete folder and no leftovers', async () => {
    const cache = join(scratch, 'three');
    const folders = await withCache(cache, () =>
      Promise.all([unpackBundled('vulkan'), unpackBundled('vulkan'), unpackBundled('vulkan')]),
    );
    expect(new Set(folders).size).toBe(1);
    for (const name of ['libvulkan.so.1', 'libvk_swiftshader.so', 'vk_swiftshader_icd.json']) {
      expect(existsSync(join(folders[0], name)), name).toBe(true);
    }
    expect(execFileSync('ls', [cache], { encoding: 'utf8' }).trim().split('\n')).toHaveLength(1);
  });

  test('a folder that cannot be written is refused in one line that says what to do', async () => {
    const file = join(scratch, 'a-file');
    writeFileSync(file, 'not a folder');
    const refused = await withCache(file, () => unpackBundled('vulkan')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    const message = (refused as InputError).message;
    expect(message).toMatch(/^TUMBLE_CACHE = .*a-file: .*\(E[A-Z]+: .*\)\. .*another folder$/);
    expect(readFileSync(file, 'utf8')).toBe('not a folder');
  });
});
