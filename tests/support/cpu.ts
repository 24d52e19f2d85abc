// The CPU's threads that tests run on: three on every machine, so that bands are not halves.

import { beforeAll } from 'vitest';
import { openCpu } from '../../src/backends/cpu/threads.ts';
import type { CpuAccess } from '../../src/backends/cpu/threads.ts';
import { cpu } from '../../src/platform/node-threads.ts';

const THREADS = 3;
const opened = new Map<number, Promise<CpuAccess>>();

/** Of the process, for all files that run in it: they do not keep it from ending, and nobody may close them. */
export function sharedCpu(threads = THREADS): Promise<CpuAccess> {
  const found = opened.get(threads);
  if (found !== undefined) return found;
  const made = openCpu({ ...cpu, cores: threads });
  opened.set(threads, made);
  // Whoever comes after a thread failed gets other ones.
  void made.then(({ lost }) => lost).then(() => opened.delete(threads));
  return made;
}

/** Threads for all tests of a file, open from before the first: `const cpu = testCpu()`. */
export function testCpu(threads = THREADS): { readonly access: CpuAccess } {
  let shared: CpuAccess | undefined;
  beforeAll(async () => {
    shared = await sharedCpu(threads);
  });
  return {
    get access() {
      if (shared === undefined) throw new Error('the threads are open only while tests run');
      return shared;
    },
  };
}
