// Unknown input -> a valid Config, or the list of everything that is wrong with it. Input is data from anywhere (a JSON
// file, a link, the panel): every key is looked up, never called, and nothing is copied that was not checked.

import type { Config, ViewConfig } from '../core/config.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import { findPreset, PRESETS } from '../presets/index.ts';
import { checkFormulas, checkGrammar } from './check-formula.ts';
import { checkParameters, findUnused } from './check-parameters.ts';
import { checkSetting, isRecord, problem } from './check-setting.ts';
import { readLayer } from './layers.ts';
import { DEFAULT_PARAMETERS, SETTINGS } from './settings.ts';

export type ParsedConfig = { readonly config: Config } | { readonly problems: readonly Problem[] };

const MAXIMUM_FRAMES = 1_000_000;

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
  const preset = typeof name === 'string' ? findPreset(name) : undefined;
  if (name !== null && preset === undefined) return { problems: [unknownPreset(name)] };

  const own = readLayer(input);
  const base = readLayer(preset?.settings ?? { parameters: DEFAULT_PARAMETERS });
  const problems = [...own.problems, ...base.problems];
  const values = new Map<string, unknown>();
  for (const setting of SETTINGS) {
    const layer = [own, base].find(({ values: given }) => given.has(setting.key));
    const checked = checkSetting(
      setting,
      layer === undefined ? setting.default : layer.values.get(setting.key),
    );
    if ('problem' in checked) problems.push(checked.problem);
    else values.set(setting.key, checked.value);
  }
  const { values: parameters, sound } = checkParameters(own.parameters, base.parameters, problems);
  const words = new Set<string>();
  problems.push(...checkGrammars(values, parameters, words));
  // A formula that could not be read might have used any of them.
  if (SETTINGS.every(({ key, kind }) => (kind !== 'formula' && kind !== 'initial') || values.has(key)))
    problems.push(...findUnused(sound, own.parameters, base.parameters, words));
  if (problems.length > 0) return { problems };

  // Parameters a changed formula no longer uses are left out: a panel shows what has an effect.
  const kept = Object.fromEntries([...parameters].filter(([parameter]) => words.has(parameter)));
  const config = assemble(values, preset?.name ?? null, kept);
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

/** Grammar of all formulas; collects the names they use in `words`. */
function checkGrammars(
  values: ReadonlyMap<string, unknown>,
  parameters: ReadonlyMap<string, number>,
  words: Set<string>,
): Problem[] {
  const problems: Problem[] = [];
  for (const setting of SETTINGS) {
    const source = values.get(setting.key);
    if ((setting.kind !== 'formula' && setting.kind !== 'initial') || typeof source !== 'string') continue;
    const names = [...setting.names, ...parameters.keys()];
    const found = checkGrammar(setting.key, source, names, setting.kind === 'initial');
    if (found !== null) problems.push(found);
    for (const word of source.slice(0, 2000).match(/[A-Za-z_]\w*/g) ?? []) words.add(word);
  }
  return problems;
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

/** What must hold between settings. */
function checkTogether(config: Config): Problem[] {
  const problems: Problem[] = [];
  const { low, high, scale } = config.view;
  if (low !== null && high !== null && !(low < high))
    problems.push(
      problem('view.low', low, `must be below view.high = ${high}`, 'Swap them or set one to null'),
    );
  if (scale === 'logarithmic' && low !== null && !(low > 0))
    problems.push(
      problem('view.low', low, 'must be above 0 on a logarithmic scale', 'Set it to null or to 1e-3'),
    );
  if (scale === 'logarithmic' && high !== null && !(high > 0))
    problems.push(problem('view.high', high, 'must be above 0 on a logarithmic scale', 'Set it to null'));
  const frames = Math.floor(config.until / config.every);
  if (frames > MAXIMUM_FRAMES) {
    const rule = `gives ${frames} frames until ${config.until}; ${MAXIMUM_FRAMES} are the most`;
    problems.push(problem('every', config.every, rule, `Use ${config.until / 1000} or more`));
  }
  if (config.timeStep !== 'auto' && config.timeStep > config.until)
    problems.push(
      problem('timeStep', config.timeStep, `must not exceed until = ${config.until}`, 'Use auto'),
    );
  return problems;
}
