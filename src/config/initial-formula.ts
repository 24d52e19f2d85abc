// The initial formula of a field, evaluated at cell centres. `rand` and `randn` are counter-based (seed, stream, cell),
// so the start is the same on every machine and backend, each occurrence its own stream, u and v different ones.

import type { Config } from '../core/config.ts';
import { drawName, parseExpression, toFunction } from '../core/expression/index.ts';
import { cellX, cellY } from '../core/grid.ts';
import { normal, uniform } from '../core/random.ts';
import { INITIAL_NAMES } from './settings.ts';

/** nx * ny values each, row 0 at the bottom. */
export interface InitialFields {
  readonly u: Float64Array;
  readonly v: Float64Array;
}

export const settingOf = (name: 'u' | 'v'): 'initialU' | 'initialV' =>
  name === 'u' ? 'initialU' : 'initialV';

/** The initial formula of one field as a function of the cell; null for a file. */
export function formulaSampler(config: Config, name: 'u' | 'v'): ((ix: number, iy: number) => number) | null {
  const source = config[settingOf(name)];
  if (typeof source !== 'string') return null;
  const parameters = Object.entries(config.parameters);
  const names = [...INITIAL_NAMES, ...parameters.map(([parameter]) => parameter)];
  const expression = parseExpression(source, { names, random: true });
  const f = toFunction(expression, [...names, ...expression.draws.map((_, index) => drawName(index))]);
  const slots = new Float64Array(names.length + expression.draws.length);
  slots.set([0, 0, config.width, config.height, ...parameters.map(([, value]) => value)]);
  return (ix, iy) => {
    const cell = iy * config.nx + ix;
    slots[0] = cellX(config, ix);
    slots[1] = cellY(config, iy);
    expression.draws.forEach((distribution, index) => {
      const stream = 2 * index + (name === 'u' ? 0 : 1);
      const draw = distribution === 'uniform' ? uniform : normal;
      slots[names.length + index] = draw(config.seed, stream, cell, 0);
    });
    return f(slots);
  };
}
