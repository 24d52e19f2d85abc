// Quick checks against exact answers (src/validation) on the CPU backend, in WebAssembly: all of fields, and a part of the
// others. `tumble validate --backend cpu` runs the whole list.

import { createCpuBackend } from '../../src/backends/cpu/cpu-backend.ts';
import { CHECKS } from '../../src/validation/index.ts';
import { testCpu } from '../support/cpu.ts';
import { validates, WALK_CHECKS } from '../support/validation.ts';

const cpu = testCpu();

const ofFields = CHECKS.filter(
  ({ model, quick, without }) => quick && model === 'keller-segel' && !without?.includes('cpu'),
).map(({ name }) => name);

validates('cpu', () => createCpuBackend(cpu.access), [...ofFields, ...WALK_CHECKS]);
