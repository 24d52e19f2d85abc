// How the threads of a kernel lie over the grid. What comes out does not depend on it (but for the last bit, where a compiler
// fuses products and sums differently); how fast it comes depends on the device, and is measured (simulation/tile.ts).

import { InputError } from './problem.ts';

export interface Tile {
  /** Threads of a workgroup along each axis. */
  readonly x: number;
  readonly y: number;
  /** Cells of each thread, one above the other. */
  readonly rows: number;
  /** Whether a workgroup loads its cells into memory that its threads share. */
  readonly shared: boolean;
  /** Whether one workgroup takes the whole grid, tile after tile, through several steps in one dispatch. Never with `shared`. */
  readonly together?: boolean;
}

/** `32x8x1`, `32x8x1 shared` or `32x8x1 together`: threads along x and y, cells of a thread. */
export const tileText = ({ x, y, rows, shared, together }: Tile): string =>
  `${x}x${y}x${rows}${shared ? ' shared' : together ? ' together' : ''}`;

/** Null for what `tileText` would not write. */
export function readTile(text: string): Tile | null {
  const found = /^([1-9]\d{0,3})x([1-9]\d{0,3})x([1-9]\d?)( shared| together)?$/.exec(text.trim());
  if (!found) return null;
  const tile = { x: +found[1]!, y: +found[2]!, rows: +found[3]!, shared: found[4] === ' shared' };
  return found[4] === ' together' ? { ...tile, together: true } : tile;
}

/** @throws InputError for what is no tile. `field` is where the wish was found. */
export function parseTile(text: string, field: string): Tile {
  const tile = readTile(text);
  if (tile) return tile;
  const rule =
    'must be threads along x and y and cells of a thread, with `shared` where they share memory, `together` where ' +
    'one workgroup takes several steps at once';
  const remedy = 'Use e.g. 32x8x1, "16x16x1 shared" or "16x16x1 together"';
  throw new InputError([{ field, value: text, rule, remedy }]);
}

/** A stage as it asks for cells: words of 4 bytes that it keeps of each, and how far beyond its own it looks. */
export interface Window {
  readonly words: number;
  readonly halo: number;
  readonly plane: boolean;
}

/** Bytes of memory that a workgroup shares. */
export const sharedBytes = ({ x, y, rows, shared }: Tile, { words, halo, plane }: Window): number =>
  shared ? 4 * words * (x + 2 * halo) * (plane ? y * rows + 2 * halo : 1) : 0;

/** What a backend knows whose kernels may lie this way and that. */
export interface Tiling {
  /** Whether a workgroup of the device may be so large and share so much. */
  allows(tile: Tile, sharedBytes: number): boolean;
  /** What the user wants, or what was found fastest for this on this device, now or at another time; null: nobody knows. */
  known(subject: string): Tile | null;
  keep(subject: string, tile: Tile): void;
  /** Seconds since an arbitrary moment. */
  now(): number;
}
