// Unknown input -> a valid Config, or the list of everything that is wrong with it. Input is data from anywhere (a JSON
// file, a link, the panel): every key is looked up, never called, and nothing is copied that was not checked.

import { MODELS, type Config, type ModelName, type ViewConfig } from '../core/config.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import { checkFormulas } from './check-formula.ts';
import { checkGrammars } from './check-grammar.ts';
import { checkParameters, findUnused } from './check-parameters.ts';
import { checkSetting, isRecord, problem, show, showSource } from './check-setting.ts';
import { checkTogether } from './check-together.ts';
import { declaredBy, readsOf } from './declared.ts';
import { choiceOf, inherit, presetLayer } from './inherit.ts';
import { readLayer, type Layer } from './layers.ts';
import { findSetting, isOf, settingsOf, WALKS } from './settings.ts';

export type ParsedConfig = { readonly config: Config } | { readonly problems: readonly Problem[] };

/**
 * Checks raw settings, e.g. `{ "preset": "saturated", "nx": 256, "parameters": { "c": 5 } }`. What is not given comes
 * from the preset, then from the defaults. A complete Config is raw settings, too, and comes back unchanged.
 */
export function parseConfig(input: unknown): ParsedConfig {
  if (!isRecord(input)) {
    const rule = 'a configuration must be an object of settings';
    return {
      problems: [problem('configuration', input, rule, 'Write { "preset": "saturated" }, for instance')],
    };
  }
  const name = Object.hasOwn(input, 'preset') ? input['preset'] : null;
  if (name !== null && (typeof name !== 'string' || findPreset(name) === undefined))
    return { problems: [unknownPreset(name)] };

  const own = readLayer(input);
  const base = presetLayer(name);
  const choice = choiceOf([own, base]);
  const inherited = inherit(base, choice);
  const problems = [...own.problems, ...base.problems, ...strangers(own, choice.model)];
  const settings = settingsOf(choice.model);
  const values = new Map<string, unknown>();
  for (const setting of settings) {
    const { key } = setting;
    const checked = checkSetting(setting, (own.values.has(key) ? own : inherited).values.get(key));
    if ('problem' in checked) problems.push(checked.problem);
    else values.set(key, checked.value);
  }
  const walks = WALKS.includes(choice.model);
  const declared = declaredBy(choice);
  const { values: parameters, sound } = checkParameters(
    own.parameters,
    inherited.parameters,
    declared,
    choice.dimensions,
    problems,
  );
  const read = readsOf(choice, values);
  const grammar = checkGrammars(settings, values, [...parameters.keys()], read);
  problems.push(...grammar.problems);
  const inUse = new Set([...grammar.words, ...declared.map((spec) => spec.name)]);
  // A formula that could not be read might have used any of them.
  if (settings.every(({ key, kind }) => (kind !== 'formula' && kind !== 'initial') || values.has(key)))
    problems.push(...findUnused(sound, own.parameters, inherited.parameters, inUse, walks));
  if (problems.length > 0) return { problems };

  // Parameters a changed formula no longer uses are left out: a panel shows what has an effect.
  const kept = Object.fromEntries([...parameters].filter(([parameter]) => inUse.has(parameter)));
  const config = assemble(values, name, kept);
  const late = [...checkTogether(config), ...checkFormulas(config)];
  return late.length > 0 ? { problems: late } : { config };
}

/** The configuration of a preset by itself. */
export const loadPreset = (name: string): ParsedConfig => parseConfig({ preset: name });

function unknownPreset(name: unknown): Problem {
  const names = PRESETS.map((preset) => preset.name);
  const near = typeof name === 'string' ? nearest(name, names) : null;
  const remedy = `${near === null ? '' : `Did you mean ${near}? `}The presets are ${names.join(', ')}`;
  return problem('preset', name, 'there is no preset of this name', remedy);
}

/** Settings given by the user that another model has. */
function strangers(own: Layer, model: ModelName): Problem[] {
  const wanted = own.values.get('model');
  if (wanted !== undefined && !MODELS.some((known) => known === wanted)) return [];
  return [...own.values].flatMap(([key, value]) => {
    const setting = findSetting(key)!;
    if (isOf(setting, model)) return [];
    const owners = setting.models!;
    const rule = `is a setting of ${owners.join(', ')}, and this is ${model}`;
    const { kind } = setting;
    const shown = kind === 'formula' || kind === 'initial' ? showSource(value) : show(value);
    return [{ field: key, value: shown, rule, remedy: `Leave it out, or set model to ${owners[0]}` }];
  });
}

/** Every value was checked against its declaration, which is what makes the cast true (a test compares the keys). */
function assemble(
  values: ReadonlyMap<string, unknown>,
  preset: string | null,
  parameters: Record<string, number>,
): Config {
  const top: Record<string, unknown> = {};
  const view: Record<string, unknown> = {};
  for (const [key, value] of values) {
    if (key.startsWith('view.')) view[key.slice('view.'.length)] = value;
    else top[key] = value;
  }
  return { ...top, preset, parameters, view: view as unknown as ViewConfig } as unknown as Config;
}
