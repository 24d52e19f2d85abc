// A complete config as raw settings with some of them changed. Another model, rule or dimension leaves settings and
// parameters behind that have lost their meaning: given on purpose they would be refused, here they are left out, so
// that what takes their place has its own default.

import { MODELS, type Config, type ModelName } from '../core/config.ts';
import { dimension } from '../core/grid.ts';
import { declaredParameters, defaultValue, findParameter, parametersOfRule } from './declared.ts';
import type { RawSettings } from './set.ts';
import { findSetting } from './settings.ts';

/** `changes` by key, `view` as a whole object; parseConfig judges whether they are good ones. */
export function changeSettings(config: Config, changes: Readonly<RawSettings>): RawSettings {
  const raw: RawSettings = { ...config, ...changes };
  const model = MODELS.find((known) => known === raw['model']) ?? config.model;
  if (model !== config.model) return changeModel(config, model, changes);
  if (config.model !== 'run-and-tumble' || Object.hasOwn(changes, 'parameters')) return raw;
  const specs = parametersOfRule(String(raw['sensing']));
  if (specs.length === 0) return raw;
  const before = dimension(config);
  const after = raw['ny'] === 1 ? 1 : 2;
  const parameters: Record<string, number> = {};
  for (const [name, value] of Object.entries(config.parameters)) {
    const old = findParameter(config, name);
    const next = specs.find((spec) => spec.name === name);
    if (old !== undefined && old.unit !== next?.unit) continue;
    if (next === undefined || before === after) parameters[name] = value;
    // One that was never moved from its default follows it; nothing rotates in one dimension.
    else if (name === 'rotationalDiffusion' && after === 1) parameters[name] = 0;
    else parameters[name] = value === defaultValue(next, before) ? defaultValue(next, after) : value;
  }
  return { ...raw, parameters };
}

/**
 * What both models have stays, with the free parameters its formulas use; not one that would take the place of a
 * parameter which the new rule declares.
 */
function changeModel(config: Config, model: ModelName, changes: Readonly<RawSettings>): RawSettings {
  const kept = Object.entries(config).filter(([key]) => (findSetting(key)?.model ?? model) === model);
  const sensing = String(changes['sensing'] ?? findSetting('sensing')!.default);
  const specs = [...declaredParameters(config), ...parametersOfRule(sensing)];
  const declared = new Set(specs.map(({ name }) => name));
  const common = ['diffusionV', 'production', 'initialU', 'initialV'] as const;
  const words = new Set(common.flatMap((key) => String(config[key]).match(/[A-Za-z_]\w*/g) ?? []));
  const free = Object.entries(config.parameters).filter(([name]) => !declared.has(name) && words.has(name));
  return { ...Object.fromEntries(kept), parameters: Object.fromEntries(free), ...changes };
}
