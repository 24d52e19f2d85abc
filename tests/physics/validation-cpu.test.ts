// The quick checks against exact answers (src/validation) on the CPU backend, in WebAssembly: all of them.

import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { testCpu } from '../support/cpu.ts';
import { validates } from '../support/validation.ts';

const cpu = testCpu();

validates('cpu', () => createCpuBackend(cpu.access));
