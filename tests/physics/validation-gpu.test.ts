// Quick checks against exact answers (src/validation) on the GPU of the tests: one or two for each kind of kernel, for
// tests/parity holds every kernel against the twin that all of them are run with. `tumble validate --backend gpu` runs the
// whole list, which takes a software adapter some minutes.

import { createGpuBackend } from '../../src/backends/gpu/gpu-backend.ts';
import { testGpu } from '../support/gpu.ts';
import { validates } from '../support/validation.ts';

const gpu = testGpu();

const ON_GPU = [
  ...['telegraph-density', 'plane-persistent', 'drift-plane-persistent', 'crawling-spring', 'own-cloud'],
  ...['deposit-noise', 'mean-field-error', 'random-numbers'],
  ...['diffusion-factor', 'flux-equilibrium', 'axes-alike', 'growth-modes', 'collapse-peak'],
  ...['mwc-step', 'ccr7-index', 'two-state-moments', 'two-state-tanh', 'two-state-between'],
  ...['fokker-planck-tanh', 'fokker-planck-ornstein-uhlenbeck', 'levels-at-rest'],
];

validates('gpu', () => createGpuBackend(gpu.access), ON_GPU);
