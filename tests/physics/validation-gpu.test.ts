// The quick checks against exact answers (src/validation) on the GPU of the tests.

import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { testGpu } from '../support/gpu.ts';
import { validates } from '../support/validation.ts';

const gpu = testGpu();

validates('gpu', () => createGpuBackend(gpu.access));
