// The CPU's threads that tests run on: three on every machine, so that bands are not halves.

import { afterAll, beforeAll } from 'vitest';
import { openCpu } from '../../src/backends/cpu/threads.ts';
import type { CpuAccess } from '../../src/backends/cpu/threads.ts';
import { cpu } from '../../src/platform/node-threads.ts';

/** Threads for all tests of a file, opened before the first and closed after the last: `const cpu = testCpu()`. */
export function testCpu(threads = 3): { readonly access: CpuAccess } {
  let opened: CpuAccess | undefined;
  beforeAll(async () => {
    opened = await openCpu({ ...cpu, cores: threads });
  });
  afterAll(() => opened?.close());
  return {
    get access() {
      if (opened === undefined) throw new Error('the threads are open only while tests run');
      return opened;
    },
  };
}
