// What the kernels of cells share in memory. A cell's state is 20 bytes: its position (two words), heading, hazard clock
// and rounds, one word each; a rule with memory adds 4 bytes a variable.
//
// Positions are fixed point: 2^32 units are one `period`, the width of a periodic axis or twice the width of one between
// walls. Integer addition then wraps round a periodic axis by itself, and between walls the upper half of the range is the
// mirror image of the lower one: however far a cell goes, it comes out inside, and exactly where reflection puts it.
// Headings are fixed point, too: 2^32 units are a full turn from the x axis; in one dimension 0 or 2^31.

import type { StructField, StructLayout } from '../../core/struct.ts';

/** Fields of the record `parameters` beside those of the grid (kernels/keller-segel/layout.ts). */
export const CELL_FIELDS: readonly StructField[] = [
  { name: 'cells', type: 'u32', doc: 'simulated cells' },
  { name: 'tracers', type: 'u32', doc: 'the first so many cells are measured' },
  { name: 'seed_low', type: 'u32', doc: 'key of the random numbers, low word' },
  { name: 'seed_high', type: 'u32', doc: 'high word' },
  { name: 'width', type: 'f32', doc: 'size of the domain along x' },
  { name: 'height', type: 'f32', doc: 'size along y' },
  { name: 'period_x', type: 'f32', doc: 'length of 2^32 position units: width, between walls twice as much' },
  { name: 'period_y', type: 'f32', doc: 'the same along y' },
  {
    name: 'cloud_bits',
    type: 'u32',
    doc: 'a cell is divided among grid cells in 2^-cloud_bits along each axis',
  },
  { name: 'replicas', type: 'u32', doc: 'copies of the grid that cells are counted on; a power of two' },
  { name: 'cloud_density', type: 'f32', doc: 'density of one count of a divided cell' },
  { name: 'count_density', type: 'f32', doc: 'density of one whole cell in a grid cell' },
  { name: 'followed', type: 'u32', doc: 'index of the cell that is followed, NOBODY for none' },
];
/** No cell has this index. */
export const NOBODY = 0xffffffff;

/** Position along an axis: x mirrored back below 2^31 between walls. */
export const TURN = 4294967296;

/** Cells whose displacement is followed: their first position and heading are kept, 12 bytes each. */
export const MOST_TRACERS = 2 ** 20;
/** Words of `origin` for each tracer: x, y, heading. */
export const ORIGIN = 3;

/** Purposes of random numbers: the last word of the counter (cell, step, event, purpose). */
export const PURPOSE = { place: 1, tumble: 2, diffusion: 3, noise: 4, variety: 5 } as const;

/** Codes that cells raise in the extreme `fault`; the clock then stops with the status of that number (clock.ts). */
export const FAULT = { rateNotFinite: 1, tooManyTumbles: 2, tooManyRounds: 3 } as const;
/** Rounds of a periodic axis that are counted, either way. */
export const MOST_ROUNDS = 32767;
/** A cell that would tumble more often than this within a step raises a fault. */
export const MOST_TUMBLES = 64;

/** Internal variables of a rule at most: see SensingRule.inner. */
export const MOST_INNER = 6;
const innerFields = (name: string, doc: (k: number) => string): StructField[] =>
  Array.from({ length: MOST_INNER }, (_, k) => ({ name: `${name}${k}`, type: 'f32', doc: doc(k) }));

/** Sums over the tracers, of which averages are made. */
export const MOMENTS: StructLayout = {
  name: 'Moments',
  fields: [
    { name: 'x', type: 'f32', doc: 'position from that of the first cell' },
    { name: 'y', type: 'f32', doc: '' },
    { name: 'xx', type: 'f32', doc: 'its square' },
    { name: 'yy', type: 'f32', doc: '' },
    { name: 'dx', type: 'f32', doc: 'displacement since the start' },
    { name: 'dy', type: 'f32', doc: '' },
    { name: 'rr', type: 'f32', doc: 'squared displacement' },
    { name: 'rrrr', type: 'f32', doc: 'its square' },
    { name: 'alignment', type: 'f32', doc: 'cosine between heading and gradient' },
    { name: 'correlation', type: 'f32', doc: 'cosine between heading and first heading' },
    { name: 'rate', type: 'f32', doc: 'tumbling rate, 0 for cells that do not tumble' },
    ...innerFields('inner', (k) => `internal variable ${k}, from that of the first cell`),
    ...innerFields('square', () => 'its square'),
    ...innerFields('first', () => 'that of the first cell, once'),
  ],
};
export const MOMENTS_COUNT = MOMENTS.fields.length;
/** Threads that the tracers are spread over, whatever their number; each leaves one record. */
export const MOMENTS_THREADS = 4096;

/** Which internal variable is shown on the grid, and how finely it is added up: see inner-deposit.wgsl. */
export const SHOWN: StructLayout = {
  name: 'Shown',
  fields: [
    { name: 'variable', type: 'u32', doc: 'index into the inner variables of the rule' },
    { name: 'inner_bits', type: 'u32', doc: 'a value is told in 2^inner_bits - 1 parts of the span' },
  ],
};
/** Ends of the values of an internal variable. */
export const SPAN: StructLayout = {
  name: 'Span',
  fields: [
    { name: 'least', type: 'f32', doc: '' },
    { name: 'most', type: 'f32', doc: '' },
  ],
};
/** Threads that the values are spread over, whatever their number; each leaves both ends. */
export const SPAN_THREADS = 4096;
/** Both ends of no values at all: the largest f32 and its negative. */
export const NO_SPAN: readonly [number, number] = [3.4028234663852886e38, -3.4028234663852886e38];

/** The rectangle whose cells are asked for, in lengths. */
export const REGION: StructLayout = {
  name: 'Region',
  fields: [
    { name: 'left', type: 'f32', doc: '' },
    { name: 'right', type: 'f32', doc: '' },
    { name: 'bottom', type: 'f32', doc: '' },
    { name: 'top', type: 'f32', doc: '' },
  ],
};
/** Most cells of a region that are listed. */
export const VISIBLE_CELLS = 4096;
/** Words for each: index, x, y (position units), heading, rounds. Word 0 of the list counts all that lie inside. */
export const VISIBLE = 5;

/** The last so many steps of the followed cell are kept: step k in record k % TRACE_STEPS of the ring `trace`. */
export const TRACE_STEPS = 4096;
/** Numbers of a record, in this order; then what the rule shows of the cell's inside. t is 0 where nothing is written yet. */
export const TRACE_FIELDS = [
  ...(['t', 'x', 'y', 'roundsX', 'roundsY', 'heading'] as const),
  ...(['cue', 'secondCue', 'rate', 'tumbles'] as const),
] as const;
