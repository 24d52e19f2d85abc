// Which cell somebody means who points at the map: the nearest one. Asks for those in a small square, which grows until some
// are found and shrinks where there are too many to be listed.

import type { RunAndTumbleConfig } from '../core/config.ts';
import type { Cells, Population } from '../core/simulation.ts';

/** Where cells lie in one point no square is small enough: then any of the first so many will do, the nearest of them. */
const SAMPLE = 4096;
const MOST_TRIES = 40;

type Domain = Pick<RunAndTumbleConfig, 'width' | 'height'>;

/** @param reach half a side of the first square, L. */
export async function nearestCell(
  population: Population,
  { width, height }: Domain,
  place: { readonly x: number; readonly y: number },
  reach: number,
): Promise<number | null> {
  let radius = reach;
  let tooMany = false;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const { x, y } = place;
    const region = { left: x - radius, right: x + radius, bottom: y - radius, top: y + radius };
    const cells = await population.within(region);
    // A corner of the square is farther than what may lie just beyond a side; for pointing that is near enough.
    if (cells !== null && cells.index.length > 0) return nearest(cells, place);
    if (cells === null) {
      tooMany = true;
      radius /= 4;
    } else {
      if (radius > width + height) return null;
      radius *= tooMany ? 1.5 : 2;
    }
    if (radius < 1e-6 * width) break;
  }
  return nearest(await population.read(Math.min(SAMPLE, population.count)), place);
}

function nearest({ index, x, y }: Cells, place: { readonly x: number; readonly y: number }): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (let k = 0; k < index.length; k += 1) {
    const distance = (x[k] - place.x) ** 2 + (y[k] - place.y) ** 2;
    if (!(distance < least)) continue;
    least = distance;
    best = index[k];
  }
  return best;
}
