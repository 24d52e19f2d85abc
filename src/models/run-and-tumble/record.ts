// What the cells' kernels are told about an experiment: sizes, key of the random numbers, and how cells are counted on the
// grid. Counts are whole numbers added by atomics, so a density does not depend on the order in which cells come.

import type { Fields } from '../../core/backend.ts';
import type { WalkConfig } from '../../core/config.ts';
import { cellCount, cellMeasure } from '../../core/grid.ts';
import { MOST_TRACERS, NOBODY } from '../../kernels/run-and-tumble/layout.ts';

/** Copies of the grid at most: as many as threads of a GPU's warp, whose counts then never meet at one address. */
const MOST_REPLICAS = 32;
/** Counters in all, 64 MiB: half of what every device binds. */
const MOST_COUNTERS = 2 ** 24;
/** Copies for each cell of the grid per simulated cell on it: adding them up costs less than the counting. */
const REPLICAS_A_CELL = 4;
/** A cell's place within a grid cell is told in 2^-8 of its width where the counts have room for that. */
const MOST_CLOUD_BITS = 8;
const WORD = 2 ** 32;

/** Number of copies of the grid that the cells are counted on, a power of two. */
export function replicaCount(config: WalkConfig): number {
  const grid = cellCount(config);
  const wanted = Math.min((REPLICAS_A_CELL * config.cells) / grid, MOST_COUNTERS / grid, MOST_REPLICAS);
  return 2 ** Math.max(Math.floor(Math.log2(wanted)), 0);
}

/** Bits for which no count overflows although all cells share one point. */
export function cloudBits(config: WalkConfig): number {
  const together = Math.ceil(config.cells / replicaCount(config));
  let bits = MOST_CLOUD_BITS;
  while (together * 4 ** bits >= WORD) bits -= 1;
  return bits;
}

/** A float between 0 and 1 is told no finer. */
const MOST_INNER_BITS = 23;

/** Bits of a cell's internal variable for which no sum overflows although all cells share one grid cell. */
export function innerBits(config: WalkConfig): number {
  const together = Math.ceil(config.cells / replicaCount(config));
  let bits = MOST_INNER_BITS;
  while (together * 2 ** bits >= WORD) bits -= 1;
  return bits;
}

export function cellRecord(config: WalkConfig): Fields {
  const { cells, weight, width, height, seed } = config;
  const bits = cloudBits(config);
  const density = weight / cellMeasure(config);
  return {
    cells,
    tracers: Math.min(cells, MOST_TRACERS),
    seed_low: seed % WORD,
    seed_high: Math.floor(seed / WORD),
    width,
    height,
    period_x: config.boundaryX === 'periodic' ? width : 2 * width,
    period_y: config.boundaryY === 'periodic' ? height : 2 * height,
    cloud_bits: bits,
    replicas: replicaCount(config),
    cloud_density: density / 4 ** bits,
    count_density: density,
    followed: NOBODY,
  };
}

/** Shares of the grid's cells 0 .. g in 2^32: where cells are placed (kernels/run-and-tumble/place.ts). */
export function cumulativeShares(density: ArrayLike<number>): Uint32Array {
  let total = 0;
  for (let g = 0; g < density.length; g += 1) total += density[g];
  const shares = new Uint32Array(density.length);
  let sum = 0;
  for (let g = 0; g < density.length; g += 1) {
    sum += density[g];
    shares[g] = Math.min(Math.round((sum / total) * WORD), WORD - 1);
  }
  return shares;
}
