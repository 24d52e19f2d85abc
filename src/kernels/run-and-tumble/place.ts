// Twin of shaders/run-and-tumble/place.wgsl: each cell draws a grid cell, a point within it, a heading and a hazard clock. In
// exact integers: positions and headings are the same on every device.

import type { Twin } from '../../core/backend.ts';
import { highWord } from '../../core/fixed.ts';
import type { Grid } from '../../core/grid.ts';
import { dimension } from '../../core/grid.ts';
import { exponential, philox } from '../../core/random.ts';
import { numbers, record, words } from '../arrays.ts';
import { ORIGIN, PURPOSE, TURN } from './layout.ts';

/**
 * The first grid cell whose cumulative share lies above the word. The very last word counts as the one before: it then
 * finds the last cell that has a share at all.
 */
function chosen(word: number, cumulative: Uint32Array): number {
  const wanted = Math.min(word, 0xfffffffe);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (cumulative[middle] > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** First unit of column i of n: 2^32 i/n rounded up, by way of the remainder, which is exact (n below 2^21). */
function edge(i: number, n: number): number {
  const remainder = (i * TURN) % n;
  return (i * TURN - remainder) / n + (remainder > 0 ? 1 : 0);
}

/** A point in column i of n, uniform from one random word. */
function within(word: number, i: number, n: number): number {
  const start = edge(i, n);
  return start + highWord(word, edge(i + 1, n) - start);
}

export function createPlace(grid: Grid): Twin {
  const twoDimensional = dimension(grid) === 2;
  const shiftX = grid.boundaryX === 'periodic' ? 0 : 1;
  const shiftY = grid.boundaryY === 'periodic' ? 0 : 1;

  return (arrays) => {
    const parameters = record(arrays[0]);
    const cumulative = words(arrays[1]);
    const position = words(arrays[2]);
    const heading = words(arrays[3]);
    const hazard = numbers(arrays[4]);
    const rounds = words(arrays[5]);
    const origin = words(arrays[6]);
    const key = [parameters.seed_low, parameters.seed_high] as const;
    for (let i = 0; i < parameters.cells; i += 1) {
      const block = philox([i, 0, 0, PURPOSE.place], key);
      const g = chosen(block[0], cumulative);
      // Between walls a position uses the lower half of the range.
      const x = within(block[1], g % parameters.nx, parameters.nx) >>> shiftX;
      let y = 0;
      let facing = block[3] >= TURN / 2 ? TURN / 2 : 0;
      if (twoDimensional) {
        y = within(block[2], Math.floor(g / parameters.nx), parameters.ny) >>> shiftY;
        facing = block[3];
      }
      position[2 * i] = x;
      position[2 * i + 1] = y;
      heading[i] = facing;
      hazard[i] = exponential(philox([i, 0, 1, PURPOSE.place], key)[0]);
      rounds[i] = 0;
      if (i < parameters.tracers) {
        origin[ORIGIN * i] = x;
        origin[ORIGIN * i + 1] = y;
        origin[ORIGIN * i + 2] = facing;
      }
    }
  };
}
