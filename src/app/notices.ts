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

/** The same for the banner; empty where there are none. */
export const bannerRates = (config: Config): string => clippedRates(config).slice(0, MOST_RATES).join(' ');

/**
 * For the banner, or null. `given` is what the wish was reduced to, `why` the reason of that, of which there is something
 * to say even without a reduction where `first` opening it is; `before` comes first.
 */
export function openingNotice(
  before: string | null,
  device: { readonly why: string | null; readonly remedy: string | null; readonly first: boolean },
  wish: Config,
  given: Config,
): string | null {
  const { why, remedy, first } = device;
  const reduced = [fewerCellsText(wish, given), reductionText(wish, given)].filter((text) => text !== null);
  const reason = why ?? 'For this machine';
  const less =
    reduced.length > 0 ? `${reason}: ${reduced.join('; ')}.` : first && why !== null ? `${why}.` : null;
  const clipped = bannerRates(given);
  const said = [before, less, first ? remedy : null, clipped === '' ? null : clipped];
  const words = said.filter((text) => text !== null);
  return words.length === 0 ? null : words.join(' ');
}
