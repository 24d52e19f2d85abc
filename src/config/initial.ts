// The state at time 0: formulas are evaluated at cell centres (initial-formula.ts), files resampled to the grid. What
// comes out is finite, fits single precision (its sum over all cells, too), and u is nowhere negative.

import type { Config } from '../core/config.ts';
import { cellX, cellY } from '../core/grid.ts';
import { InputError, type Problem } from '../core/problem.ts';
import { checkFormulas } from './check-formula.ts';
import { formulaSampler, settingOf, type InitialFields } from './initial-formula.ts';
import { resample, type FieldArray } from './resample.ts';

export type { InitialFields } from './initial-formula.ts';

export interface InitialFiles {
  readonly u?: FieldArray;
  readonly v?: FieldArray;
}

const LARGEST_F32 = 3.4028234663852886e38;

/**
 * u and v at time 0, nx*ny values each, row 0 at the bottom. `files` holds the decoded file where the configuration
 * names one. Throws `InputError` where a value is not finite or u is negative, and says where; and where a formula of
 * the model cannot start from what the files hold.
 */
export function initialFields(config: Config, files: InitialFiles): InitialFields {
  const problems: Problem[] = [];
  const field = (name: 'u' | 'v'): Float64Array => {
    const source = config[settingOf(name)];
    const file = files[name];
    // A file is judged by its own values: its averages on the grid would name values that nobody wrote.
    let problem = typeof source === 'string' || !file ? null : checkFile(name, source.file, file);
    const values = problem === null ? fieldValues(config, name, file) : new Float64Array();
    problem ??= checkValues(config, name, values) ?? checkSum(config, name, values);
    if (name === 'u') problem ??= checkShape(config, values);
    if (problem !== null) problems.push(problem);
    return values;
  };
  const fields = { u: field('u'), v: field('v') };
  const fromFile = typeof config.initialU !== 'string' || typeof config.initialV !== 'string';
  if (problems.length === 0 && fromFile) problems.push(...checkFormulas(config, fields));
  if (problems.length > 0) throw new InputError(problems);
  return fields;
}

function fieldValues(config: Config, name: 'u' | 'v', file: FieldArray | undefined): Float64Array {
  const source = config[settingOf(name)];
  if (typeof source !== 'string') {
    if (file === undefined) {
      const rule = 'the file was not read';
      const remedy = 'Use a formula, or run from the command line, where files can be opened';
      throw new InputError([{ field: settingOf(name), value: source.file, rule, remedy }]);
    }
    const values = resample(file, config);
    // No value of the file is negative (checkFile); rounding may leave an average of zeros a little below 0.
    return name === 'u' ? values.map((value) => Math.max(0, value)) : values;
  }
  const values = new Float64Array(config.nx * config.ny);
  const sample = formulaSampler(config, name)!;
  for (let iy = 0; iy < config.ny; iy++) {
    for (let ix = 0; ix < config.nx; ix++) values[iy * config.nx + ix] = sample(ix, iy);
  }
  return values;
}

const lowest = (name: 'u' | 'v'): number => (name === 'u' ? 0 : -LARGEST_F32);

/** Index of the first value that this field cannot have, or -1. */
const firstWrong = (name: 'u' | 'v', values: Float64Array): number =>
  values.findIndex((value) => !(value >= lowest(name) && value <= LARGEST_F32));

function wrongValue(value: number, where: string): string {
  const found = `it is ${Number(value.toPrecision(4))} at ${where}`;
  return value < 0 && Number.isFinite(value)
    ? `a density cannot be negative, and ${found}`
    : `must be finite in single precision, and ${found}`;
}

/** Indices as in the array of a .npy file; rows of an image are counted from its bottom. */
function checkFile(name: 'u' | 'v', path: string, { nx, data }: FieldArray): Problem | null {
  const wrong = firstWrong(name, data);
  if (wrong < 0) return null;
  const where = `row ${Math.floor(wrong / nx)}, column ${wrong % nx} of the file (both from 0, row 0 at the bottom)`;
  const rule = wrongValue(data[wrong]!, where);
  return { field: settingOf(name), value: path, rule, remedy: 'Change the file' };
}

function checkValues(config: Config, name: 'u' | 'v', values: Float64Array): Problem | null {
  const wrong = firstWrong(name, values);
  if (wrong < 0) return null;
  const x = cellX(config, wrong % config.nx);
  const y = cellY(config, Math.floor(wrong / config.nx));
  const rule = wrongValue(values[wrong]!, `x = ${x}, y = ${y}`);
  const negative = values[wrong]! < 0 && Number.isFinite(values[wrong]);
  const remedy = negative ? 'Wrap it in max(0, ...), or make the noise smaller' : 'Change the formula';
  return { field: settingOf(name), value: shown(config, name), rule, remedy };
}

/** The GPU adds all cells up in single precision, for the mass. */
function checkSum(config: Config, name: 'u' | 'v', values: Float64Array): Problem | null {
  const sum = values.reduce((total, value) => total + Math.abs(value), 0);
  if (sum <= LARGEST_F32) return null;
  const size = Number(sum.toPrecision(3));
  const rule = `its sum over all cells must stay below 3.4e38 (single precision), and it is ${size}`;
  return { field: settingOf(name), value: shown(config, name), rule, remedy: 'Use other units of density' };
}

/** Single cells are drawn from u as from a probability density. */
function checkShape(config: Config, values: Float64Array): Problem | null {
  if (config.model === 'keller-segel' || values.some((value) => value > 0)) return null;
  const rule = 'it is 0 everywhere, and no cell can be placed';
  const remedy = 'Make it positive somewhere: 1 spreads the cells evenly; their number is the setting cells';
  return { field: 'initialU', value: shown(config, 'u'), rule, remedy };
}

function shown(config: Config, name: 'u' | 'v'): string {
  const source = config[settingOf(name)];
  return typeof source === 'string' ? source.slice(0, 80) : source.file;
}
