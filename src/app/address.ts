// The page's address: which experiment its # asks for, and which backend its ? does. It is kept up to date with what runs:
// the wish, not what this machine makes of it.

import { configToHash, hashToSettings } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { formatProblem } from '../core/problem.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import type { BackendWish } from './backends.ts';
import type { Laboratory } from './laboratory.ts';
import { pageText } from './panel-values.ts';

/** What a first visit shows. */
const FIRST_PRESET = 'collapse';

export interface Address {
  /**
   * Opens the experiment that the address asks for. Where that is refused, what runs goes on; where nothing runs yet,
   * the first preset stands still below the reason.
   */
  open(): Promise<void>;
  /** What is asked for now. */
  write(wish: Config): void;
}

/** Opens anew whenever somebody else changes the address. */
export function createAddress(laboratory: Laboratory, refuse: (text: string) => void): Address {
  let written = '';
  async function open(): Promise<void> {
    const first = { preset: findPreset(FIRST_PRESET)?.name ?? PRESETS[0].name };
    const link = hashToSettings(location.hash);
    let problems = 'problems' in link ? link.problems : [];
    if (!('problems' in link)) {
      const settings = Object.keys(link.raw).length === 0 ? first : link.raw;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      problems = await laboratory.open(settings, !calm);
    }
    if (problems.length === 0) return;
    if (!laboratory.simulation) await laboratory.open(first, false);
    refuse(pageText(problems.map(formatProblem).join('\n')));
  }
  addEventListener('hashchange', () => {
    if (location.hash.slice(1) !== written) void open();
  });
  return {
    open,
    write(wish) {
      written = configToHash(wish);
      history.replaceState(null, '', `${location.pathname}${location.search}#${written}`);
    },
  };
}

export function backendWish(): BackendWish {
  const wish = new URLSearchParams(location.search).get('backend');
  return wish === 'gpu' || wish === 'cpu' || wish === 'reference' ? wish : 'auto';
}
