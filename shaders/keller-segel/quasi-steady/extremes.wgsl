// Largest values over all cells by which a solution is judged, spread over rows like the clock's (../extremes.wgsl).

const EXTREMES_ROWS: u32 = 32u;
const EXTREMES_COUNT: u32 = 8u;
const RESIDUAL: u32 = 0u;
const SOURCE: u32 = 1u;
const CHEMICAL: u32 = 2u;
