// The GPU that tests run on: the software adapter, so that results and failures are the same on every machine, or
// the hardware one where none is to be had (macOS, Linux on Arm). A test that needs a GPU fails where there is
// neither; it is never skipped, or a broken set-up would look like success.

import { afterAll, beforeAll } from 'vitest';
import { type GpuAccess, isAbsent } from '../../src/backends/gpu/access.ts';
import { openGpu } from '../../src/platform/node.ts';

/** Opens a GPU that the caller must close. */
export async function openTestGpu(): Promise<GpuAccess> {
  const software = process.env['TUMBLE_TEST_HARDWARE'] !== '1';
  let access = await openGpu({ software });
  if (isAbsent(access)) access = await openGpu();
  if (isAbsent(access)) throw new Error(`${access.reason}. ${access.remedy}`);
  return access;
}

/** One GPU for all tests of a file, opened before the first and closed after the last: `const gpu = testGpu()`. */
export function testGpu(): { readonly access: GpuAccess; readonly device: GPUDevice } {
  let opened: GpuAccess | undefined;
  const get = (): GpuAccess => {
    if (opened === undefined) throw new Error('the GPU is open only while tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await openTestGpu();
  });
  afterAll(() => opened?.close());
  return {
    get access() {
      return get();
    },
    get device() {
      return get().device;
    },
  };
}
