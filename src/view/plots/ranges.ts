// Axes that hold what is to be drawn: of time, which grow in round steps, and of values, which end at round numbers.

import { roundLength } from '../numbers.ts';
import type { Axis } from './axes.ts';
import { roundAxis } from './axes.ts';

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** Time from 0 to `until`, or, where that is null or past, to a round time not before `last`. */
export function axisOfTime(last: number, until: number | null): Axis {
  const names = ['time t', 't'];
  if (until !== null && last <= until * (1 + 1e-9)) return { low: 0, high: until, names };
  if (!(last > 0)) return { low: 0, high: 1, names };
  const power = 10 ** Math.floor(Math.log10(last));
  const factor = ROUND.find((candidate) => candidate * power >= last * (1 - 1e-9)) ?? 10;
  return { low: 0, high: factor * power, names };
}

/** Smallest and largest of the finite numbers; low > high where there are none. */
export function extent(...lists: readonly ArrayLike<number>[]): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (let index = 0; index < list.length; index += 1) {
      const value = list[index];
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}

/** An axis that holds these values between round numbers and spans at least about `least`, on both sides of them alike. */
export function valueAxis(
  values: { low: number; high: number },
  least: number,
  names: readonly string[],
): Axis {
  const { low, high } = values;
  if (!(high >= low)) return { low: 0, high: 1, names };
  if (high - low >= least) return { ...roundAxis(low, high), names };
  const step = roundLength(least / 4);
  const [below, above] = [Math.floor(low / step), Math.ceil(high / step)];
  const more = Math.max(Math.ceil((least / step - (above - below)) / 2), 0);
  return { low: (below - more) * step, high: (above + more) * step, names };
}

export const last = (values: readonly number[]): number | undefined => values[values.length - 1];
