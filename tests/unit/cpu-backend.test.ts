// The CPU backend as a backend: order of what is told, results that do not depend on the number of threads, memory that
// grows, threads that die.

import { describe, expect, it } from 'vitest';
import type { CpuPlatform, CpuThread } from '../../src/backends/cpu/access.ts';
import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { openCpu } from '../../src/backends/cpu/threads.ts';
import { initialFields } from '../../src/config/index.ts';
import type { Values } from '../../src/core/backend.ts';
import type { Snapshot } from '../../src/core/simulation.ts';
import { InputError } from '../../src/core/problem.ts';
import { copyProgram } from '../../src/kernels/bench/copy.ts';
import { cpu } from '../../src/platform/node-threads.ts';
import { createSimulation } from '../../src/simulation/index.ts';
import { baseConfig } from '../support/configs.ts';
import { testCpu } from '../support/cpu.ts';

const opened = testCpu(2);
const STRIDE = 8192;

describe('order', () => {
  it('a read gives what was there when it was asked for, a write is seen by what is run later', async () => {
    const backend = createCpuBackend(opened.access);
    const { arrays, copy } = copyProgram(2 * STRIDE);
    for (const array of arrays) backend.allocate(array);
    const program = await backend.prepare(copy);
    const read: Promise<Values>[] = [];
    for (let k = 1; k <= 20; k += 1) {
      backend.write('source', Float32Array.of(k), 2 * STRIDE - 1);
      backend.run([program], 3);
      read.push(backend.read('destination', 2 * STRIDE - 1, 1));
    }
    backend.write('destination', Float32Array.of(-1), 2 * STRIDE - 1);
    const values = await Promise.all(read);
    expect(values.map((value) => value[0])).toEqual(Array.from({ length: 20 }, (_, k) => k + 1));
    backend.dispose();
  });

  it('two backends on the same threads keep to themselves', async () => {
    const both = [createCpuBackend(opened.access), createCpuBackend(opened.access)];
    const { arrays, copy } = copyProgram(8);
    const programs = [];
    for (const [k, backend] of both.entries()) {
      for (const array of arrays) backend.allocate(array);
      backend.write('source', new Float32Array(8).fill(k + 1));
      programs.push(await backend.prepare(copy));
    }
    both[1].run([programs[1]], 1);
    both[0].run([programs[0]], 1);
    expect((await both[1].read('destination'))[7]).toBe(2);
    both[1].dispose();
    expect((await both[0].read('destination'))[7]).toBe(1);
    both[0].dispose();
  });
});

it('arrays that are allocated while others are in use move nothing, and every thread reaches them', async () => {
  const backend = createCpuBackend(opened.access);
  const first = copyProgram(100_000);
  for (const array of first.arrays) backend.allocate(array);
  backend.write('source', new Float32Array(100_000).fill(1));
  const programs = [await backend.prepare(first.copy)];
  for (let k = 0; k < 20; k += 1) {
    const length = 40_000 * (k + 2);
    const names = [`from ${k}`, `to ${k}`] as const;
    for (const name of names) backend.allocate({ name, type: { kind: 'f32', length }, usage: 'storage' });
    const arrays = names.map((name) => ({ name, access: 'write' as const }));
    backend.write(names[0], new Float32Array(length).fill(k + 2));
    programs.push(
      await backend.prepare({ ...first.copy, arrays, wasm: { work: length, constants: [length] } }),
    );
    backend.run(programs, 2);
    const copied = await backend.read(names[1]);
    expect([copied[0], copied[length / 2], copied[length - 1]]).toEqual([k + 2, k + 2, k + 2]);
  }
  expect((await backend.read('destination'))[99_999]).toBe(1);
  backend.dispose();
});

describe('threads', () => {
  const config = { ...baseConfig, nx: 150, ny: 130, width: 30, height: 26, initialU: '1 + 0.5*randn^2' };

  async function after(platform: CpuPlatform): Promise<Snapshot & { description: string }> {
    const access = await openCpu(platform);
    try {
      const simulation = await createSimulation(config, createCpuBackend(access), initialFields(config, {}));
      simulation.run(40, 1e6);
      return { ...(await simulation.snapshot()), description: access.description };
    } finally {
      access.close();
    }
  }

  it('as many as there are, or one without shared memory: the same bits', async () => {
    const one = await after({ ...cpu, cores: 1 });
    expect(one.time).toBeGreaterThan(0);
    for (const cores of [2, 5]) {
      const several = await after({ ...cpu, cores });
      expect(several.time).toBe(one.time);
      expect(several.u).toEqual(one.u);
      expect(several.v).toEqual(one.v);
    }
    const alone = await after({ ...cpu, cores: 4, alone: 'this place is not isolated' });
    expect(alone.description).toBe('WebAssembly SIMD, 1 thread (this place is not isolated)');
    expect(alone.u).toEqual(one.u);
  });

  it('one that dies is a device that is lost', async () => {
    const threads: CpuThread[] = [];
    const access = await openCpu({
      ...cpu,
      cores: 3,
      startThread(...words) {
        threads.push(cpu.startThread(...words));
        return threads.at(-1)!;
      },
    });
    const backend = createCpuBackend(access);
    const { arrays, copy } = copyProgram(100_000);
    for (const array of arrays) backend.allocate(array);
    const program = await backend.prepare(copy);
    backend.run([program], 20_000);
    threads[2].end();
    const finished = backend.finished();
    await expect(finished).rejects.toThrow(/thread of the CPU backend/);
    expect(await backend.lost).toMatch(/thread of the CPU backend ended/);
    await expect(backend.read('source')).rejects.toThrow(/have ended/);
  });

  it('one whose kernel fails says so', async () => {
    const access = await openCpu({ ...cpu, cores: 1 });
    const backend = createCpuBackend(access);
    const { arrays, copy } = copyProgram(8);
    for (const array of arrays) backend.allocate(array);
    // Far beyond the memory.
    const program = await backend.prepare({ ...copy, wasm: { work: 1, constants: [2 ** 28] } });
    backend.run([program], 1);
    expect(await backend.lost).toMatch(/failed: RuntimeError/);
  });
});

describe('what does not fit', () => {
  it('is refused when a kernel is prepared', async () => {
    const backend = createCpuBackend(opened.access);
    const { arrays, copy } = copyProgram(2 ** 29 + 2 ** 20);
    for (const array of arrays) backend.allocate(array);
    await expect(backend.prepare(copy)).rejects.toThrow(InputError);
    backend.dispose();
  });

  it('a kernel without WebAssembly is refused', async () => {
    const backend = createCpuBackend(opened.access);
    const { arrays, copy } = copyProgram(8);
    for (const array of arrays) backend.allocate(array);
    const { kernel, wgsl, workgroups, arrays: bound, twin } = copy;
    await expect(backend.prepare({ kernel, wgsl, workgroups, arrays: bound, twin })).rejects.toThrow(
      /no WebAssembly of the kernel bench\/copy/,
    );
    backend.dispose();
  });
});
