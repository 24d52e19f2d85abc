// Position words as lengths: see kernels/run-and-tumble/layout.ts.

import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { TURN } from '../kernels/run-and-tumble/layout.ts';

const HALF = TURN / 2;

/** From the lower left corner. Between walls the upper half of the words is the mirror image of the lower one. */
export function coordinate(word: number, config: Config, axis: 'x' | 'y'): number {
  const [length, boundary] =
    axis === 'x' ? [config.width, config.boundaryX] : [config.height, config.boundaryY];
  if (axis === 'y' && dimension(config) === 1) return 0;
  if (boundary === 'periodic') return (word / TURN) * length;
  return ((word < HALF ? word : TURN - 1 - word) / HALF) * length;
}
