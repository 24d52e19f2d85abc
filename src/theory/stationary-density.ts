// The density that cells settle to in a field that stands still, where no cells come or go. Without a net flux a run-and-
// tumble population is locally isotropic, and its density p follows from balance: grad p = p (1 - persistence) A s/v, where
// the rate of tumbling is A (1 - s . e) for a heading e. It holds for any persistence and rotational diffusion (NUMERICS,
// rows 10 and 15; Alt 1980, Schnitzer 1993). In one dimension it holds for clipped rates, too:
//   p'/p = (1 - persistence)/2 (alpha_minus - alpha_plus)/v.
//
// Two ways. Where nothing depends on y, that equation is integrated. Elsewhere the rule's own potential is ln p. Neither
// knows two dimensions with a rate clipped at 0 (headings are then not isotropic), nor a flux round a periodic axis.

import type { WalkConfig } from '../core/config.ts';
import { dx } from '../core/grid.ts';
import { answersAtOnce } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';
import type { RateAt, SensedField } from './sensed-field.ts';
import { sensedField } from './sensed-field.ts';

export interface StationaryDensity {
  /** Probability per length along x, averaged over each of the grid's nx columns. */
  readonly density: Float64Array;
  /** Of x, from the left edge. */
  readonly mean: number;
  readonly variance: number;
}

/** Points along x and y at least, whatever the grid: the error of the midpoint rule falls with their square. */
const POINTS_ALONG_LINE = 8192;
const POINTS_IN_PLANE = 256;
/** A difference of ln p round a periodic axis that is not rounding: it would drive a flux. */
const CLOSED = 1e-6;

/** Null where theory has no answer: see above; and where a formula is not finite. */
export function stationaryDensity(
  config: WalkConfig,
  rule: SensingRule,
  field: SensedField = sensedField(config, rule),
): StationaryDensity | null {
  if (!field.known || !field.still) return null;
  if (rule.motion !== 'crawling' && !answersAtOnce(rule)) return null;
  if (rule.motion === 'tumbling' && field.alongX) return alongLine(config, field);
  return inPlane(config, field);
}

/** Integrates p'/p between nodes by the midpoint rule: formulas are never asked at the edges themselves. */
function alongLine(config: WalkConfig, field: SensedField): StationaryDensity | null {
  const { nx, width, parameters } = config;
  const fold = Math.max(Math.ceil(POINTS_ALONG_LINE / nx), 1);
  const h = dx(config) / fold;
  const rate: RateAt = { mean: 0, sx: 0, sy: 0 };
  const logarithm = new Float64Array(nx * fold + 1);
  let span = 0;
  let turning = 0;
  for (let node = 0; node < nx * fold; node += 1) {
    field.rate((node + 0.5) * h, 0, rate);
    let plus = rate.mean * (1 - rate.sx);
    let minus = rate.mean * (1 + rate.sx);
    if (plus < 0 || minus < 0) {
      if (field.dimension === 2) return null;
      plus = Math.max(plus, 0);
      minus = Math.max(minus, 0);
    }
    turning += (1 - parameters.persistence) * (plus + minus);
    const slope = ((1 - parameters.persistence) * (minus - plus)) / (2 * parameters.speed);
    logarithm[node + 1] = logarithm[node] + h * slope;
    span += h * Math.abs(slope);
  }
  // Cells that never turn settle to nothing; rotational diffusion turns them, too.
  if (field.dimension === 2) turning += parameters.rotationalDiffusion;
  if (turning === 0) return null;
  const round = Math.abs(logarithm[nx * fold]);
  if (config.boundaryX === 'periodic' && round > CLOSED * Math.max(span, 1)) return null;
  // Averages over the fine intervals by the trapezoidal rule.
  let top = -Infinity;
  for (const value of logarithm) top = Math.max(top, value);
  const fine = new Float64Array(nx * fold);
  for (let node = 0; node < fine.length; node += 1) {
    fine[node] = (Math.exp(logarithm[node] - top) + Math.exp(logarithm[node + 1] - top)) / 2;
  }
  return summary(fine, width, nx);
}

