// The preset `saturated` at t = 50 from a smooth start, by each scheme, and how far that is from a converged solution: what the
// check saturated-work and the benchmark's --accuracy are about. A quarter of the preset's sides at its cell size, and a smooth
// start of the preset's own height (its noise is another one on each grid): at t = 50 the pattern is still growing, as in it.

import { uniform } from '../core/random.ts';
import { evaluationsOf } from '../simulation/index.ts';
import type { CheckContext, Settings } from './check.ts';
import { fields, startFields } from './field-runs.ts';
import type { FieldRun, FieldState } from './field-runs.ts';

const SIDE = 25.6;
export const END = 50;
/** The preset's: h = 0.2. */
const CELLS = 128;

export const SETTINGS: Settings = {
  preset: 'saturated',
  ...{ width: SIDE, height: SIDE, until: END, every: END },
};

/** Waves no shorter than 3.2, of random direction and phase: the fastest in linear theory is of 9.95. */
const WAVES = Array.from({ length: 24 }, (_, k) => {
  const index = (stream: number): number => Math.round(8 * (2 * uniform(3, stream, k, 0) - 1));
  return { x: index(1), y: index(2), phase: 2 * Math.PI * uniform(3, 3, k, 0) };
});
const start = (x: number, y: number): number => {
  const angle = (wave: (typeof WAVES)[number]): number =>
    (2 * Math.PI * (wave.x * x + wave.y * y)) / SIDE + wave.phase;
  return 0.005 * (1 + 0.03 * WAVES.reduce((sum, wave) => sum + Math.cos(angle(wave)), 0));
};

/** A way to compute it. */
export interface Attempt {
  readonly name: string;
  /** Cells a side. */
  readonly cells: number;
  readonly settings: {
    readonly scheme: 'euler' | 'ssprk2' | 'rkl2';
    readonly flux?: 'fourth-order';
    readonly timeStep?: number;
    readonly tolerance?: number;
  };
}

/** Of a step: what is usual where nothing is said; the preset has a tenth of it. */
const USUAL = 1e-3;
const FOURTH = { scheme: 'rkl2', flux: 'fourth-order', tolerance: USUAL } as const;
const HALF = 'RKL2, fourth order, half the cells a side';
export const ATTEMPTS = {
  euler: { name: 'forward Euler, dt = .005', cells: CELLS, settings: { scheme: 'euler', timeStep: 0.005 } },
  ssprk2: { name: 'SSP-RK2', cells: CELLS, settings: { scheme: 'ssprk2' } },
  rkl2: { name: 'RKL2', cells: CELLS, settings: { scheme: 'rkl2', tolerance: USUAL } },
  fourth: { name: 'RKL2, fourth order', cells: CELLS, settings: FOURTH },
  coarse: { name: HALF, cells: CELLS / 2, settings: FOURTH },
  strict: {
    name: `${HALF}, tolerance 1e-4`,
    cells: CELLS / 2,
    settings: { ...FOURTH, tolerance: USUAL / 10 },
  },
} as const satisfies Readonly<Record<string, Attempt>>;
/** Three halves of the cells, and a hundredth of the tolerance: its own error is a fifth of the best attempt's in space. */
export const CONVERGED: Attempt = {
  ...{ name: 'converged', cells: 1.5 * CELLS, settings: { ...FOURTH, tolerance: 1e-5 } },
};

export const attemptSettings = ({ cells, settings }: Attempt): Settings => ({
  ...SETTINGS,
  ...settings,
  ...{ nx: cells, ny: cells },
});

export const startAttempt = (context: CheckContext, attempt: Attempt): Promise<FieldRun> =>
  startFields(context, attemptSettings(attempt), (grid) => fields(grid, start, () => 0));

/** Right-hand sides times cells that a run has evaluated. */
export const workOf = async (
  { config, simulation }: FieldRun,
  { measurement }: Pick<FieldState, 'measurement'>,
): Promise<number> => (await evaluationsOf(simulation, measurement)) * config.nx * config.ny;

/** Weights of the trigonometric interpolant of n periodic values, n even, at m cell centres. */
function weights(n: number, m: number): Float64Array[] {
  return Array.from({ length: m }, (_, k) =>
    Float64Array.from({ length: n }, (__, i) => {
      const angle = 2 * Math.PI * ((k + 0.5) / m - (i + 0.5) / n);
      const half = Math.sin(angle / 2);
      return Math.abs(half) < 1e-12 ? 1 : (Math.sin((n * angle) / 2) * Math.cos(angle / 2)) / (n * half);
    }),
  );
}

/** A periodic square field of n x n centres at m x m centres. */
function interpolated(values: Float64Array, n: number, m: number): Float64Array {
  const weight = weights(n, m);
  const rows = new Float64Array(n * m);
  for (let iy = 0; iy < n; iy += 1)
    for (let k = 0; k < m; k += 1)
      for (let ix = 0; ix < n; ix += 1) rows[iy * m + k] += weight[k][ix] * values[iy * n + ix];
  const result = new Float64Array(m * m);
  for (let l = 0; l < m; l += 1)
    for (let iy = 0; iy < n; iy += 1)
      for (let k = 0; k < m; k += 1) result[l * m + k] += weight[l][iy] * rows[iy * m + k];
  return result;
}

/** Root mean square of the difference from the converged solution over that of the pattern, u less its mean. */
export function patternError({ cells }: Attempt, u: Float64Array, converged: Float64Array): number {
  const exact = interpolated(converged, CONVERGED.cells, cells);
  const mean = exact.reduce((sum, value) => sum + value, 0) / exact.length;
  let [difference, pattern] = [0, 0];
  u.forEach((value, i) => {
    difference += (value - exact[i]) ** 2;
    pattern += (exact[i] - mean) ** 2;
  });
  return Math.sqrt(difference / pattern);
}
