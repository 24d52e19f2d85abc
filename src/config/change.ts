// Raw settings with some of them changed: a complete config by the panel, a file by `--set`. Another model, rule,
// dimension or colour scale leaves settings and parameters behind that have lost their meaning. Those of the base are
// left out here, so that what takes their place has its own default; those among the changes themselves are given on
// purpose, and parseConfig refuses them.

import type { Config, ModelName } from '../core/config.ts';
import type { ParameterSpec } from '../core/setting.ts';
import { wordsInUse } from './check-grammar.ts';
import { levelsFit } from './check-levels.ts';
import { isRecord } from './check-setting.ts';
import { declaredBy, followsDimension, readsOf, viewFields } from './declared.ts';
import {
  choiceOf,
  inherit,
  isOfModel,
  openEnd,
  presetLayer,
  type Choice,
  type Inherited,
} from './inherit.ts';
import { readLayer, type Layer } from './layers.ts';
import type { RawSettings } from './set.ts';
import { findSetting, isOf, settingsOf } from './settings.ts';

/** `changes` by key; `parameters` and `view` are merged. parseConfig judges whether they are good ones. */
export function changeSettings(
  base: Config | Readonly<RawSettings>,
  changes: Readonly<RawSettings>,
): RawSettings {
  const old: RawSettings = { ...base };
  const next: RawSettings = { ...old, ...changes };
  for (const group of ['parameters', 'view']) {
    if (!Object.hasOwn(old, group) || !Object.hasOwn(changes, group)) continue;
    const [inner, changed] = [old[group], changes[group]];
    // Anything but an object stays, for parseConfig to refuse.
    next[group] = isRecord(inner) && isRecord(changed) ? { ...inner, ...changed } : inner;
  }
  const [before, after, given] = [meaningOf(old), meaningOf(next), readLayer(changes)];
  if (isRecord(next['parameters'])) next['parameters'] = parameters(next['parameters'], before, after, given);
  if (isRecord(next['view']))
    next['view'] = Object.fromEntries(
      Object.entries(next['view']).map(([key, value]) => [
        key,
        given.values.has(`view.${key}`) ? value : openEnd(`view.${key}`, value, before.choice, after.choice),
      ]),
    );
  // What is inside cells is drawn of a rule that has it; a misspelling is left for parseConfig to refuse.
  const field = isRecord(next['view']) ? next['view']['field'] : undefined;
  const drawn = (meaning: Meaning): boolean =>
    typeof field === 'string' && viewFields(meaning.choice).includes(field);
  if (isRecord(next['view']) && !given.values.has('view.field') && drawn(before) && !drawn(after))
    next['view'] = { ...next['view'], field: 'u' };
  const { model } = after.choice;
  const levels = valueIn(next, after, 'levels');
  if (!given.values.has('levels') && !levelsFit(levels, after.choice, valueIn(next, after, 'chemical')))
    next['levels'] = 'none';
  if (before.choice.model === model) return next;
  const ours = ([key]: [string, unknown]): boolean =>
    Object.hasOwn(changes, key) || (isSettingOf(key, model) && !isOfModel(key));
  return Object.fromEntries(Object.entries(next).filter(ours));
}

/** A setting's own value, or the one it is given by the preset or by default. */
const valueIn = (raw: RawSettings, { inherited }: Meaning, key: string): unknown =>
  Object.hasOwn(raw, key) ? raw[key] : inherited.values.get(key);

/** True, too, for what is no setting at all: parseConfig judges that. */
function isSettingOf(key: string, model: ModelName): boolean {
  const setting = findSetting(key);
  return setting === undefined || isOf(setting, model);
}

/** What raw settings choose, which parameters that declares, and what their formulas use. */
interface Meaning {
  readonly choice: Choice;
  readonly inherited: Inherited;
  readonly declared: readonly ParameterSpec[];
  readonly words: ReadonlySet<string>;
}

function meaningOf(raw: Readonly<RawSettings>): Meaning {
  const name = Object.hasOwn(raw, 'preset') ? raw['preset'] : null;
  const [own, preset] = [readLayer(raw), presetLayer(typeof name === 'string' ? name : null)];
  const choice = choiceOf([own, preset]);
  const inherited = inherit(preset, choice);
  const values = new Map([...inherited.values, ...own.values]);
  const read = readsOf(choice, values);
  const words = wordsInUse(settingsOf(choice.model), values, read);
  return { choice, inherited, declared: declaredBy(choice), words };
}

function parameters(
  all: Readonly<Record<string, unknown>>,
  before: Meaning,
  after: Meaning,
  given: Layer,
): Record<string, unknown> {
  const kept = Object.entries(all).flatMap(([name, value]): [string, unknown][] => {
    if (given.parameters.has(name)) return [[name, value]];
    const old = before.declared.find((spec) => spec.name === name);
    const next = after.declared.find((spec) => spec.name === name);
    if (next === undefined) return isLost(name, old, before, after) ? [] : [[name, value]];
    const same = old === undefined ? before.choice.model === after.choice.model : old.unit === next.unit;
    if (!same) return [];
    const turned = before.choice.dimensions !== after.choice.dimensions && followsDimension(next);
    // One that nobody moved follows the dimension; and nothing rotates in one dimension, moved or not.
    const moved = name !== 'rotationalDiffusion' && value !== before.inherited.parameters.get(name);
    return [[name, turned && !moved ? after.inherited.parameters.get(name) : value]];
  });
  return Object.fromEntries(kept);
}

/** Whether a parameter had a use and has none any more. One that never had is a misspelling, for parseConfig to refuse. */
function isLost(name: string, old: ParameterSpec | undefined, before: Meaning, after: Meaning): boolean {
  // A formula that uses the preset's parameter of this name means that one.
  if (old !== undefined) return !after.words.has(name) || after.inherited.parameters.has(name);
  return before.words.has(name) && !after.words.has(name);
}
