// As `own_of` in src/sensing/variety.ts: the parameters of cells that differ from cell to cell, in rows. Where nothing is
// spread they are the medians, the same at every step: filled once.

import { CELL_STRIDE, MEDIANS, Purpose, SPREADS, Way } from '../layout';
import { exp } from '../lib/math';
import { normals, philox } from '../lib/random';
import { fillRow, keyHigh, keyLow, value, varied, words } from './setting';

/** Whether any parameter is spread at all. */
export function spread(): bool {
  for (let k: usize = 0; k < varied; k += 1) {
    if (f32x4.extract_lane(value(SPREADS + 16 * k), 0) > 0) return true;
  }
  return false;
}

/** The medians, for every cell of the rows of ways at `ways`. */
export function fillMedians(ways: usize): void {
  for (let k: usize = 0; k < varied; k += 1) fillRow(ways + Way.own0 + CELL_STRIDE * k, value(MEDIANS + 16 * k));
}

/** Those of four cells; `at`: of their vector in the rows of ways. */
export function ownOf(cell: v128, at: usize): void {
  const own = at + Way.own0;
  for (let group: u32 = 0; group * 4 < varied; group += 1) {
    philox(words, cell, 0, group, Purpose.variety, keyLow, keyHigh);
    const first = words + 64;
    normals(v128.load(words), v128.load(words, 16), first);
    normals(v128.load(words, 32), v128.load(words, 48), first + 32);
    for (let k: usize = 4 * group; k < min<usize>(4 * group + 4, varied); k += 1) {
      const number = v128.load(first + 16 * (k & 3));
      const factor = exp(f32x4.mul(value(SPREADS + 16 * k), number));
      v128.store(own + CELL_STRIDE * k, f32x4.mul(value(MEDIANS + 16 * k), factor));
    }
  }
}
