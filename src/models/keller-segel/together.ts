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
 * Beyond these many cells a workgroup is surely slower than a device: where it has 256 threads and each takes 20 ns a cell, it
 * needs as long for a stage as launching takes at 2^10 cells; on devices that do little at once, some times as many.
 */
export const MOST_CELLS = 2 ** 15;

/**
 * A dispatch is the least that is submitted: cells times stages in it, so that it stays within the budget (backends/gpu/submits.ts)
 * on a GPU whose workgroup takes 100 ns a cell.
 */
const MOST_WORK = 2 ** 16;
/** With so many steps a launch is shared by enough of them. Few, for what a page asks for at a time must be at least as many. */
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
