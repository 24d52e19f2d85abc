// Numbers as people read them: axis and colour-bar ticks, round lengths, times that do not jitter.
// A label in powers of ten is written `2e-4` here; src/view/text.ts draws that with a raised exponent.

import { format } from 'd3-format';
import { scaleLinear } from 'd3-scale';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Three significant digits, in powers of ten when very large or very small. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) return tidyExponent(format('.2~e')(value));
  return plainMinus(format(size >= 1000 ? ',.0f' : '.3~r')(value));
}

const plainMinus = (text: string): string => text.replace('\u2212', '-');
const tidyExponent = (text: string): string => plainMinus(text).replace('e+', 'e');

/** How many decimals show that time has passed when it passes at `pace` a second. */
export const timeDecimals = (pace: number): number =>
  Math.min(Math.max(Math.ceil(-Math.log10(Math.max(pace, 1e-9) / 20)), 0), 9);

/** A time that passes at `pace` a second; at pace 0 it stands still and is told in six digits. */
export const formatTime = (time: number, pace: number): string =>
  pace === 0 ? String(Number(time.toPrecision(6))) : time.toFixed(timeDecimals(pace));

/** The largest of 1, 2, 5 times a power of ten that is not above `length`. */
export function roundLength(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= length * (1 + 1e-12)) ?? 1;
  return factor * power;
}

/** At most about `count` + 1 ticks within [low, high]. */
export function ticks(low: number, high: number, logarithmic: boolean, count = 5): Tick[] {
  return logarithmic ? logarithmicTicks(low, high, count) : linearTicks(low, high, count);
}

function linearTicks(low: number, high: number, count: number): Tick[] {
  const scale = scaleLinear().domain([low, high]);
  const values = scale.ticks(count);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const plain = scale.tickFormat(count);
  const inPowers = largest >= 1e5 || largest < 1e-3;
  return values.map((value) => ({
    value,
    label: inPowers ? formatNumber(value) : plainMinus(plain(value)),
  }));
}

function logarithmicTicks(low: number, high: number, count: number): Tick[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  // Below two decades powers of ten are too few: take round numbers between them as well.
  if (last - first < 2) {
    for (const factors of [[1, 1.5, 2, 3, 4, 5, 7], [1, 2, 5], [1, 3], [1]].slice(last - first < 1 ? 0 : 1)) {
      const values: number[] = [];
      for (let exponent = first - 1; exponent <= last; exponent++)
        for (const factor of factors) values.push(factor * 10 ** exponent);
      const inside = values.filter((value) => value >= low && value <= high);
      if (inside.length >= 2 && inside.length <= count + 2)
        return inside.map((value) => ({ value, label: formatNumber(value) }));
    }
    return linearTicks(low, high, count);
  }
  const stride = Math.max(Math.ceil((last - first + 1) / (count + 1)), 1);
  const result: Tick[] = [];
  for (let exponent = first; exponent <= last; exponent += stride) {
    const value = 10 ** exponent;
    const label = exponent >= -2 && exponent <= 3 ? formatNumber(value) : `1e${exponent}`;
    result.push({ value, label });
  }
  return result;
}

/** `950`, `12.3 k`, `4.56 M`, `1.2 G`: for counts a second. */
export function formatRate(rate: number): string {
  const units = ['', ' k', ' M', ' G', ' T'];
  let value = rate;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${Number(value.toPrecision(3))}${units[unit]}`;
}
