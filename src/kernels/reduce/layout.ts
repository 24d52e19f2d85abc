// What the reduction of both fields leaves behind: one record, the only thing read back while a run goes on.

import type { StructLayout } from '../../core/struct.ts';

export const STATISTICS: StructLayout = {
  name: 'Statistics',
  fields: [
    { name: 'u_sum', type: 'f32', doc: 'sum over the cells, not yet times the cell area' },
    { name: 'u_min', type: 'f32', doc: 'smallest finite value' },
    { name: 'u_max', type: 'f32', doc: 'largest finite value' },
    { name: 'u_not_finite', type: 'f32', doc: 'cells holding NaN or infinity' },
    { name: 'v_sum', type: 'f32', doc: 'the same for v' },
    { name: 'v_min', type: 'f32', doc: '' },
    { name: 'v_max', type: 'f32', doc: '' },
    { name: 'v_not_finite', type: 'f32', doc: '' },
  ],
};

/** Numbers one thread of the first pass leaves: sum, min, max, not finite, for u and for v. */
export const PARTIAL = 8;
/** Cells one thread of the first pass reduces. */
export const CHUNK = 64;
/** Threads of the second pass. */
export const THREADS = 256;
