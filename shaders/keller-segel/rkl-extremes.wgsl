// Largest values of a super-time-step over all cells, gathered by its stages, read by its clock, as extremes.wgsl has them
// for the schemes of one or two stages. Names as in src/kernels/keller-segel/rkl-layout.ts.

const EXTREMES_ROWS: u32 = 32u;
const EXTREMES_COUNT: u32 = 10u;
const LIMIT: u32 = 0u;
const DRIFT: u32 = 1u;
const DENSITY: u32 = 2u;
const CHEMICAL: u32 = 3u;
const ERROR_U: u32 = 4u;
const ERROR_V: u32 = 5u;
const NARROW_RATE: u32 = 6u;
const NOT_FINITE: u32 = 7u;
const NEGATIVE: u32 = 8u;
const NEGATIVE_DIFFUSION: u32 = 9u;
