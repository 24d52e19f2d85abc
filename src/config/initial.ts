// The state at time 0. Formulas are evaluated at cell centres; `rand` and `randn` are counter-based (seed, stream, cell),
// so the start is the same on every machine and backend, each occurrence its own stream, u and v different ones.
// Files are resampled to the grid. What comes out is finite, fits single precision, and u is nowhere negative.

import type { Config } from '../core/config.ts';
import { drawName, parseExpression, toFunction } from '../core/expression/index.ts';
import { cellX, cellY } from '../core/grid.ts';
import { InputError, type Problem } from '../core/problem.ts';
import { normal, uniform } from '../core/random.ts';
import { resample, type FieldArray } from './resample.ts';
import { INITIAL_NAMES } from './settings.ts';

export interface InitialFiles {
  readonly u?: FieldArray;
  readonly v?: FieldArray;
}

export interface InitialFields {
  readonly u: Float64Array;
  readonly v: Float64Array;
}

const LARGEST_F32 = 3.4028234663852886e38;

/**
 * u and v at time 0, nx*ny values each, row 0 at the bottom. `files` holds the decoded file where the configuration
 * names one. Throws `InputError` where a value is not finite or u is negative, and says where.
 */
export function initialFields(config: Config, files: InitialFiles): InitialFields {
  const problems: Problem[] = [];
  const field = (name: 'u' | 'v'): Float64Array => {
    const values = fieldValues(config, name, files[name]);
    const problem = checkValues(config, name, values);
    if (problem !== null) problems.push(problem);
    return values;
  };
  const fields = { u: field('u'), v: field('v') };
  if (problems.length > 0) throw new InputError(problems);
  return fields;
}

const settingOf = (name: 'u' | 'v'): 'initialU' | 'initialV' => (name === 'u' ? 'initialU' : 'initialV');

function fieldValues(config: Config, name: 'u' | 'v', file: FieldArray | undefined): Float64Array {
  const source = config[settingOf(name)];
  if (typeof source !== 'string') {
    if (file === undefined) {
      const rule = 'the file was not read';
      const remedy = 'Use a formula, or run from the command line, where files can be opened';
      throw new InputError([{ field: settingOf(name), value: source.file, rule, remedy }]);
    }
    return resample(file, config);
  }
  const values = new Float64Array(config.nx * config.ny);
  const sample = formulaSampler(config, name);
  for (let iy = 0; iy < config.ny; iy++) {
    for (let ix = 0; ix < config.nx; ix++) values[iy * config.nx + ix] = sample(ix, iy);
  }
  return values;
}

/** The initial formula of one field as a function of the cell. For a file, 1 everywhere: a stand-in for checks. */
export function formulaSampler(config: Config, name: 'u' | 'v'): (ix: number, iy: number) => number {
  const source = config[settingOf(name)];
  if (typeof source !== 'string') return () => 1;
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

function checkValues(config: Config, name: 'u' | 'v', values: Float64Array): Problem | null {
  const lowest = name === 'u' ? 0 : -LARGEST_F32;
  const wrong = values.findIndex((value) => !(value >= lowest && value <= LARGEST_F32));
  if (wrong < 0) return null;
  const source = config[settingOf(name)];
  const value = values[wrong]!;
  const negative = value < 0 && Number.isFinite(value);
  const x = cellX(config, wrong % config.nx);
  const y = cellY(config, Math.floor(wrong / config.nx));
  const found = `it is ${Number(value.toPrecision(4))} at x = ${x}, y = ${y}`;
  return {
    field: settingOf(name),
    value: typeof source === 'string' ? source.slice(0, 80) : source.file,
    rule: negative
      ? `a density cannot be negative, and ${found}`
      : `must be finite in single precision, and ${found}`,
    remedy: negative ? 'Wrap it in max(0, ...), or make the noise smaller' : 'Change the formula or the file',
  };
}
