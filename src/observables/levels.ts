// An experiment at several levels, compared: where cells are and where the continuum says they are, how far these are apart,
// and how that falls with the number of cells. Along x: in the plane densities are summed over y.
//
// N independent cells drawn from the very density p differ from it by counting alone, on average by
//   L1:          sqrt(2/pi) sum over bins of sqrt(P (1 - P)/N)          (NUMERICS row 41: a bin holds a binomial number)
//   Wasserstein: sqrt(2/pi) integral of sqrt(F (1 - F)/N) dx            (likewise the number of cells left of x)
// Both fall as N^(-1/2). What is left when N grows is the error of the level itself.

import type { Grid } from '../core/grid.ts';
import { dx } from '../core/grid.ts';
import type { Cells, Simulation, Snapshot } from '../core/simulation.ts';

/** Of a density along x, or of cells. */
export interface Moments {
  /** Length and length squared; about the domain's left edge, as if x were not periodic. */
  readonly mean: number;
  readonly variance: number;
  /** Mean velocity along x, the integral of the current over the number of cells, length/time; null where unknown. */
  readonly current: number | null;
}

export interface Distances {
  /** Integral of the absolute difference, 0 to 2. */
  readonly l1: number;
  /** Mean way along x that cells would have to be moved, length. */
  readonly wasserstein: number;
}

export interface LevelState extends Moments {
  readonly level: string;
  /** Its own, where it has stopped or lags behind: distances are then not-a-number. */
  readonly time: number;
  /** Why it has stopped; null while it runs. */
  readonly stopped: string | null;
  /** Density on the grid. */
  readonly u: Float32Array;
  /** Probability per length in each of nx columns. */
  readonly density: Float64Array;
  /** From the cells. */
  readonly distances: Distances;
  /** What counting alone would leave of them, on average. */
  readonly noise: Distances;
  /** Against the number of cells: see `CellNumbers`. */
  readonly against: CellNumbers;
}

/** Mean distances of so many cells from a level's density, over groups of the cells there are. */
export interface CellNumbers {
  readonly counts: readonly number[];
  readonly l1: readonly number[];
  readonly wasserstein: readonly number[];
  /**
   * Slopes of the logarithms, by least squares, from numbers with some cells in every column on (below, an L1 distance nears 2
   * whatever the density); not-a-number with fewer than two of them.
   */
  readonly slopes: Distances;
}

export interface LevelsState {
  readonly time: number;
  readonly cells: Moments & { readonly count: number; readonly density: Float64Array };
  readonly levels: readonly LevelState[];
}

/** Cells that are read back for a comparison, at most. */
export const COMPARED_CELLS = 2 ** 17;
/** Groups that a mean distance is over, at most. */
const MOST_GROUPS = 32;
const FEWEST_CELLS = 16;
/** Cells a column on average from which a slope counts: 4 of a Poisson number deviate by 2 % less than the formula says. */
const CELLS_A_COLUMN = 4;

/** Looks at all levels of an experiment at once; null where there is but one. */
export const observeLevels = async (simulation: Simulation): Promise<LevelsState | null> =>
  (await readLevels(simulation))?.() ?? null;

/** The same in two parts: what is read is one of a moment, and is compared when the result is called. */
export async function readLevels(simulation: Simulation): Promise<(() => LevelsState) | null> {
  const { population, companions, config } = simulation;
  if (companions.length === 0 || population === null) return null;
  // Asked for in one turn, so that they are of one time.
  const [cells, ...snapshots] = await Promise.all([
    population.read(Math.min(population.count, COMPARED_CELLS)),
    ...companions.map((companion) => companion.simulation.snapshot()),
  ]);
  const speed = simulation.parameters['speed'] ?? null;
  const levels = companions.map(({ level, simulation: own }, index) => ({
    level,
    snapshot: snapshots[index],
    stopped: companions[index].stopped,
    // Keller-Segel fields have a chemical there.
    hasCurrent: own.config.model !== 'keller-segel',
  }));
  return () => compareLevels(config, cells, levels, speed);
}

export interface ComparedLevel {
  readonly level: string;
  readonly snapshot: Snapshot;
  readonly hasCurrent: boolean;
  readonly stopped?: string | null;
}

/** Times that are the same but for the ticks they are counted in. */
const SAME_TIME = 1e-5;
const UNKNOWN: Distances = { l1: NaN, wasserstein: NaN };

/** @param speed Of a run, length/time; null for cells that have none. */
export function compareLevels(
  grid: Grid,
  cells: Cells,
  levels: readonly ComparedLevel[],
  speed: number | null,
): LevelsState {
  const own = histogramOf(cells.x, grid, 0, cells.x.length);
  return {
    time: cells.time,
    cells: { count: cells.x.length, density: own, ...momentsOfCells(cells, speed) },
    levels: levels.map(({ level, snapshot, hasCurrent, stopped = null }) => {
      const density = marginal(snapshot.u, grid);
      const mass = sum(snapshot.u);
      const together = Math.abs(snapshot.time - cells.time) <= SAME_TIME * Math.max(cells.time, 1e-3);
      return {
        level,
        time: snapshot.time,
        stopped,
        u: snapshot.u,
        density,
        ...momentsOf(density, grid),
        current: hasCurrent && mass > 0 ? sum(snapshot.v) / mass : null,
        distances: together ? distancesOf(own, density, grid) : UNKNOWN,
        noise: countingNoise(density, grid, cells.x.length),
        against: againstNumber(cells.x, density, grid),
      };
    }),
  };
}

