// The quick checks of fields against exact answers (src/validation) on the CPU backend, in WebAssembly.

import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { CHECKS } from '../../src/validation/index.ts';
import { testCpu } from '../support/cpu.ts';
import { validates } from '../support/validation.ts';

const cpu = testCpu();

const names = CHECKS.filter(({ model, quick }) => quick && model === 'keller-segel').map(({ name }) => name);

validates('cpu', () => createCpuBackend(cpu.access), names);
