// A configuration as the part of a link after #: `#preset=saturated&c=5&view.colormap=magma`. Only what differs from
// the preset is written, so links stay readable. A link is foreign text: it goes the same way as --set, through
// parseConfig. Files cannot travel in a link and are left out when writing, refused when reading.

import { isWalk, type Config } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import type { Problem } from '../core/problem.ts';
import { checkSetting, isRecord } from './check-setting.ts';
import { inherit, presetLayer } from './inherit.ts';
import { applySettings, type RawResult } from './set.ts';
import { settingsOf } from './settings.ts';

const MAXIMUM_LENGTH = 20_000;

/** Without the #; empty for the defaults. Reading it again gives the same configuration (files aside). */
export function configToHash(config: Config): string {
  const base = inherit(presetLayer(config.preset), {
    model: config.model,
    sensing: isWalk(config) ? config.sensing : '',
    dimensions: dimension(config),
    scale: config.view.scale,
    field: config.view.field,
    solved: config.model === 'keller-segel' && config.chemicalDynamics === 'quasi-steady',
  });
  const pairs = new URLSearchParams();
  if (config.preset !== null) pairs.set('preset', config.preset);
  for (const setting of settingsOf(config.model)) {
    const { key } = setting;
    const value = valueOf(config, key);
    const checked = checkSetting(setting, base.values.get(key));
    if ('value' in checked && checked.value === value) continue;
    // null is an object, too: an open end of the colour range.
    if (value === null) pairs.set(key, 'null');
    else if (typeof value !== 'object') pairs.set(key, String(value));
  }
  for (const [name, value] of Object.entries(config.parameters)) {
    if (base.parameters.get(name) !== value) pairs.set(name, String(value));
  }
  return pairs.toString();
}

function valueOf(config: Config, key: string): unknown {
  const [first, second] = key.split('.') as [string, string | undefined];
  const value = (config as unknown as Record<string, unknown>)[first];
  return second === undefined ? value : (value as Record<string, unknown>)[second];
}

/** Raw settings of a link's hash (with or without #), for parseConfig; or why it cannot be one. */
export function hashToSettings(hash: string): RawResult {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  if (text.length > MAXIMUM_LENGTH)
    return { problems: [fault(`${text.length} characters`, `a link has at most ${MAXIMUM_LENGTH}`)] };
  const result = applySettings(
    {},
    [...new URLSearchParams(text)].map(([key, value]) => `${key}=${value}`),
  );
  if ('problems' in result)
    return { problems: result.problems.map((problem) => ({ ...problem, field: 'link' })) };
  for (const key of ['initialU', 'initialV']) {
    const value = result.raw[key];
    if (isRecord(value) || /\.(npy|png)$/i.test(String(value).slice(-5)))
      return { problems: [fault(key, 'a link cannot carry a file')] };
  }
  return result;
}

const fault = (value: string, rule: string): Problem => ({
  field: 'link',
  value,
  rule,
  remedy: 'Copy the link again, or begin from a preset',
});
