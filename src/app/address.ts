// The page's address: which experiment its # asks for, and which backend its ? does.

import { hashToSettings } from '../config/index.ts';
import { formatProblem } from '../core/problem.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import type { BackendWish } from './backends.ts';
import type { Laboratory } from './laboratory.ts';
import { pageText } from './panel-values.ts';

/** What a first visit shows. */
const FIRST_PRESET = 'collapse';

/**
 * Opens the experiment that the address asks for. Where that is refused, what runs goes on; where nothing runs yet,
 * the first preset stands still below the reason.
 */
export async function openAddress(laboratory: Laboratory, refuse: (text: string) => void): Promise<void> {
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

export function backendWish(): BackendWish {
  const wish = new URLSearchParams(location.search).get('backend');
  return wish === 'gpu' || wish === 'reference' ? wish : 'auto';
}
