// What an experiment is called: by the title of its preset as long as it is that one. Other values of parameters, another
// seed, grid or picture leave it what it is; another rule, formula, start or boundary does not: then the sentence that
// says what to watch would be about something else.

import { parseConfig, SETTINGS } from '../config/index.ts';
import type { Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { findPreset } from '../presets/index.ts';

export interface Headline {
  readonly title: string;
  /** Empty where there is nothing to promise. */
  readonly watch: string;
}

/** Settings beside those of the group `model` that make an experiment another one. */
const PHYSICS: ReadonlySet<string> = new Set(['boundaryX', 'boundaryY', 'initialU', 'initialV']);

/** Null for an experiment without a preset. */
export function presetHeadline(config: Config): Headline | null {
  const preset = config.preset === null ? undefined : findPreset(config.preset);
  const parsed = preset && parseConfig({ preset: preset.name });
  if (!parsed || 'problems' in parsed) return null;
  return changed(config, parsed.config)
    ? { title: `${preset.title}, changed`, watch: '' }
    : { title: preset.title, watch: preset.watch };
}

export const headlineOf = (config: Config): Headline =>
  presetHeadline(config) ?? { title: 'Your own experiment', watch: '' };

function changed(config: Config, own: Config): boolean {
  if (dimension(config) !== dimension(own)) return true;
  const value = (of: Config, key: string): unknown => (of as unknown as Record<string, unknown>)[key];
  return SETTINGS.some(
    ({ key, group }) =>
      (group === 'model' || PHYSICS.has(key)) &&
      !(key === 'boundaryY' && config.ny === 1) &&
      value(config, key) !== value(own, key),
  );
}
