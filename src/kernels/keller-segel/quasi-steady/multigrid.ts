// Twin of shaders/keller-segel/quasi-steady/multigrid.wgsl in float64: what each kernel does with a level. See the shader for
// the method. A sweep fills red cells first, where a thread of the shader computes those it needs by itself.

import type { Fields, TwinArray } from '../../../core/backend.ts';
import type { Grid } from '../../../core/grid.ts';
import { numbers, record, words } from '../../arrays.ts';
import type { ChemicalRates } from './layout.ts';
import { LEVEL_WORDS } from './layout.ts';

type Walls = Pick<Grid, 'boundaryX' | 'boundaryY'>;

interface LevelRow {
  readonly nx: number;
  readonly ny: number;
  readonly first: number;
  readonly coarseNx: number;
  readonly coarseNy: number;
  readonly coarseFirst: number;
}

/** The arrays of a kernel, in the order of its bindings. */
export interface Multigrid {
  readonly busy: boolean;
  readonly rows: number;
  level(row: number): LevelRow;
  /** `before`: from `solution` to `relaxed`; else back. */
  sweep(level: LevelRow, before: boolean): void;
  restrict(level: LevelRow): void;
  prolong(level: LevelRow): void;
  solveLast(level: LevelRow): void;
}

const wrapped = (i: number, n: number, periodic: boolean): number =>
  periodic ? (i + n) % n : Math.min(Math.max(i, 0), n - 1);

/** Share of coarse cell j, of m, that fine cell i, of n, covers. */
const overlap = (i: number, n: number, j: number, m: number): number =>
  (Math.min((i + 1) * m, (j + 1) * n) - Math.max(i * m, j * n)) / n;

/** Where the centre of fine cell i, of n, lies among the m coarse centres: the one before it, and how far beyond that one. */
function between(i: number, n: number, m: number): readonly [before: number, share: number] {
  const place = (2 * i + 1) * m - n;
  const j = Math.floor(place / (2 * n));
  return [j, (place - j * 2 * n) / (2 * n)];
}

const mix = (a: number, b: number, share: number): number => a * (1 - share) + b * share;

