// What an accurate answer costs: the preset `saturated` at t = 50 by each scheme, its error against a converged solution and
// the right-hand sides times cells that it took. A quarter of the preset's sides at its cell size, and a smooth start of the
// preset's own height (its noise is another one on each grid): at t = 50 the pattern is still growing, as in the preset.
//
// "Work" counts right-hand sides; a stage of RKL2 moves 40 bytes a cell on the GPU, a step of forward Euler 16 to 24.

import { uniform } from '../core/random.ts';
import type { Check, CheckContext, Plot, Quantity, Settings } from './check.ts';
import { fields, startFields } from './field-runs.ts';
import { equal, within } from './verdict.ts';

const SIDE = 25.6;
const END = 50;
/** The preset's: h = 0.2. */
const CELLS = 128;

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

interface Contender {
  readonly name: string;
  readonly cells: number;
  readonly settings: Settings;
  /** Right-hand sides times cells that are allowed it, over those of forward Euler, and why. */
  readonly most: number;
  readonly why: string;
  /** Share of the time that all of them take, about. */
  readonly share: number;
}

const FOURTH = { scheme: 'rkl2', flux: 'fourth-order' } as const;
const LONGER = 'steps ten times as long and more, of some 20 stages: a fifth leaves room for the first ones';
const CONTENDERS: readonly Contender[] = [
  {
    name: 'forward Euler, dt = .005',
    ...{ cells: CELLS, settings: { scheme: 'euler', timeStep: 0.005 }, share: 0.3 },
    ...{ most: 1, why: 'the same' },
  },
  {
    name: 'SSP-RK2',
    ...{ cells: CELLS, settings: { scheme: 'ssprk2' }, share: 0.35 },
    ...{ most: 2, why: 'twice a step, and steps no shorter' },
  },
  { name: 'RKL2', cells: CELLS, settings: { scheme: 'rkl2' }, share: 0.05, most: 1 / 5, why: LONGER },
  { name: 'RKL2, fourth order', cells: CELLS, settings: FOURTH, share: 0.05, most: 1 / 5, why: LONGER },
  {
    name: 'RKL2, fourth order, half the cells a side',
    ...{ cells: CELLS / 2, settings: FOURTH, share: 0.01 },
    ...{ most: 1 / 15, why: 'the ratio to be shown' },
  },
];
/** Three halves of the cells, and a hundredth of the tolerance: its own error is a fifth of the best contender's in space. */
const CONVERGED = {
  ...{ name: 'converged', cells: 1.5 * CELLS, settings: { ...FOURTH, tolerance: 1e-5 }, share: 0.24 },
};

interface Outcome {
  readonly u: Float64Array;
  /** Right-hand sides times cells. */
  readonly work: number;
}

async function run(
  context: CheckContext,
  settings: Settings,
  { cells, settings: own }: Pick<Contender, 'cells' | 'settings'>,
): Promise<Outcome> {
  const all = { ...settings, ...own, nx: cells, ny: cells };
  const running = await startFields(context, all, (grid) => fields(grid, start, () => 0));
  const { u, measurement } = await running.to(END);
  const { scheme } = running.config;
  const { backend } = running.simulation;
  const stages =
    scheme === 'rkl2'
      ? (await backend.readRecord('super_step')).evaluations
      : (measurement.steps + measurement.rejected) * (scheme === 'euler' ? 1 : 2);
  running.dispose();
  return { u, work: stages * cells * cells };
}

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

/** Root mean square of the difference over that of the pattern, u less its mean. */
function patternError(u: Float64Array, exact: Float64Array): number {
  const mean = exact.reduce((sum, value) => sum + value, 0) / exact.length;
  let [difference, pattern] = [0, 0];
  u.forEach((value, i) => {
    difference += (value - exact[i]) ** 2;
    pattern += (exact[i] - mean) ** 2;
  });
  return Math.sqrt(difference / pattern);
}

const work: Check = {
  name: 'saturated-work',
  rows: [],
  title: 'Super-time-steps with the flux of fourth order reach a smaller error with a fifteenth of the work',
  model: 'keller-segel',
  quick: false,
  source:
    'a converged solution: 192 x 192 cells of fourth order, tolerance 1e-5, interpolated by its Fourier series',
  settings: {
    preset: 'saturated',
    ...{ width: SIDE, height: SIDE, until: END, every: END },
  },
  varied:
    'scheme, flux and nx = ny = 128, 64 as named; u = .005 + 24 waves no shorter than 3.2, v = 0; errors over the height of the pattern',
  async run(context) {
    const all = [CONVERGED, ...CONTENDERS];
    let done = 0;
    const outcomes: Outcome[] = [];
    for (const contender of all) {
      const [from, { share }] = [done, contender];
      const own = { ...context, progress: (part: number) => context.progress(from + share * part) };
      outcomes.push(await run(own, this.settings, contender));
      done += share;
    }
    const [converged, ...found] = outcomes;
    const errors = found.map(({ u }, index) =>
      patternError(u, interpolated(converged.u, CONVERGED.cells, CONTENDERS[index].cells)),
    );
    const euler = found[0].work;
    const quantities = CONTENDERS.flatMap(({ name, most, why }, index): Quantity[] => [
      within(`error, ${name}`, '1', errors[index], 0, 0.01, 'a hundredth of the pattern'),
      within(`work over forward Euler's, ${name}`, '1', found[index].work / euler, 0, most, why),
      equal(`cells below 0, ${name}`, found[index].u.filter((value) => !(value >= 0)).length, 0),
    ]);
    const ratio = errors[errors.length - 1] / errors[0];
    quantities.push(
      within('error of the last over the first', '1', ratio, 0, 1, 'less work must not mean more error'),
    );
    return { quantities, plot: workPlot(errors, found) };
  },
};

const workPlot = (errors: readonly number[], found: readonly Outcome[]): Plot => ({
  title: 'Preset saturated at t = 50: error against work',
  x: { label: 'right-hand sides x cells', unit: '1', scale: 'logarithmic' },
  y: { label: 'error over the pattern', unit: '1', scale: 'logarithmic' },
  curves: CONTENDERS.map(({ name }, index) => ({
    name,
    kind: 'measured',
    points: [[found[index].work, errors[index]]],
  })),
});

export const SATURATED_WORK: readonly Check[] = [work];