/** exp(potential) at the middle of fine cells, summed over y. */
function inPlane(config: WalkConfig, field: SensedField): StationaryDensity | null {
  const { nx, width } = config;
  const flat = field.dimension === 1;
  const least = flat ? POINTS_ALONG_LINE : POINTS_IN_PLANE;
  const columns = nx * Math.max(Math.ceil(least / nx), 1);
  const rows = flat ? 1 : Math.min(config.ny, POINTS_IN_PLANE);
  const height = flat ? 0 : config.height;
  if (neverTurns(config, field) || !closed(config, field) || clipped(config, field)) return null;
  const at = (column: number, row: number): number | null =>
    field.potential(((column + 0.5) / columns) * width, ((row + 0.5) / rows) * height);
  const logarithm = new Float64Array(columns * rows);
  let top = -Infinity;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = at(column, row);
      if (value === null) return null;
      logarithm[row * columns + column] = value;
      top = Math.max(top, value);
    }
  }
  if (!Number.isFinite(top)) return null;
  const sums = new Float64Array(columns);
  for (let index = 0; index < logarithm.length; index += 1) {
    sums[index % columns] += Math.exp(logarithm[index] - top);
  }
  return summary(sums, width, nx);
}

/** Cells that never turn settle to nothing; rotational diffusion turns them, too. */
const neverTurns = ({ parameters }: WalkConfig, field: SensedField): boolean =>
  field.rule.motion === 'tumbling' &&
  parameters.persistence === 1 &&
  (field.dimension === 1 || parameters.rotationalDiffusion === 0);

/** Whether the potential comes back to its value across every periodic edge. */
function closed(config: WalkConfig, field: SensedField): boolean {
  const { width, height } = config;
  for (let sample = 0; sample < 16; sample += 1) {
    const part = (sample + 0.5) / 16;
    const pairs = [];
    if (config.boundaryX === 'periodic') {
      pairs.push([field.potential(0, part * height), field.potential(width, part * height)]);
    }
    if (config.boundaryY === 'periodic' && field.dimension === 2) {
      pairs.push([field.potential(part * width, 0), field.potential(part * width, height)]);
    }
    for (const [a, b] of pairs) {
      if (a === null || b === null || !(Math.abs(a - b) <= CLOSED * Math.max(Math.abs(a), 1))) return false;
    }
  }
  return true;
}

/** Whether any heading's rate falls below 0 somewhere, on at most 64 x 64 places. */
function clipped(config: WalkConfig, field: SensedField): boolean {
  if (field.rule.motion === 'crawling') return false;
  const rate: RateAt = { mean: 0, sx: 0, sy: 0 };
  for (let row = 0; row < 64; row += 1) {
    for (let column = 0; column < 64; column += 1) {
      field.rate(((column + 0.5) / 64) * config.width, ((row + 0.5) / 64) * config.height, rate);
      if (!(rate.mean >= 0) || !(Math.hypot(rate.sx, rate.sy) <= 1)) return true;
    }
  }
  return false;
}

/** Weights of equal fine intervals over the width to a density on nx columns and its moments. */
function summary(fine: Float64Array, width: number, nx: number): StationaryDensity | null {
  const fold = fine.length / nx;
  const h = width / fine.length;
  let total = 0;
  let first = 0;
  for (let index = 0; index < fine.length; index += 1) {
    total += fine[index];
    first += fine[index] * (index + 0.5) * h;
  }
  if (!(total > 0) || !Number.isFinite(total)) return null;
  const mean = first / total;
  const density = new Float64Array(nx);
  let variance = 0;
  for (let index = 0; index < fine.length; index += 1) {
    const share = fine[index] / total;
    variance += share * ((index + 0.5) * h - mean) ** 2;
    density[Math.floor(index / fold)] += share / (h * fold);
  }
  return { density, mean, variance };
}