export function multigrid(arrays: readonly TwinArray[], walls: Walls, rates: ChemicalRates): Multigrid {
  const parameters: Fields = record(arrays[0]);
  const clock = record(arrays[1]);
  const solver = record(arrays[2]);
  const levels = words(arrays[3]);
  const source = numbers(arrays[4]);
  const solution = numbers(arrays[5]);
  const relaxed = numbers(arrays[6]);
  const means = numbers(arrays[7]);
  const shift = numbers(arrays[8]);
  const { diffusion, decay } = rates(parameters);
  const [periodicX, periodicY] = [walls.boundaryX === 'periodic', walls.boundaryY === 'periodic'];
  const finestCells = parameters.nx * parameters.ny;
  const coupling = (n: number, length: number): number => diffusion * (n / length) ** 2;

  /** Residual and diagonal of a cell, its own value and its neighbours' in arrays of their own. */
  function equation(
    level: LevelRow,
    ix: number,
    iy: number,
    here: Float64Array,
    seen: (jx: number, jy: number) => number,
  ): readonly [residual: number, diagonal: number] {
    const { nx, ny, first } = level;
    const i = first + iy * nx + ix;
    const v = here[i];
    const alongX = coupling(nx, parameters.nx * parameters.dx);
    const alongY = coupling(ny, parameters.ny * parameters.dy);
    let diagonal = decay;
    let sum = source[i] - (first === 0 ? shift[0] : 0) - decay * v;
    for (const jx of [wrapped(ix - 1, nx, periodicX), wrapped(ix + 1, nx, periodicX)]) {
      if (jx === ix) continue;
      diagonal += alongX;
      sum += alongX * (seen(jx, iy) - v);
    }
    for (const jy of [wrapped(iy - 1, ny, periodicY), wrapped(iy + 1, ny, periodicY)]) {
      if (jy === iy) continue;
      diagonal += alongY;
      sum += alongY * (seen(ix, jy) - v);
    }
    return [sum, diagonal];
  }

  const isRed = (ix: number, iy: number): boolean => (ix + iy) % 2 === 0;

  return {
    busy: clock.busy !== 0 && solver.busy !== 0,
    rows: levels.length / LEVEL_WORDS,
    level(row) {
      const [nx, ny, first, coarseNx, coarseNy, coarseFirst] = levels.subarray(LEVEL_WORDS * row);
      return { nx, ny, first, coarseNx, coarseNy, coarseFirst };
    },

    sweep(level, before) {
      const { nx, ny, first } = level;
      const from = before ? solution : relaxed;
      const to = before ? relaxed : solution;
      for (const red of [true, false]) {
        const seen = (jx: number, jy: number): number =>
          (!red && isRed(jx, jy) ? to : from)[first + jy * nx + jx];
        for (let iy = 0; iy < ny; iy += 1) {
          for (let ix = 0; ix < nx; ix += 1) {
            if (isRed(ix, iy) !== red) continue;
            const i = first + iy * nx + ix;
            const [residual, diagonal] = equation(level, ix, iy, from, seen);
            to[i] = diagonal <= 0 ? from[i] : from[i] + residual / diagonal;
          }
        }
      }
    },

    restrict(level) {
      const { nx, ny, first, coarseNx, coarseNy, coarseFirst } = level;
      const seen = (jx: number, jy: number): number => relaxed[first + jy * nx + jx];
      for (let jy = 0; jy < coarseNy; jy += 1) {
        for (let jx = 0; jx < coarseNx; jx += 1) {
          const [firstX, lastX] = [
            Math.floor((jx * nx) / coarseNx),
            Math.floor(((jx + 1) * nx - 1) / coarseNx),
          ];
          const [firstY, lastY] = [
            Math.floor((jy * ny) / coarseNy),
            Math.floor(((jy + 1) * ny - 1) / coarseNy),
          ];
          let leftOver = 0;
          let mean = 0;
          for (let iy = firstY; iy <= lastY; iy += 1) {
            for (let ix = firstX; ix <= lastX; ix += 1) {
              const share = overlap(ix, nx, jx, coarseNx) * overlap(iy, ny, jy, coarseNy);
              const i = first + iy * nx + ix;
              leftOver += share * equation(level, ix, iy, relaxed, seen)[0];
              mean += share * relaxed[i];
              if (first > 0) mean += share * means[i - finestCells];
            }
          }
          const j = coarseFirst + jy * coarseNx + jx;
          source[j] = leftOver;
          solution[j] = 0;
          means[j - finestCells] = mean;
        }
      }
    },

    prolong(level) {
      const { nx, ny, first, coarseNx, coarseNy, coarseFirst } = level;
      const coarseValue = (jx: number, jy: number): number =>
        solution[
          coarseFirst + wrapped(jy, coarseNy, periodicY) * coarseNx + wrapped(jx, coarseNx, periodicX)
        ];
      for (let iy = 0; iy < ny; iy += 1) {
        const [y, shareY] = between(iy, ny, coarseNy);
        for (let ix = 0; ix < nx; ix += 1) {
          const [x, shareX] = between(ix, nx, coarseNx);
          const lower = mix(coarseValue(x, y), coarseValue(x + 1, y), shareX);
          const upper = mix(coarseValue(x, y + 1), coarseValue(x + 1, y + 1), shareX);
          relaxed[first + iy * nx + ix] += mix(lower, upper, shareY);
        }
      }
    },

    solveLast({ first }) {
      if (decay > 0) {
        solution[first] = source[first] / decay;
      } else {
        shift[0] += source[first];
        solution[first] = -means[first - finestCells];
      }
    },
  };
}
