// A field of any size brought to the grid, each axis on its own: area averages where it shrinks (the mean is kept, so
// a state from a finer grid keeps its mass), linear interpolation between cell centres where it grows. The mean is not
// kept exactly when growing. All weights act on differences, so a constant field stays that constant to the last bit.

import type { Boundary, Grid } from '../core/grid.ts';

/** Values of nx * ny cells, row 0 at the bottom. */
export interface FieldArray {
  readonly nx: number;
  readonly ny: number;
  readonly data: Float64Array;
}

/** The field on the cells of `grid`; the same values if the sizes agree. Both cover the same domain. */
export function resample(field: FieldArray, grid: Grid): Float64Array {
  const { nx, ny } = grid;
  // The axis first that leaves less between: a column of a million values must not be widened before it shrinks.
  const rowsFirst = nx * field.ny <= field.nx * ny;
  const data = rowsFirst
    ? resampleColumns(resampleRows(field, grid), grid)
    : resampleRows(resampleColumns(field, grid), grid);
  return data.data === field.data ? field.data.slice() : data.data;
}

function resampleRows(field: FieldArray, { nx, boundaryX }: Grid): FieldArray {
  const { ny } = field;
  const from = { length: field.nx, stride: 1, lineStride: field.nx };
  const to = { length: nx, stride: 1, lineStride: nx };
  return { nx, ny, data: resampleAxis(field.data, ny, from, to, boundaryX) };
}

function resampleColumns(field: FieldArray, { ny, boundaryY }: Grid): FieldArray {
  const { nx } = field;
  const along = { stride: nx, lineStride: 1 };
  const from = { ...along, length: field.ny };
  return { nx, ny, data: resampleAxis(field.data, nx, from, { ...along, length: ny }, boundaryY) };
}

/** Where the values of a line stand: `length` of them, `stride` apart, the lines `lineStride` apart. */
interface Axis {
  readonly length: number;
  readonly stride: number;
  readonly lineStride: number;
}

/** Resamples every line from one axis to another. The input itself if nothing changes. */
function resampleAxis(
  values: Float64Array,
  lines: number,
  from: Axis,
  to: Axis,
  boundary: Boundary,
): Float64Array {
  if (to.length === from.length) return values;
  const result = new Float64Array(lines * to.length);
  const value = (line: number, index: number): number =>
    values[line * from.lineStride + index * from.stride]!;
  const ratio = from.length / to.length;
  for (let target = 0; target < to.length; target++) {
    const start = target * ratio;
    const end = Math.min((target + 1) * ratio, from.length);
    for (let line = 0; line < lines; line++) {
      result[line * to.lineStride + target * to.stride] =
        ratio > 1
          ? areaMean((index) => value(line, index), start, end)
          : interpolate((index) => value(line, index), start + ratio / 2 - 0.5, from.length, boundary);
    }
  }
  return result;
}

/** Mean of a piecewise constant function over [start, end], both in cells. */
function areaMean(value: (index: number) => number, start: number, end: number): number {
  const first = Math.floor(start);
  const base = value(first);
  let sum = 0;
  for (let index = first + 1; index < end; index++) {
    const weight = Math.min(index + 1, end) - index;
    sum += weight * (value(index) - base);
  }
  return base + sum / (end - start);
}

/** Value between cell centres; `position` is in cells, 0 at the first centre. */
function interpolate(
  value: (index: number) => number,
  position: number,
  length: number,
  boundary: Boundary,
): number {
  const floor = Math.floor(position);
  const wrap = (index: number): number =>
    boundary === 'periodic' ? (index + length) % length : Math.min(Math.max(index, 0), length - 1);
  const left = value(wrap(floor));
  return left + (position - floor) * (value(wrap(floor + 1)) - left);
}
