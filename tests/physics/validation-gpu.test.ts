// Quick checks against exact answers (src/validation) on the GPU of the tests: one or two for each kind of kernel, for
// tests/parity holds every kernel against the twin that all of them are run with. `tumble validate --backend gpu` runs the
// whole list, which takes a software adapter some minutes.

import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { testGpu } from '../support/gpu.ts';
import { validates, WALK_CHECKS } from '../support/validation.ts';

const gpu = testGpu();

const OF_FIELDS = ['diffusion-factor', 'flux-equilibrium', 'axes-alike', 'growth-modes', 'collapse-peak'];

validates('gpu', () => createGpuBackend(gpu.access), [...OF_FIELDS, ...WALK_CHECKS]);
