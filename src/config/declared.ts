// Parameters that a sensing rule declares: always there, with a range, and known to all formulas; and which of a
// config's settings its rule reads at all, so that what has no effect is neither checked nor shown.

import type { Config, ModelName, RunAndTumbleConfig } from '../core/config.ts';
import type { ParameterSpec } from '../core/setting.ts';
import { parametersOf, SENSING_RULES } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';

/** Of unchecked input, too: undefined where there is no such rule. */
export const ruleNamed = (name: unknown): SensingRule | undefined =>
  SENSING_RULES.find((rule) => rule.name === name);

/** None where there is no such rule. */
export function parametersOfRule(name: string): readonly ParameterSpec[] {
  const rule = ruleNamed(name);
  return rule === undefined ? [] : parametersOf(rule);
}

/** What a model with this rule declares; nothing for models of fields. */
export const declaredBy = ({ model, sensing }: Pick<RunAndTumbleConfig, 'sensing'> & { model: ModelName }) =>
  model === 'run-and-tumble' ? parametersOfRule(sensing) : [];

/** What the model of a config declares, in the order of the panel; nothing for models of fields. */
export const declaredParameters = (config: Config): readonly ParameterSpec[] =>
  config.model === 'run-and-tumble' ? parametersOfRule(config.sensing) : [];

/** Meaning, unit and range of a parameter; undefined for a free parameter of the formulas. */
export function findParameter(of: Config | SensingRule, name: string): ParameterSpec | undefined {
  const specs = 'model' in of ? declaredParameters(of) : parametersOf(of);
  return specs.find((spec) => spec.name === name);
}

/**
 * Whether its value in one dimension says nothing of two, so that an inherited one goes back to the default there:
 * persistence means another thing, and rotation is none.
 */
export const followsDimension = ({ name, defaultInOneDimension }: ParameterSpec): boolean =>
  defaultInOneDimension !== undefined || name === 'rotationalDiffusion';

export const defaultValue = (spec: ParameterSpec, dimensions: 1 | 2): number =>
  dimensions === 1 ? (spec.defaultInOneDimension ?? spec.default) : spec.default;

/** Names that some rule declares, with the rules that do. */
export const DECLARING_RULES: ReadonlyMap<string, readonly string[]> = SENSING_RULES.reduce((rules, rule) => {
  for (const { name } of parametersOf(rule)) rules.set(name, [...(rules.get(name) ?? []), rule.name]);
  return rules;
}, new Map<string, string[]>());

/** What decides which settings are read. */
export interface Reader {
  readonly sensing: string;
  readonly chemical: string;
}

/** Whether a setting has any effect with this rule and this kind of chemical. */
export function ruleReads({ sensing, chemical }: Reader, key: string): boolean {
  const rule = ruleNamed(sensing);
  switch (key) {
    case 'attractant':
      return chemical === 'prescribed';
    case 'diffusionV':
    case 'production':
    case 'initialV':
      return chemical === 'live';
    case 'secondCue':
    case 'firstResponse':
    case 'secondResponse':
      return rule?.cues === 2;
    case 'ratePlus':
    case 'rateMinus':
      return rule?.formulas.includes(key) === true;
    default:
      return true;
  }
}

/** Which settings an experiment that is not checked yet will read; of fields all. */
export function readsOf(
  { model, sensing }: { readonly model: ModelName; readonly sensing: string },
  chemical: unknown,
): (key: string) => boolean {
  const reader = { sensing, chemical: String(chemical) };
  return (key) => model !== 'run-and-tumble' || ruleReads(reader, key);
}

/** Whether a setting has any effect in this experiment. */
export const isRead = (config: Config, key: string): boolean =>
  config.model === 'run-and-tumble' ? ruleReads(config, key) : key !== 'view.marks';
