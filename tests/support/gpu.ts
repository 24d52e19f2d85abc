// The GPU that tests run on: the software adapter, so that results and failures are the same on every machine, or
// the hardware one where none is to be had (macOS, Linux on Arm). A test that needs a GPU fails where there is
// neither; it is never skipped, or a broken set-up would look like success.

import { beforeAll } from 'vitest';
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

/** Of the process: files that run one after the other in it share the device, and with it all kernels compiled so far. */
let opened: Promise<GpuAccess> | undefined;

function sharedGpu(): Promise<GpuAccess> {
  opened ??= openTestGpu().then((access) => {
    // Whoever comes after a device was lost gets another one.
    void access.device.lost.then(() => (opened = undefined));
    // Dawn crashes a process that ends without this.
    process.once('exit', () => access.close());
    return access;
  });
  return opened;
}

/** One GPU for all tests, open from before the first of a file: `const gpu = testGpu()`. */
export function testGpu(): { readonly access: GpuAccess; readonly device: GPUDevice } {
  let shared: GpuAccess | undefined;
  const get = (): GpuAccess => {
    if (shared === undefined) throw new Error('the GPU is open only while tests run');
    return shared;
  };
  beforeAll(async () => {
    shared = await sharedGpu();
  });
  return {
    get access() {
      return get();
    },
    get device() {
      return get().device;
    },
  };
}
