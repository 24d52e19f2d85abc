// Says which limit of the backend an experiment breaks and the largest one that fits, before anything is allocated.

import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { cellCount } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { modelArrays } from '../models/index.ts';

/** Arrays that grow with the number of cells. */
const CELL_ARRAYS: readonly string[] = ['position', 'heading', 'hazard', 'rounds', 'memory', 'origin'];

/** Throws InputError when an array of the model would be larger than the backend can hold. */
export function checkGridFits(config: Config, backend: Backend): void {
  const { bytes, limit } = backend.largestArray;
  const sizes = modelArrays(config).map(({ name, type }) => ({
    name,
    size: type.kind === 'struct' ? 0 : 4 * type.length,
  }));
  const { name, size } = sizes.reduce((largest, other) => (other.size > largest.size ? other : largest));
  if (size <= bytes) return;
  if (config.model === 'run-and-tumble' && CELL_ARRAYS.includes(name)) {
    const most = Math.floor((config.cells * bytes) / size);
    throw new InputError([
      {
        field: 'cells',
        value: String(config.cells),
        rule: `their ${name} needs an array of ${size} bytes and ${limit} is ${bytes}`,
        remedy: `The largest number of cells that fits here is ${most}; let each stand for more with weight`,
      },
    ]);
  }
  const mostCells = Math.floor((cellCount(config) * bytes) / size);
  const side = Math.floor(Math.sqrt(mostCells));
  const largest = config.ny === 1 ? `${mostCells} cells` : `${side} x ${side} cells`;
  throw new InputError([
    {
      field: config.ny === 1 ? 'nx' : 'nx, ny',
      value: config.ny === 1 ? String(config.nx) : `${config.nx} x ${config.ny}`,
      rule: `${name} needs an array of ${size} bytes and ${limit} is ${bytes}`,
      remedy: `The largest grid that fits here is ${largest}`,
    },
  ]);
}
