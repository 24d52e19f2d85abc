// The ends of the colour range. An automatic end follows the field: outwards at once, and inwards slowly, so the colours do
// not flicker. A fixed end stays where it was put. What time means for "slowly" is the caller's: wall-clock seconds on the
// page, frames in a film, which keeps films reproducible. A logarithmic range ends above 0: values that do not are drawn in its lowest colour. Nothing is clipped but the luckiest counts: where a density was
// counted, the fullest cell of the grid stands out by chance, and a range up to it would show all others dark.

import { isGridField } from '../core/config.ts';
import type { Config, ViewConfig } from '../core/config.ts';
import { dimension, dx, dy } from '../core/grid.ts';
import type { FieldStatistics, Measurement, Snapshot } from '../core/simulation.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Seconds in which an automatic end has gone 63% of the way inwards. */
const RELAXATION = 0.5;
/** An automatic logarithmic range never spans more than this factor. */
const LARGEST_RATIO = 1e6;
/**
 * Smallest automatic span, relative to the values: 100 times the rounding of a 32-bit float, so a uniform field is
 * drawn uniform instead of as its rounding errors.
 */
const SMALLEST_SPAN = 1e-5;

/** A range with low < high (and low > 0 where logarithmic), whatever the user fixed and the field holds. */
export function usableRange(low: number, high: number, logarithmic: boolean): Range {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: logarithmic ? 0.1 : 0, high: 1 };
  if (logarithmic) {
    const top = high > 0 ? high : 1;
    const bottom = Math.max(low, top / LARGEST_RATIO);
    return bottom < top * (1 - SMALLEST_SPAN) ? { low: bottom, high: top } : { low: top / 2, high: top * 2 };
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low >= SMALLEST_SPAN * size && high > low) return { low, high };
  const half = size > 0 ? size / 2 : 0.5;
  const middle = (low + high) / 2;
  return { low: middle - half, high: middle + half };
}

/**
 * Standard deviations by which the fullest of many equal cells of a grid is taken to stand out. Of 65,536 it is 4.2; with less,
 * somewhat noisy places still show differences.
 */
const LUCK = 2.5;

/** Smallest and largest value of a field. */
export type Ends = Pick<FieldStatistics, 'min' | 'max'>;

/** Those of the means inside cells; no numbers while they are not known. */
export const insideEnds = ({ inside }: Pick<Measurement, 'inside'>, field: string): Ends =>
  inside?.name === field && inside.min <= inside.max ? inside : { min: NaN, max: NaN };

/** Values of a field that is drawn; null where the snapshot has none. */
export function fieldValues(snapshot: Snapshot, field: string): Float32Array | null {
  if (isGridField(field)) return snapshot[field];
  return snapshot.inside?.name === field ? snapshot.inside.values : null;
}

/** Statistics of the density u as a picture needs them: of counted cells without what chance adds to the largest value. */
export function pictured(
  measurement: Pick<Measurement, 'u' | 'v' | 'inside'>,
  config: Config,
  field: string,
): Ends {
  if (!isGridField(field)) return insideEnds(measurement, field);
  const statistics = measurement[field];
  if (config.model !== 'run-and-tumble' || field !== 'u') return statistics;
  const area = dimension(config) === 1 ? dx(config) : dx(config) * dy(config);
  return { min: statistics.min, max: likelyMaximum(statistics.max, config.weight / area) };
}

/**
 * The density that would be expected where `max` was counted, if luck had its share in that: n cells are expected to give
 * n + LUCK sqrt(n) there. `single` is the density of one simulated cell in a cell of the grid: less than that is never
 * told, so single cells keep a colour.
 */
export function likelyMaximum(max: number, single: number): number {
  const counted = max / single;
  const expected = (Math.sqrt(LUCK ** 2 / 4 + counted) - LUCK / 2) ** 2;
  return counted > 1 ? Math.max(expected, 1) * single : max;
}

export interface RangeFollower {
  /** The range after `seconds` more, for a field with these statistics: see `pictured`. */
  follow(view: ViewConfig, statistics: Ends, seconds: number): Range;
  /** Forgets the past: after a reset, or a change of field. */
  reset(): void;
}

export function createRangeFollower(): RangeFollower {
  let followed: Range | null = null;
  return {
    follow(view, statistics, seconds) {
      const keep = followed === null ? 0 : Math.exp(-seconds / RELAXATION);
      const previous = followed ?? { low: statistics.min, high: statistics.max };
      const { min, max } = statistics;
      if (Number.isFinite(min) && Number.isFinite(max)) {
        followed = {
          low: min <= previous.low ? min : min + (previous.low - min) * keep,
          high: max >= previous.high ? max : max + (previous.high - max) * keep,
        };
      }
      const automatic = followed ?? { low: 0, high: 1 };
      const logarithmic = view.scale === 'logarithmic';
      return usableRange(view.low ?? automatic.low, view.high ?? automatic.high, logarithmic);
    },
    reset() {
      followed = null;
    },
  };
}
