// What a setting or a parameter is when nobody gives it: the preset's value, or the default. Both depend on the model,
// the sensing rule, the dimension and the colour scale that were chosen: a preset's settings of another model count for
// nothing, and its value of `chi` only where `chi` still means the same. Reading (parse-config.ts) and writing links (url.ts) both ask
// here, which is why a link needs to hold only what differs.

import { isGridField, MODELS, type ModelName } from '../core/config.ts';
import { findPreset } from '../presets/index.ts';
import { levelsFit } from './check-levels.ts';
import { declaredBy, defaultValue, followsDimension, ruleNamed, viewFields } from './declared.ts';
import { readLayer, type Layer } from './layers.ts';
import { DEFAULT_PARAMETERS, findSetting, settingsOf, WALKS } from './settings.ts';

export interface Choice {
  readonly model: ModelName;
  readonly sensing: string;
  readonly dimensions: 1 | 2;
  readonly scale: string;
  readonly field: string;
  /** Of fields: whether the chemical is quasi-steady. */
  readonly solved: boolean;
}

export interface Inherited {
  /** For every setting of the model, not checked yet. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Every declared parameter, and the free ones of the preset or of the default formulas. */
  readonly parameters: ReadonlyMap<string, unknown>;
}

const EMPTY: Layer = { values: new Map(), parameters: new Map(), problems: [] };

/** A preset's own settings; nothing without one. */
export const presetLayer = (name: string | null): Layer => {
  const preset = name === null ? undefined : findPreset(name);
  return preset === undefined ? EMPTY : readLayer(preset.settings);
};

const SCALES: readonly unknown[] = ['linear', 'logarithmic'];

/** What was chosen of how a density is drawn. */
type Drawn = Pick<Choice, 'scale' | 'field'>;

/**
 * A value of the base, less an end of the colour range that says nothing of what is drawn now: one that only a linear scale
 * can have, or one of a density where an internal variable is drawn (or of another variable). Such an end is open.
 */
export function openEnd(key: string, value: unknown, before: Drawn, after: Drawn): unknown {
  if (key !== 'view.low' && key !== 'view.high') return value;
  const drawn = ({ field }: Drawn): string => (isGridField(field) ? 'density' : field);
  if (drawn(before) !== drawn(after)) return null;
  const turned = before.scale !== after.scale && after.scale === 'logarithmic';
  return turned && typeof value === 'number' && value <= 0 ? null : value;
}

const isModel = (value: unknown): value is ModelName => (MODELS as readonly unknown[]).includes(value);
const isRule = (value: unknown): value is string => ruleNamed(value) !== undefined;

/** The choices that the layers make, nearest first; what is no choice at all is passed over, and refused elsewhere. */
export function choiceOf(layers: readonly Layer[]): Choice {
  const first = (key: string): unknown[] => layers.map(({ values }) => values.get(key));
  const model = first('model').find(isModel) ?? (findSetting('model')!.default as ModelName);
  const sensing = first('sensing').find(isRule) ?? String(findSetting('sensing')!.default);
  const lines = findSetting('ny')!;
  const ny = first('ny').find((value) => value !== undefined) ?? lines.defaultOf?.[model] ?? lines.default;
  const scale = first('view.scale').find((value) => SCALES.includes(value)) ?? 'linear';
  // An internal variable of another rule than the one chosen is not drawn: a preset's is left out, a user's refused.
  const fields: readonly unknown[] = viewFields({ model, sensing });
  const field = first('view.field').find((value) => fields.includes(value)) ?? 'u';
  const solved = first('chemicalDynamics').find((value) => value !== undefined) === 'quasi-steady';
  return { model, sensing, dimensions: ny === 1 ? 1 : 2, scale: String(scale), field: String(field), solved };
}

/** How long a step may be is a matter of the model: one that was chosen for another says nothing. */
export const isOfModel = (key: string): boolean => key === 'timeStep';

/** Levels of description of the same cells: what a parameter means for one it means for all. */
const areRelated = (one: ModelName, other: ModelName): boolean =>
  one === other || (WALKS.includes(one) && WALKS.includes(other));

/** A preset's super-time-steps know no quasi-steady chemical: where that is chosen, time stepping is the usual one. */
const TIME_STEPPING = ['scheme', 'flux'] as const;

/** `preset`: the layer of the preset, or nothing. */
export function inherit(preset: Layer, choice: Choice): Inherited {
  const { model, dimensions } = choice;
  const before = choiceOf([preset]);
  const values = new Map<string, unknown>();
  for (const setting of settingsOf(model)) {
    const { key } = setting;
    const given = preset.values.has(key) && (before.model === model || !isOfModel(key));
    const value = given ? preset.values.get(key) : setting.default;
    values.set(key, openEnd(key, value, before, choice));
  }
  if (choice.solved && values.get('scheme') === 'rkl2')
    for (const key of TIME_STEPPING) if (values.has(key)) values.set(key, findSetting(key)!.default);
  if (!viewFields(choice).includes(String(values.get('view.field')))) values.set('view.field', 'u');
  if (values.has('levels') && !levelsFit(values.get('levels'), choice, values.get('chemical')))
    values.set('levels', 'none');
  const same = preset !== EMPTY && areRelated(before.model, model);
  const parameters = new Map<string, unknown>([
    ...Object.entries(same ? {} : DEFAULT_PARAMETERS[model]),
    ...preset.parameters,
  ]);
  const old = same ? declaredBy(before) : [];
  for (const spec of declaredBy(choice)) {
    const means = old.some(({ name, unit }) => name === spec.name && unit === spec.unit);
    const kept = means && (before.dimensions === dimensions || !followsDimension(spec));
    if (!kept || !parameters.has(spec.name)) parameters.set(spec.name, defaultValue(spec, dimensions));
  }
  return { values, parameters };
}
