// Mean densities at the start: what fixes the uniform state where nothing grows. Of cells one by one their number fixes it.

import { initialFields, type InitialFields } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import type { Means } from './uniform-states.ts';

/** Cells a side at most: larger grids are replaced by one of this size over the same domain. */
const MOST = 512;

/**
 * Means over the domain at t = 0; null where a field comes from a file, which theory does not open, or does not start. On
 * grids above 512 a side an estimate: means of noise differ by its strength over 512, those of smooth fields hardly.
 */
export function startMeans(config: Config, most = MOST): Means | null {
  const coarse = { ...config, nx: Math.min(config.nx, most), ny: Math.min(config.ny, most) };
  const cells = config.model !== 'keller-segel';
  // Where cells are placed does not matter to their number.
  const initialU = cells ? '1' : config.initialU;
  if (typeof initialU !== 'string' || typeof config.initialV !== 'string') return null;
  try {
    return meansOf(config, initialFields({ ...coarse, initialU }, {}));
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Of a start that is known, on any grid. */
export const meansOf = (config: Config, { u, v }: InitialFields): Means => ({
  u: config.model === 'keller-segel' ? mean(u) : cellDensity(config),
  v: mean(v),
});

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Cells per length or area, each counted with its weight. */
function cellDensity(config: Exclude<Config, { model: 'keller-segel' }>): number {
  const measure = dimension(config) === 1 ? config.width : config.width * config.height;
  return (config.cells * config.weight) / measure;
}
