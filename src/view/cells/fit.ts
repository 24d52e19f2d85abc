// Numbers drawn out of the averages of a run: the diffusion coefficient from how the displacement spreads, and the drift
// speed from how its mean moves, each with the standard error that the number of cells leaves.

import type { Averages } from './series.ts';

export interface Estimate {
  readonly value: number;
  /** One standard deviation of the value over repetitions of the run with other random numbers. */
  readonly error: number;
}

/** Fewest points of a straight line worth fitting. */
const FEWEST = 5;

/** Mean squared displacement about the mean one: without drift the two differ by 1/count only. */
export const spread = (averages: Averages, index: number): number =>
  averages.squaredDisplacement[index] -
  averages.displacementX[index] ** 2 -
  averages.displacementY[index] ** 2;

/**
 * Diffusion coefficient, L^2/T: least-squares slope of the spread over the later half of the run, over 2 d. Null with too
 * few points, before that half begins at the time `after`, from which the spread grows evenly, and where that is null.
 *
 * The error is not that of the straight line: the same cells make all its points, so they hang together. For diffusing
 * cells the covariance of |r|^2 at times s < t is 8 d D^2 s^2; the slope over [a, b] is an integral of |r|^2 with weights
 * w(t) = 12 (t - m)/L^3, where m is the middle and L = b - a, whose variance is 8 d D^2 (12/5) m/L for one cell. So
 * error = D sqrt((24/5) m/(L d count)); over the later half, m/L = 3/2.
 */
export function fitDiffusion(
  averages: Averages,
  dimension: 1 | 2,
  count: number,
  after: number | null,
): Estimate | null {
  const { times } = averages;
  const end = times.length - 1;
  if (end < 0 || after === null) return null;
  const middle = (times[0] + times[end]) / 2;
  const begin = times.findIndex((time) => time >= middle);
  if (end - begin + 1 < FEWEST || times[begin] < after) return null;
  const values = times.map((_, index) => spread(averages, index));
  const slope = straightSlope(times, values, begin);
  const value = slope / (2 * dimension);
  const length = times[end] - times[begin];
  const centre = (times[end] + times[begin]) / 2;
  return { value, error: Math.abs(value) * Math.sqrt((4.8 * centre) / (length * dimension * count)) };
}

/** Slope of the least-squares line through the points from index `begin` on. */
function straightSlope(times: readonly number[], values: readonly number[], begin: number): number {
  let meanTime = 0;
  let meanValue = 0;
  const count = times.length - begin;
  for (let index = begin; index < times.length; index += 1) {
    meanTime += times[index] / count;
    meanValue += values[index] / count;
  }
  let product = 0;
  let square = 0;
  for (let index = begin; index < times.length; index += 1) {
    product += (times[index] - meanTime) * (values[index] - meanValue);
    square += (times[index] - meanTime) ** 2;
  }
  return product / square;
}

/** A unit vector along which drift is told; y is 0 in one dimension. */
export interface Direction {
  readonly x: number;
  readonly y: number;
}

export interface DriftSeries {
  readonly times: readonly number[];
  /** Mean displacement along the direction over the time since the start, L/T. */
  readonly sinceStart: readonly number[];
  /** The same over the last fifth of the time. */
  readonly recent: readonly number[];
  /** Standard error of the newest `sinceStart`; in the plane the spread counts as the same both ways. */
  readonly error: number;
}

/** Share of the time since the start that counts as recent: a window that grows keeps its noise from growing. */
const RECENT = 0.2;

/** Drift speeds at every time but the start. */
export function driftSeries(
  averages: Averages,
  direction: Direction,
  dimension: 1 | 2,
  count: number,
): DriftSeries {
  const { displacementX, displacementY } = averages;
  // Displacements begin at 0 at time 0, whether or not that was measured.
  const begun = averages.times[0] === 0;
  const times = begun ? [...averages.times] : [0, ...averages.times];
  const along = averages.times.map((_, k) => direction.x * displacementX[k] + direction.y * displacementY[k]);
  if (!begun) along.unshift(0);
  const sinceStart: number[] = [];
  const recent: number[] = [];
  let before = 0;
  for (let index = 1; index < times.length; index += 1) {
    const from = (1 - RECENT) * times[index];
    while (times[before + 1] <= from) before += 1;
    const part = (from - times[before]) / (times[before + 1] - times[before]);
    const earlier = along[before] + part * (along[before + 1] - along[before]);
    sinceStart.push(along[index] / times[index]);
    recent.push((along[index] - earlier) / (times[index] - from));
  }
  const end = averages.times.length - 1;
  const variance = end < 0 ? 0 : Math.max(spread(averages, end), 0) / dimension;
  const error = times.length < 2 ? 0 : Math.sqrt(variance / count) / times[times.length - 1];
  return { times: times.slice(1), sinceStart, recent, error };
}
