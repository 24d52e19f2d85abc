// Several steps a dispatch, as the GPU backend runs them on small grids: which grids, how many steps, the module's text. See
// shaders/keller-segel/together.wgsl. The other backends launch nothing and have no use for it.

import gatherTogetherWgsl from '../../../shaders/keller-segel/gather-together.wgsl?raw';
import plainTogetherWgsl from '../../../shaders/keller-segel/plain-together.wgsl?raw';
import rklTogetherWgsl from '../../../shaders/keller-segel/rkl-together.wgsl?raw';
import togetherWgsl from '../../../shaders/keller-segel/together.wgsl?raw';
import type { Dispatch } from '../../core/backend.ts';
import { cellCount } from '../../core/grid.ts';
import { createTogether } from '../../kernels/keller-segel/together.ts';
import type { Together } from '../program.ts';
import { bind } from '../program.ts';
import type { FieldModel } from './formulas.ts';

/**
 * On larger grids it is not tried: launching a stage takes some tens of microseconds, and one workgroup takes as long for thousands
 * of cells. Some times as many, for devices whose other processors are few or busy.
 */
export const MOST_CELLS = 2 ** 15;

/**
 * A dispatch is the least that is submitted: so many cells times stages are one at most, to stay within the budget
 * (backends/gpu/submits.ts) where a workgroup takes 100 ns a cell.
 */
const MOST_WORK = 2 ** 16;
/** Enough to share a launch. No more, for a batch of fewer goes by the list, and a page asks for few steps at a time. */
const MOST_STEPS = 16;

/** What is different between the schemes. */
interface Parts {
  readonly kernel: 'together' | 'rkl-together';
  /** Structs, constants, formulas, stage and clock: all but what is the same for all. */
  readonly wgsl: readonly string[];
}

const ARRAYS = {
  together: bind(
    ...['parameters~', 'goal~', 'clock!', 'u!', 'v!'],
    ...['stage_u!', 'stage_v!', 'carry!', 'extremes!'],
  ),
  'rkl-together': bind(
    ...['parameters~', 'goal~', 'clock!', 'super_step!', 'u!', 'v!'],
    ...['increments!', 'first_slope!', 'carry!', 'extremes!'],
  ),
};

/** @param list One step, a dispatch each. */
export function together(config: FieldModel, list: readonly Dispatch[], { kernel, wgsl }: Parts): Together {
  const stages = list.length - 1;
  const work = cellCount(config) * stages;
  const steps = Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_WORK / work)));
  const constants = [`const STAGES: u32 = ${stages}u;`, `const STEPS: u32 = ${steps}u;`];
  const bound = kernel === 'together' ? plainTogetherWgsl : rklTogetherWgsl;
  const arrays = ARRAYS[kernel];
  return {
    steps,
    list: [
      {
        kernel: `keller-segel/${kernel}`,
        wgsl: [...wgsl, ...constants, gatherTogetherWgsl, bound, togetherWgsl].join('\n'),
        workgroups: [1, 1, 1],
        work: work * steps,
        arrays,
        twin: () => createTogether(list, arrays, steps),
      },
    ],
  };
}
