// The rows of numbers in which the WebAssembly of the cells' kernels works, four cells at a time: a tile of cells, what they
// meet, and what their law reads. assembly/layout is written from these lines; neither the shaders nor the twins have rows.
// Formulas fill rows of what is met (models/run-and-tumble/wasm.ts). tests/unit/cell-rows.test.ts holds the lists against the
// sensing rules, which cannot be imported here: the build reads this file, and knows nothing of shaders.

/** Cells that are worked on at once: their rows stay in the nearest cache. A multiple of 4. */
export const CELL_TILE = 128;
/** From one row to the next, in bytes. */
export const CELL_STRIDE = 4 * CELL_TILE;

/** What a cell meets (sensing/rule.ts), and the rule's own formulas there. */
export const SENSED_ROWS = [
  ...(['x', 'y', 't', 'ex', 'ey', 'c', 'cx', 'cy', 'ct', 'a', 'ax', 'ay', 'at'] as const),
  ...(['ratePlus', 'rateMinus'] as const),
] as const;

/** Most variables of a memory, and most parameters that vary from cell to cell. */
export const MOST_MEMORY = 3;
export const MOST_OWN = 12;

/** A cell on its way through a step; `slot` is its place in the tile. */
export const WAY_ROWS = [
  ...(['slot', 'x', 'y', 'course', 'left', 'time', 'fraction', 'roundsX', 'roundsY', 'wait'] as const),
  ...(['state0', 'state1', 'state2'] as const),
  ...Array.from({ length: MOST_OWN }, (_, k) => `own${k}`),
] as const;

/** Where a way leads, and what comes of it. */
export const END_ROWS = [
  ...(['x', 'y', 'passedX', 'passedY', 'mirrorX', 'mirrorY', 'course', 'left', 'one'] as const),
  ...([
    'after0',
    'after1',
    'after2',
    'drift0',
    'drift1',
    'noise0',
    'noise1',
    'inner0',
    'inner1',
    'inner2',
  ] as const),
] as const;

/** Laws by their numbers: names of the sensing rules. */
export const LAWS = [
  ...(['rates', 'linear', 'logarithmic', 'receptor-saturation', 'two-cues'] as const),
  ...(['memory-kernel', 'e-coli', 'e-coli-two-ligands', 'ccr7', 'landscape'] as const),
] as const;

/** Parameters that laws and kernels read, the same for all cells: each stands in four lanes. */
export const LAW_PARAMETERS = [
  ...(['speed', 'tumbleRate', 'persistence', 'rotationalDiffusion', 'mobility', 'temperature'] as const),
  ...(['chi', 'psi', 'K', 'K2'] as const),
  ...(['weight0', 'weight1', 'weight2', 'weight3', 'ligandNoise'] as const),
  ...(['m0', 'most', 'methylationNoise', 'share', 'share2', 'K_I2', 'K_A2', 'radius'] as const),
] as const;

/** Parameters that vary from cell to cell, in the order of sensing/variety.ts; rules without any are left out. */
export const OWN: Readonly<Partial<Record<(typeof LAWS)[number], readonly string[]>>> = {
  'memory-kernel': ['kappa', 'tau'],
  'e-coli': ['N', 'K_I', 'K_A', 'alpha', 'kR', 'kB', 'a0', 'tauY', 'H', 'z0', 'tau'],
  'e-coli-two-ligands': ['N', 'K_I', 'K_A', 'alpha', 'kR', 'kB', 'a0', 'tauY', 'H', 'z0', 'tau'],
  ccr7: ['chi', 'K19', 'K21', 'kRec', 'k19', 'k21'],
  landscape: ['gain', 'K', 'tau'],
};

/** Vectors of what is the same for all cells: parameters, then medians and spreads of those that vary. */
export const MEDIANS = LAW_PARAMETERS.length;
export const SPREADS = MEDIANS + MOST_OWN;
export const VALUES = SPREADS + MOST_OWN;
/** Vectors that formulas may keep their constants in. */
export const CONSTANTS = 64;

/** What a kernel is made for, as bits of one number; the law's number stands above them. */
export const OPTION = {
  twoDimensional: 1,
  periodicX: 2,
  periodicY: 4,
  live: 8,
  /** The response to a cue: linear where neither bit is set. */
  firstLogarithmic: 16,
  firstReceptor: 32,
  secondLogarithmic: 64,
  secondReceptor: 128,
  /** The rate of a memory kernel follows exponentially. */
  exponential: 256,
} as const;
export const LAW_SHIFT = 9;

/** Functions of the formulas' module, in their order in the table. */
export const CELL_FUNCTIONS = ['values', 'sensed'] as const;

/** Bytes from the first of some rows to the one of that name. */
export const cellRowOffset = (rows: readonly string[], name: string): number =>
  CELL_STRIDE * rows.indexOf(name);
