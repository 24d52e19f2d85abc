// Says which limit of the backend a grid breaks and the largest grid that fits, before anything is allocated.

import type { Backend } from '../core/backend.ts';
import type { Config } from '../core/config.ts';
import { cellCount } from '../core/grid.ts';
import { InputError } from '../core/problem.ts';
import { kellerSegelArrays } from '../models/keller-segel/program.ts';

/** Throws InputError when an array of the model would be larger than the backend can hold. */
export function checkGridFits(config: Config, backend: Backend): void {
  const { bytes, limit } = backend.largestArray;
  const longest = Math.max(
    ...kellerSegelArrays(config).map((spec) => (spec.type.kind === 'f32' ? 4 * spec.type.length : 0)),
  );
  if (longest <= bytes) return;
  const mostCells = Math.floor((cellCount(config) * bytes) / longest);
  const side = Math.floor(Math.sqrt(mostCells));
  const largest = config.ny === 1 ? `${mostCells} cells` : `${side} x ${side} cells`;
  throw new InputError([
    {
      field: config.ny === 1 ? 'nx' : 'nx, ny',
      value: config.ny === 1 ? String(config.nx) : `${config.nx} x ${config.ny}`,
      rule: `u needs an array of ${longest} bytes and ${limit} is ${bytes}`,
      remedy: `The largest grid that fits here is ${largest}`,
    },
  ]);
}
