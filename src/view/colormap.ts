// Colour maps as tables of 256 packed colours, sampled from d3-scale-chromatic: one table serves the shader, its twin
// and the colour bar, so the bar cannot disagree with the picture.

import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic';
import type { ColormapName } from '../core/config.ts';
import { packColour } from '../kernels/view/heat-map.ts';

const MAPS: Readonly<Record<ColormapName, (t: number) => string>> = {
  viridis: interpolateViridis,
  magma: interpolateMagma,
  inferno: interpolateInferno,
  turbo: interpolateTurbo,
  cividis: interpolateCividis,
};

/** What is drawn where there is no domain, and where a cell holds NaN or infinity (in none of the colour maps). */
export const BACKGROUND = '#0b0e14';
export const NOT_FINITE = '#ff00ff';
/** Where what is inside cells is drawn and there are none: a grey that no colour map has. */
export const NO_CELLS = '#2a2c30';

/** `#rrggbb` or `rgb(r, g, b)` to a packed colour; these are the two forms that d3 answers in. */
export function parseColour(text: string): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(text);
  if (hex) {
    const value = Number.parseInt(hex[1], 16);
    return packColour(value >> 16, (value >> 8) & 255, value & 255);
  }
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(text);
  if (!rgb) throw new Error(`not a colour: ${text}`);
  return packColour(Number(rgb[1]), Number(rgb[2]), Number(rgb[3]));
}

const tables = new Map<ColormapName, Uint32Array<ArrayBuffer>>();

/** 256 packed colours, lowest value first. The same array each time: not to be written to. */
export function colourTable(name: ColormapName): Uint32Array<ArrayBuffer> {
  let table = tables.get(name);
  if (!table) {
    table = Uint32Array.from({ length: 256 }, (_, index) => parseColour(MAPS[name](index / 255)));
    tables.set(name, table);
  }
  return table;
}

/** A packed colour as CSS text. */
export const cssColour = (packed: number): string =>
  `rgb(${packed & 255}, ${(packed >>> 8) & 255}, ${(packed >>> 16) & 255})`;
