// How the threads of a kernel lie over the grid. What comes out does not depend on it (but for the last bit, where a compiler
// fuses products and sums differently); how fast it comes depends on the device, and is measured (simulation/tile.ts).

export interface Tile {
  /** Threads of a workgroup along each axis. */
  readonly x: number;
  readonly y: number;
  /** Cells of each thread, one above the other. */
  readonly rows: number;
  /** Whether a workgroup loads its cells into memory that its threads share. */
  readonly shared: boolean;
}

/** For people, e.g. `32 x 8 threads of 4 cells, shared`. */
export const tileName = ({ x, y, rows, shared }: Tile): string =>
  `${x} x ${y} threads of ${rows} ${rows === 1 ? 'cell' : 'cells'}${shared ? ', shared' : ''}`;

/** Bytes of shared memory that a window of cells takes, `words` of 4 bytes each, with `halo` more on each side. */
export const windowBytes = ({ x, y, rows }: Tile, words: number, halo: number, plane: boolean): number =>
  4 * words * (x + 2 * halo) * (plane ? y * rows + 2 * halo : 1);