const sum = (values: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i];
  return total;
};

/** Probability per length in each column: u summed over y and scaled to an integral of 1. All zero without mass. */
function marginal(u: ArrayLike<number>, grid: Grid): Float64Array {
  const density = new Float64Array(grid.nx);
  const total = sum(u);
  if (!(total > 0)) return density;
  for (let i = 0; i < u.length; i += 1) density[i % grid.nx] += u[i] / (total * dx(grid));
  return density;
}

/** The same of the cells `from` to `to`. */
function histogramOf(x: Float64Array, grid: Grid, from: number, to: number): Float64Array {
  const density = new Float64Array(grid.nx);
  const h = dx(grid);
  const one = 1 / ((to - from) * h);
  for (let i = from; i < to; i += 1) density[Math.min(Math.floor(x[i] / h), grid.nx - 1)] += one;
  return density;
}

function momentsOf(density: Float64Array, grid: Grid): Pick<Moments, 'mean' | 'variance'> {
  const h = dx(grid);
  let mean = 0;
  for (let i = 0; i < density.length; i += 1) mean += density[i] * h * (i + 0.5) * h;
  let variance = 0;
  for (let i = 0; i < density.length; i += 1) variance += density[i] * h * ((i + 0.5) * h - mean) ** 2;
  return { mean, variance };
}

function momentsOfCells({ x, heading }: Cells, speed: number | null): Moments {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((at) => (at - mean) ** 2)) / x.length;
  return { mean, variance, current: speed === null ? null : (speed * sum(heading.map(Math.cos))) / x.length };
}

/** Between two densities on the grid's columns. Round a periodic axis cells take the shorter way: Werman et al. 1986. */
export function distancesOf(a: Float64Array, b: Float64Array, grid: Grid): Distances {
  const h = dx(grid);
  let l1 = 0;
  let cumulative = 0;
  const gaps = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) {
    l1 += Math.abs(a[i] - b[i]) * h;
    cumulative += (a[i] - b[i]) * h;
    gaps[i] = cumulative;
  }
  const middle = grid.boundaryX === 'periodic' ? median(gaps) : 0;
  let wasserstein = 0;
  for (const gap of gaps) wasserstein += Math.abs(gap - middle) * h;
  return { l1, wasserstein };
}

const median = (values: Float64Array): number =>
  Float64Array.from(values).sort()[Math.floor(values.length / 2)];

/** Of `count` cells drawn from the density; round a periodic axis the Wasserstein distance is less than that. */
export function countingNoise(density: Float64Array, grid: Grid, count: number): Distances {
  const h = dx(grid);
  let l1 = 0;
  let wasserstein = 0;
  let left = 0;
  const scale = Math.sqrt(2 / (Math.PI * count));
  for (const value of density) {
    const share = Math.min(value * h, 1);
    left = Math.min(left + share, 1);
    l1 += scale * Math.sqrt(share * (1 - share));
    wasserstein += scale * Math.sqrt(left * (1 - left)) * h;
  }
  return { l1, wasserstein };
}

/** Cells have nothing to do with one another's index, so any stretch of them is a sample. */
function againstNumber(x: Float64Array, density: Float64Array, grid: Grid): CellNumbers {
  const counts: number[] = [];
  for (let count = x.length; count >= FEWEST_CELLS; count = Math.floor(count / 2)) counts.unshift(count);
  const means = counts.map((count) => {
    const groups = Math.min(Math.floor(x.length / count), MOST_GROUPS);
    let l1 = 0;
    let wasserstein = 0;
    for (let group = 0; group < groups; group += 1) {
      const part = histogramOf(x, grid, group * count, (group + 1) * count);
      const distances = distancesOf(part, density, grid);
      l1 += distances.l1 / groups;
      wasserstein += distances.wasserstein / groups;
    }
    return { l1, wasserstein };
  });
  const l1 = means.map((mean) => mean.l1);
  const wasserstein = means.map((mean) => mean.wasserstein);
  const first = counts.findIndex((count) => count >= CELLS_A_COLUMN * density.length);
  const slopeOf = (values: readonly number[]): number =>
    first < 0 ? NaN : slope(counts.slice(first), values.slice(first));
  return { counts, l1, wasserstein, slopes: { l1: slopeOf(l1), wasserstein: slopeOf(wasserstein) } };
}

/** Of ln y against ln x, by least squares. */
function slope(x: readonly number[], y: readonly number[]): number {
  const [lx, ly] = [x.map(Math.log), y.map(Math.log)];
  const [mx, my] = [sum(lx) / x.length, sum(ly) / y.length];
  const top = lx.reduce((total, value, k) => total + (value - mx) * (ly[k] - my), 0);
  return top / lx.reduce((total, value) => total + (value - mx) ** 2, 0);
}
