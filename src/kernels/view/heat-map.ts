// The float64 twin of shaders/view/heat-map.wgsl: same functions, same names, same order of lines. It draws where
// there is no GPU, and judges the shader in the parity test. A picture costs one call a pixel, so callers without a
// GPU keep it small.

import shader from '../../../shaders/view/heat-map.wgsl?raw';
import type { Fields } from '../../core/backend.ts';
import { structWgsl } from '../../core/struct.ts';
import { HEAT_MAP } from './heat-map-layout.ts';

/** The complete WGSL module, entry points `vertex` and `fragment`. */
export const heatMapWgsl = (): string => structWgsl(HEAT_MAP) + shader;

/** Red, green, blue, alpha as one number, red in the lowest byte: what the colour table holds 256 of. */
export const packColour = (red: number, green: number, blue: number, alpha = 255): number =>
  (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;

interface Source {
  readonly view: Fields;
  readonly field: ArrayLike<number>;
  readonly offset: number;
  bad: boolean;
  /** Weights of the cells that have a value; counted only where some may have none. */
  weight: number;
}

/** One cell times its weight. */
function cell(source: Source, ix: number, iy: number, weight: number): number {
  const value = source.field[source.offset + iy * source.view.nx + ix];
  if (!Number.isFinite(value)) {
    source.bad = true;
    return 0;
  }
  if (source.view.may_be_empty !== 0) {
    if (value <= source.view.empty_value) return 0;
    source.weight += weight;
  }
  return value * weight;
}

function neighbour(i: number, n: number, periodic: number): number {
  if (periodic !== 0) return i + (i < 0 ? n : 0) - (i >= n ? n : 0);
  return Math.min(Math.max(i, 0), n - 1);
}

function bilinear(source: Source, x: number, y: number): number {
  const { view } = source;
  const gx = x - 0.5;
  const gy = y - 0.5;
  const fx = gx - Math.floor(gx);
  const fy = gy - Math.floor(gy);
  const x0 = neighbour(Math.floor(gx), view.nx, view.periodic_x);
  const x1 = neighbour(Math.floor(gx) + 1, view.nx, view.periodic_x);
  const y0 = neighbour(Math.floor(gy), view.ny, view.periodic_y);
  const y1 = neighbour(Math.floor(gy) + 1, view.ny, view.periodic_y);
  const bottom = cell(source, x0, y0, (1 - fx) * (1 - fy)) + cell(source, x1, y0, fx * (1 - fy));
  const top = cell(source, x0, y1, (1 - fx) * fy) + cell(source, x1, y1, fx * fy);
  return bottom + top;
}

function average(source: Source, x: number, y: number): number {
  const { view } = source;
  const samples = view.samples;
  let sum = 0;
  for (let j = 0; j < samples; j++) {
    for (let i = 0; i < samples; i++) {
      const sx = x + view.step_x * ((i + 0.5) / samples - 0.5);
      const sy = y + view.step_y * ((j + 0.5) / samples - 0.5);
      const ix = Math.min(Math.max(Math.floor(sx), 0), view.nx - 1);
      const iy = Math.min(Math.max(Math.floor(sy), 0), view.ny - 1);
      sum += cell(source, ix, iy, 1);
    }
  }
  if (view.may_be_empty !== 0) return sum;
  return sum / (samples * samples);
}

/** Which of the 256 colours shows `value`. */
export function colourIndex(view: Fields, value: number): number {
  let position;
  if (view.logarithmic !== 0) {
    position = Math.log(Math.max(value, view.low) / view.low) / Math.log(view.high / view.low);
  } else {
    position = (value - view.low) / (view.high - view.low);
  }
  return Math.min(Math.max(Math.floor(position * 256), 0), 255);
}

function fragment(source: Source, table: ArrayLike<number>, px: number, py: number): number {
  const { view } = source;
  const x = view.origin_x + view.step_x * px;
  const y = view.origin_y + view.step_y * py;
  if (x < 0 || y < 0 || x >= view.nx || y >= view.ny) return view.outside;
  source.bad = false;
  source.weight = 0;
  let value;
  if (view.samples > 1) value = average(source, x, y);
  else {
    value = cell(source, Math.floor(x), Math.floor(y), 1);
    // Where there is a value here, it is smoothed over those around that are values, too.
    if (view.smooth_cells !== 0 && (view.may_be_empty === 0 || source.weight > 0)) {
      source.weight = 0;
      value = bilinear(source, x, y);
    }
  }
  if (source.bad) return view.not_finite;
  if (view.may_be_empty !== 0) {
    if (source.weight === 0) return view.empty;
    value /= source.weight;
  }
  return table[colourIndex(view, value)];
}

/**
 * Paints a picture of `width` columns into `target` (RGBA, top row first; its length gives the rows).
 * `field` holds one state of nx * ny values from `offset` on; `table` 256 packed colours.
 */
export function paintHeatMap(
  view: Fields,
  field: ArrayLike<number>,
  offset: number,
  table: ArrayLike<number>,
  target: Uint8ClampedArray,
  width: number,
): void {
  const source: Source = { view, field, offset, bad: false, weight: 0 };
  const pixels = new DataView(target.buffer, target.byteOffset, target.byteLength);
  const count = target.length / 4;
  for (let pixel = 0; pixel < count; pixel++) {
    const px = (pixel % width) + 0.5;
    const py = Math.floor(pixel / width) + 0.5;
    pixels.setUint32(4 * pixel, fragment(source, table, px, py), true);
  }
}
