// Formulas in x, y, t (cues and tumbling rates) as float64 functions of the place, and the places where they are tried.
// The ends of the domain are among the places: cells touch the walls.

import type { WalkConfig } from '../core/config.ts';
import { differentiate, parseExpression, toFunction, variablesOf } from '../core/expression/index.ts';
import { cellX, cellY, dimension } from '../core/grid.ts';
import { PLACE_NAMES } from './settings.ts';

export type PlaceFunction = (x: number, y: number, t: number) => number;
export type PlaceKey =
  'attractant' | 'secondCue' | 'ratePlus' | 'rateMinus' | 'diffusion' | 'driftX' | 'driftY';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly t: number;
}

/** Names that a formula of the place may use. */
export const namesOf = (config: WalkConfig): string[] => [...PLACE_NAMES, ...Object.keys(config.parameters)];

/** The text of a formula; only a Fokker-Planck equation has all of them. */
export const sourceOf = (config: WalkConfig, key: PlaceKey): string =>
  (config as unknown as Readonly<Record<PlaceKey, string>>)[key];

/** A formula, or its derivative. */
export function placeFunction(
  config: WalkConfig,
  key: PlaceKey,
  derivative: 'x' | 'y' | 't' | null = null,
): PlaceFunction {
  const names = namesOf(config);
  const expression = parseExpression(sourceOf(config, key), { names });
  const f = toFunction(derivative === null ? expression : differentiate(expression, derivative), names);
  const { width, height, parameters } = config;
  const slots = Float64Array.from([0, 0, 0, width, height, ...Object.values(parameters)]);
  return (x, y, t) => {
    slots[0] = x;
    slots[1] = y;
    slots[2] = t;
    return f(slots);
  };
}

/** Times at which formulas are tried: the start, and the middle and end of the run where one of them contains t. */
export function sampleTimes(config: WalkConfig, keys: readonly PlaceKey[]): readonly number[] {
  const names = namesOf(config);
  const moves = keys.some((key) =>
    variablesOf(parseExpression(sourceOf(config, key), { names })).includes('t'),
  );
  return moves ? [0, config.until / 2, config.until] : [0];
}

/** One more than a power of two: ends, middle and quarters of the domain, where formulas like to be singular, are among them. */
const ALONG_A_LINE = 4097;
const ALONG_A_SIDE = 65;

const spread = (size: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (size * index) / (count - 1));

/** Columns and rows of the grid that are tried at most. */
const CENTRES = 4096;

/**
 * Centres of grid cells, where a prescribed attractant is put on the grid, and where whoever writes a formula likes to
 * put its pole: all of them where they are few, else along the diagonal, which meets every column and every row.
 */
export function centrePlaces(config: WalkConfig, t: number): Place[] {
  const { nx, ny } = config;
  const centre = (ix: number, iy: number): Place => ({ x: cellX(config, ix), y: cellY(config, iy), t });
  if (nx * ny <= CENTRES)
    return Array.from({ length: nx * ny }, (_, cell) => centre(cell % nx, Math.floor(cell / nx)));
  const count = Math.min(Math.max(nx, ny), CENTRES);
  const at = (index: number, cells: number): number => Math.floor(((index + 0.5) * cells) / count);
  return Array.from({ length: count }, (_, index) => centre(at(index, nx), at(index, ny)));
}

/** Places from the first corner of the domain to the last, both included. */
export function samplePlaces(config: WalkConfig, t: number): Place[] {
  if (dimension(config) === 1) return spread(config.width, ALONG_A_LINE).map((x) => ({ x, y: 0, t }));
  return spread(config.height, ALONG_A_SIDE).flatMap((y) =>
    spread(config.width, ALONG_A_SIDE).map((x) => ({ x, y, t })),
  );
}
