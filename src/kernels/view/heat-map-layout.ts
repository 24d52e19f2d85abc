// The heat map's settings, declared once: the WGSL struct and the record of the float64 twin follow from this.

import type { StructLayout } from '../../core/struct.ts';

/** In place of a value where there is none, as f32 has it; no field goes as low. */
export const EMPTY = Math.fround(-3.2e38);

export const HEAT_MAP: StructLayout = {
  name: 'HeatMap',
  fields: [
    { name: 'nx', type: 'u32', doc: 'cells along x' },
    { name: 'ny', type: 'u32', doc: 'cells along y' },
    { name: 'periodic_x', type: 'u32', doc: '1 when x wraps' },
    { name: 'periodic_y', type: 'u32', doc: '1 when y wraps' },
    { name: 'slot_word', type: 'u32', doc: 'which word of the clock tells where the current state lies' },
    { name: 'smooth_cells', type: 'u32', doc: '1: bilinear between cell centres, 0: cells as they are' },
    { name: 'samples', type: 'u32', doc: 'points a pixel averages along each axis; 1: its centre only' },
    { name: 'logarithmic', type: 'u32', doc: '1: colours in the logarithm of the value' },
    { name: 'low', type: 'f32', doc: 'value of the first colour; above 0 when logarithmic' },
    { name: 'high', type: 'f32', doc: 'value of the last colour' },
    { name: 'origin_x', type: 'f32', doc: 'cell coordinate at the left edge of the target' },
    { name: 'origin_y', type: 'f32', doc: 'cell coordinate at the top edge of the target' },
    { name: 'step_x', type: 'f32', doc: 'cells a pixel to the right' },
    { name: 'step_y', type: 'f32', doc: 'cells a pixel downwards: negative, since row 0 is at the bottom' },
    { name: 'outside', type: 'u32', doc: 'colour beyond the domain, red in the lowest byte' },
    { name: 'not_finite', type: 'u32', doc: 'colour of cells that hold NaN or infinity' },
    { name: 'may_be_empty', type: 'u32', doc: '1: cells that hold EMPTY have no value' },
    { name: 'empty', type: 'u32', doc: 'their colour' },
    { name: 'empty_value', type: 'f32', doc: 'EMPTY' },
  ],
};
