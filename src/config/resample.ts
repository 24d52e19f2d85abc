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
  const { nx, ny, boundaryX, boundaryY } = grid;
  const wide = resampleAxis(
    field.data,
    { length: field.nx, stride: 1, lines: field.ny, lineStride: field.nx },
    nx,
    boundaryX,
  );
  const turned = resampleAxis(
    wide,
    { length: field.ny, stride: nx, lines: nx, lineStride: 1 },
    ny,
    boundaryY,
  );
  // The second pass leaves one column after the other.
  if (ny === field.ny) return turned === field.data ? turned.slice() : turned;
  const data = new Float64Array(nx * ny);
  for (let ix = 0; ix < nx; ix++) {
    for (let iy = 0; iy < ny; iy++) data[iy * nx + ix] = turned[ix * ny + iy]!;
  }
  return data;
}

interface Axis {
  readonly length: number;
  readonly stride: number;
  readonly lines: number;
  readonly lineStride: number;
}

/** Resamples every line to `length` values; the result holds line after line. The input itself if nothing changes. */
function resampleAxis(values: Float64Array, axis: Axis, length: number, boundary: Boundary): Float64Array {
  if (length === axis.length) return values;
  const result = new Float64Array(axis.lines * length);
  const value = (line: number, index: number): number =>
    values[line * axis.lineStride + index * axis.stride]!;
  const ratio = axis.length / length;
  for (let target = 0; target < length; target++) {
    const start = target * ratio;
    const end = Math.min((target + 1) * ratio, axis.length);
    for (let line = 0; line < axis.lines; line++) {
      result[line * length + target] =
        ratio > 1
          ? areaMean((index) => value(line, index), start, end)
          : interpolate((index) => value(line, index), start + ratio / 2 - 0.5, axis.length, boundary);
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
