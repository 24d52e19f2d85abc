// Which backend is taken, what memory allows, and the benchmark's statistics.

import { describe, expect, it } from 'vitest';
import type { CpuAccess } from '../../src/backends/cpu/threads.ts';
import type { GpuAbsence, GpuAccess } from '../../src/backends/gpu/access.ts';
import { mapSpread, spreadOf } from '../../src/bench/measure.ts';
import { automatic, openBackend } from '../../src/cli/choose-backend.ts';
import { checkMemory } from '../../src/cli/set-up.ts';
import { InputError } from '../../src/core/problem.ts';
import { baseConfig, cellsConfig } from '../support/configs.ts';

const adapter = (software: boolean): GpuAccess & { closed: boolean } => ({
  device: {} as GPUDevice,
  description: 'an adapter',
  software,
  now: () => 0,
  notes: { read: () => null, write: () => undefined },
  wishedTile: null,
  closed: false,
  close() {
    this.closed = true;
  },
});
const absence = { reason: 'none was found', remedy: 'Buy one' };

const cpu = { description: 'threads', close: () => undefined } as unknown as CpuAccess;
const hostWith = (gpu: GpuAccess | GpuAbsence) => ({
  openGpu: () => Promise.resolve(gpu),
  openCpu: () => Promise.resolve({ ...cpu, number: () => 1, tell: () => undefined }),
});

describe('auto', () => {
  it('takes a hardware GPU, elsewhere the CPU backend, and says why', () => {
    expect(automatic(adapter(false))).toEqual({ name: 'gpu', why: 'an adapter is a hardware GPU' });
    expect(automatic(adapter(true)).name).toBe('cpu');
    expect(automatic(absence)).toEqual({ name: 'cpu', why: 'no GPU: none was found' });
  });

  it('gives a software adapter back when it takes something else', async () => {
    const software = adapter(true);
    const { backend } = await openBackend(hostWith(software), 'auto');
    expect(backend.name).toBe('cpu');
    expect(software.closed).toBe(true);
  });

  it('is not what refuses: asking for a GPU where there is none is', async () => {
    const host = hostWith(absence);
    expect((await openBackend(host, 'auto')).backend.name).toBe('cpu');
    expect((await openBackend(host, 'cpu')).backend.name).toBe('cpu');
    const error = await openBackend(host, 'gpu').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe('backend = gpu: none was found. Buy one');
  });
});

it('refuses a grid that does not fit into memory, and names one that does', () => {
  const grid = (side: number) => ({ ...baseConfig, nx: side, ny: side });
  const memory = 16e9;
  expect(() => checkMemory(grid(1000), 'reference', memory)).not.toThrow();
  const message =
    /20000 x 20000: .* and this machine has 16\.0 GB\. The largest grid that fits here is (\d+) x/;
  for (const name of ['gpu', 'cpu', 'reference'] as const) {
    const refused = name === 'reference' ? grid(20000) : grid(30000);
    let text = '';
    try {
      checkMemory(refused, name, memory);
    } catch (error) {
      text = (error as Error).message.replace('30000 x 30000', '20000 x 20000');
    }
    const side = Number(message.exec(text)![1]);
    expect(() => checkMemory(grid(side), name, memory)).not.toThrow();
    expect(() => checkMemory(grid(side + 1), name, memory)).toThrow(InputError);
  }
});

it('refuses more cells than fit into memory, and names a number that does', () => {
  const many = (cells: number, sensing = 'linear') => ({ ...cellsConfig, cells, sensing });
  for (const name of ['gpu', 'reference'] as const)
    for (const sensing of ['linear', 'landscape']) {
      const refused = (cells: number, memory: number): string => {
        try {
          checkMemory(many(cells, sensing), name, memory);
          return '';
        } catch (error) {
          return (error as Error).message;
        }
      };
      const [, most] = /^cells = 16000000: .*At most (\d+) cells fit here/.exec(refused(16e6, 1e9))!;
      expect(refused(Number(most), 1e9)).toBe('');
      expect(refused(Number(most) + 1, 1e9)).toMatch(/^cells = /);
      // Not even the grid of 50 x 50 fits: fewer cells are no remedy.
      expect(refused(1e6, 1e4)).toMatch(/^nx, ny = 50 x 50/);
    }
  // A rule with memory needs more of it: 16 bytes a variable.
  const limit = 1e6 * 126 + 2500 * 36;
  expect(() => checkMemory(many(1e6), 'gpu', limit)).not.toThrow();
  expect(() => checkMemory(many(1e6, 'landscape'), 'gpu', limit)).toThrow(InputError);
});

it('median, least and most', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  // A rate is highest where the time is least.
  expect(mapSpread({ median: 2, min: 1, max: 4 }, (time) => 8 / time)).toEqual({ median: 4, min: 2, max: 8 });
});
