// What is to be said when an experiment opens: what it had to be reduced to, and where it differs from what was asked.

import { negativeRates } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { fewerCellsText } from './fewer-cells.ts';
import { reductionText } from './reference-domain.ts';

/** A banner is read at a glance: below the equation all of them are told. */
const MOST_RATES = 2;

/** As the equation writes them. */
const RATES = { ratePlus: 'the rate \u03b1+', rateMinus: 'the rate \u03b1\u2212' } as const;

/** Where rates count as zero, a sentence each. */
export const clippedRates = (config: Config): string[] =>
  negativeRates(config).map((found) => {
    const text = found.replace(/^rate(Plus|Minus)\b/, (name) => RATES[name as keyof typeof RATES]);
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  });

/** For the banner, or null. `given` is what the wish was reduced to; `first` comes before. */
export function openingNotice(first: readonly (string | null)[], wish: Config, given: Config): string | null {
  const reduced = [reductionText(wish, given), fewerCellsText(wish, given)];
  const clipped = clippedRates(given).slice(0, MOST_RATES);
  const words = [...first, ...reduced, ...clipped].filter((text) => text !== null);
  return words.length === 0 ? null : words.join(' ');
}
