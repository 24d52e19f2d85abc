// Twin of shaders/keller-segel/fourth-order.wgsl: what a flux of fourth order differs by from the low-order one, limited so
// that no cell can be drained by it (Boris and Book 1973, Zalesak 1979). See the shader for how and why. Where the shader
// has four cells, the twin has their indices into the arrays of the fields.

/** The correction drains a cell by no more than this share of what diffusion does. */
export const LARGEST_SHARE = 1 / 3;

const SMALLEST_DIFFUSION = 1e-30;

export interface CellArrays {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly mobility: Float64Array;
  readonly diffusionU: Float64Array;
  readonly diffusionV: Float64Array;
}

/** Cells from left to right, by differences over a distance. */
function centralCellFlux(cells: CellArrays, left: number, right: number, distance: number): number {
  const { u, v, mobility, diffusionU } = cells;
  const diffusive = 0.5 * (diffusionU[left] + diffusionU[right]) * (u[left] - u[right]);
  const chi = 0.5 * (mobility[left] * u[left] + mobility[right] * u[right]);
  return (diffusive + chi * (v[right] - v[left])) / distance;
}

/** The chemical likewise. */
function centralChemicalFlux(cells: CellArrays, left: number, right: number, distance: number): number {
  const { v, diffusionV } = cells;
  return (0.5 * (diffusionV[left] + diffusionV[right]) * (v[left] - v[right])) / distance;
}

type Flux = (cells: CellArrays, left: number, right: number, distance: number) => number;

/** F = 4/3 F_h - 1/3 F_2h through the face between left and right. */
function extrapolated(
  flux: Flux,
  cells: CellArrays,
  farLeft: number,
  left: number,
  right: number,
  farRight: number,
  h: number,
): number {
  const wide = flux(cells, farLeft, right, 2 * h) + flux(cells, left, farRight, 2 * h);
  return (4 / 3) * flux(cells, left, right, h) - wide / 6;
}

/** Almost `value` where that is far below `most`, never beyond it. */
const limited = (value: number, most: number): number =>
  (value * most) / Math.max(Math.sqrt(value * value + most * most), SMALLEST_DIFFUSION);

/** A smooth bound from below of the smaller of two values. */
const smaller = (a: number, b: number): number => (a * b) / Math.max(a + b, SMALLEST_DIFFUSION);

/** What to add to the flux `low` of cells; `velocity` and `diffusion` are those of the face. */
export function cellCorrection(
  cells: CellArrays,
  farLeft: number,
  left: number,
  right: number,
  farRight: number,
  low: number,
  velocity: number,
  diffusion: number,
  h: number,
): number {
  const high = extrapolated(centralCellFlux, cells, farLeft, left, right, farRight, h);
  // central differences oscillate from a cell Peclet number of 2 on: no correction above 1
  const peclet = (velocity * h) / Math.max(diffusion, SMALLEST_DIFFUSION);
  const below = Math.max(1 - peclet * peclet, 0);
  const least = smaller(Math.max(cells.u[left], 0), Math.max(cells.u[right], 0));
  return limited(high - low, (LARGEST_SHARE * below * below * Math.max(diffusion, 0) * least) / h);
}

/** The same of the chemical. */
export function chemicalCorrection(
  cells: CellArrays,
  farLeft: number,
  left: number,
  right: number,
  farRight: number,
  low: number,
  diffusion: number,
  h: number,
): number {
  const high = extrapolated(centralChemicalFlux, cells, farLeft, left, right, farRight, h);
  const least = smaller(Math.abs(cells.v[left]), Math.abs(cells.v[right]));
  return limited(high - low, (LARGEST_SHARE * Math.max(diffusion, 0) * least) / h);
}
