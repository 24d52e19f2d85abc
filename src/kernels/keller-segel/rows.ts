// The rows of numbers in which the WebAssembly of a stage works, and which the formulas' functions fill: a piece of a row of
// cells with one more on either side. assembly/layout is written from these lines; neither the shader nor the twin has rows.

/**
 * Longest piece of a row that is worked on at once: its rows of numbers fit in the second cache, and it is a page of each field.
 * Measured on 4096 x 2048 cells: 57 Mcell/s with 256, 132 with 1024, 139 with 2048; up to 500 a side it makes no difference. What
 * short pieces cost is most likely the looking up of pages, for theirs lie a row apart; no counter was at hand to show it.
 */
export const TILE = 1024;
/** From one row of numbers to the next, in bytes: four numbers stand before a piece, up to twelve behind it. */
export const STRIDE = 4 * (TILE + 16);

/**
 * Rows for each of up to four rows of cells that stand one above the other. The last two hold what rounding left of u and v
 * where they are sums of a state and an increment.
 */
export const CELL_ROWS = ['u', 'v', 'mobility', 'diffusionU', 'diffusionV', 'restU', 'restV'] as const;
/** Rows for the row of cells that is worked on. */
export const HERE_ROWS = [
  'growth',
  'production',
  'halfLoss',
  'coupling',
  'halfDecay',
  'slopeU',
  'slopeV',
] as const;
/** Rows for the faces between the cells of two rows, or between neighbours in one. */
export const FACE_ROWS = ['flux', 'halfVelocity', 'chemicalFlux', 'scale'] as const;

/** Functions of the formulas' module, in their order in the table. */
export const ROW_FUNCTIONS = ['uniformOfCells', 'ofCells', 'uniformHere', 'here'] as const;
/** With a quasi-steady chemical: and p(u), apart, for it is asked of other densities. */
export const QUASI_STEADY_FUNCTIONS = [...ROW_FUNCTIONS, 'uniformSource', 'source'] as const;
/** Rows that say D_v and a of its equation. */
export const CHEMICAL_ROWS = ['diffusion', 'decay'] as const;

/** Bytes from the first of some rows to the one of that name. */
export const rowOffset = (rows: readonly string[], name: string): number => STRIDE * rows.indexOf(name);
