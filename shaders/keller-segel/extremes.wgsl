// Largest values of a step over all cells, gathered by the stages, read by the clock. All are >= 0, so their bits
// order like integers. Names as in src/kernels/keller-segel/layout.ts.

const EXTREMES_ROWS: u32 = 32u;
const EXTREMES_COUNT: u32 = 8u;
const LIMIT: u32 = 0u;
const DENSITY: u32 = 1u;
const CHANGE: u32 = 2u;
const NARROW_RATE: u32 = 3u;
const NOT_FINITE: u32 = 4u;
const NEGATIVE: u32 = 5u;
const NEGATIVE_DIFFUSION: u32 = 6u;
const FAULT: u32 = 7u;
// One word behind the rows is none of the clock's: how often the followed cell has tumbled (run-and-tumble/trace.wgsl).
const FOLLOWED_TUMBLES: u32 = EXTREMES_ROWS * EXTREMES_COUNT;
