// Parameters that a sensing rule declares: always there, with a range, and known to all formulas; and which of a
// config's settings its rule reads at all, so that what has no effect is neither checked nor shown.

import {
  isWalk,
  type Config,
  type KellerSegelConfig,
  type ModelName,
  type WalkConfig,
} from '../core/config.ts';
import type { ParameterSpec } from '../core/setting.ts';
import { parametersOf, SENSING_RULES } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';
import { spreadNames } from '../sensing/variety.ts';
import { WALKS } from './settings.ts';

/** Of unchecked input, too: undefined where there is no such rule. */
export const ruleNamed = (name: unknown): SensingRule | undefined =>
  SENSING_RULES.find((rule) => rule.name === name);

/** Fields that can be drawn of an experiment: those of the grid, then what single cells show of their inside. */
export const viewFields = ({
  model,
  sensing,
}: {
  model: ModelName;
  sensing?: unknown;
}): readonly string[] => [
  'u',
  'v',
  ...(model === 'run-and-tumble' ? (ruleNamed(sensing)?.inner ?? []).map(({ name }) => name) : []),
];

/** None where there is no such rule. */
export function parametersOfRule(name: string): readonly ParameterSpec[] {
  const rule = ruleNamed(name);
  return rule === undefined ? [] : parametersOf(rule);
}

/** What a model with this rule declares; nothing for models of fields. */
export const declaredBy = ({ model, sensing }: Pick<WalkConfig, 'sensing'> & { model: ModelName }) =>
  WALKS.includes(model) ? parametersOfRule(sensing) : [];

/** What the model of a config declares, in the order of the panel; nothing for models of fields. */
export const declaredParameters = (config: Config): readonly ParameterSpec[] =>
  isWalk(config) ? parametersOfRule(config.sensing) : [];

/** Of those, the ones that say how much another differs from cell to cell. */
export function declaredSpreads(config: Config): readonly string[] {
  const rule = isWalk(config) ? ruleNamed(config.sensing) : undefined;
  return rule === undefined ? [] : spreadNames(rule);
}

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
interface Reader {
  readonly model: ModelName;
  readonly sensing: string;
  readonly chemical: string;
  /** Of a Fokker-Planck equation. */
  readonly coefficients: string;
}

/** Whether the cells of an experiment are asked what they do; a Fokker-Planck equation may have given coefficients. */
const asksCells = ({ model, coefficients }: Reader): boolean =>
  model !== 'fokker-planck' || coefficients === 'cells';

/** Whether a setting has any effect with this rule and this kind of chemical. */
function ruleReads(reader: Reader, key: string): boolean {
  const { model, sensing, chemical } = reader;
  const rule = ruleNamed(sensing);
  const cells = asksCells(reader);
  switch (key) {
    case 'sensing':
    case 'chemical':
      return cells;
    case 'attractant':
      // The cells' own model draws it even where nothing senses it.
      return cells && chemical === 'prescribed' && (model === 'run-and-tumble' || rule?.cues !== 0);
    case 'diffusionV':
    case 'production':
    case 'initialV':
      return chemical === 'live';
    case 'secondCue':
      return cells && rule?.cues === 2;
    case 'firstResponse':
    case 'secondResponse':
    case 'link':
      return cells && rule?.choices?.includes(key) === true;
    case 'ratePlus':
    case 'rateMinus':
      return cells && rule?.formulas.includes(key) === true;
    case 'diffusion':
    case 'driftX':
    case 'driftY':
      return !cells;
    default:
      return true;
  }
}

/** Which settings an experiment that is not checked yet will read; of fields all. `values`: its settings by key. */
export function readsOf(
  { model, sensing }: { readonly model: ModelName; readonly sensing: string },
  values: ReadonlyMap<string, unknown>,
): (key: string) => boolean {
  const [chemical, coefficients] = ['chemical', 'coefficients'].map((key) => String(values.get(key)));
  const reader = { model, sensing, chemical, coefficients };
  return (key) => !WALKS.includes(model) || ruleReads(reader, key);
}

const readerOf = (config: WalkConfig): Reader => ({
  ...config,
  coefficients: config.model === 'fokker-planck' ? config.coefficients : 'cells',
});

/** Likewise for fields. */
const fieldsRead = ({ scheme, timeStep }: KellerSegelConfig, key: string): boolean =>
  key === 'tolerance' ? scheme === 'rkl2' && timeStep === 'auto' : key !== 'view.marks';

/** Whether a setting has any effect in this experiment. */
export const isRead = (config: Config, key: string): boolean =>
  isWalk(config) ? ruleReads(readerOf(config), key) : fieldsRead(config, key);

/** Whether what the cells sense and do has any effect: not where drift and diffusion are given. */
export const readsCells = (config: WalkConfig): boolean => asksCells(readerOf(config));
