// A cell-centred rectangular grid. Index i = iy * nx + ix, row 0 at the bottom (smallest y).
// One-dimensional models use ny = 1: there are then no faces in y at all.

export const BOUNDARIES = ['periodic', 'no-flux'] as const;
export type Boundary = (typeof BOUNDARIES)[number];

export interface Grid {
  /** Number of cells along x and y. */
  readonly nx: number;
  readonly ny: number;
  /** Domain size; the domain is [0, width] x [0, height]. */
  readonly width: number;
  readonly height: number;
  readonly boundaryX: Boundary;
  readonly boundaryY: Boundary;
}

export const cellCount = (grid: Grid): number => grid.nx * grid.ny;
export const dimension = (grid: Grid): 1 | 2 => (grid.ny === 1 ? 1 : 2);
export const dx = (grid: Grid): number => grid.width / grid.nx;
export const dy = (grid: Grid): number => grid.height / grid.ny;

/** Length (1D) or area (2D) of one cell: the weight that turns a sum of densities into a mass. */
export const cellMeasure = (grid: Grid): number => (dimension(grid) === 1 ? dx(grid) : dx(grid) * dy(grid));

/** Coordinate of the centre of column ix (row iy likewise with dy). */
export const cellX = (grid: Grid, ix: number): number => (ix + 0.5) * dx(grid);
export const cellY = (grid: Grid, iy: number): number => (dimension(grid) === 1 ? 0 : (iy + 0.5) * dy(grid));
