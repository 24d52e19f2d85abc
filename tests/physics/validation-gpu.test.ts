// Quick checks against exact answers (src/validation) on the GPU of the tests. `tumble validate --backend gpu` runs the whole
// list, which takes a software adapter some minutes.

import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { testGpu } from '../support/gpu.ts';
import { ONE_OF_A_KIND, validates } from '../support/validation.ts';

const gpu = testGpu();

validates('gpu', () => createGpuBackend(gpu.access), ONE_OF_A_KIND);
