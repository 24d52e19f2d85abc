// Between the settings of a config and what the panel's fields hold: texts, numbers and choices under one flat key
// each (`view.low`, `parameters.c`). Pure, so that what a person types and what becomes of it can be tested.

import {
  changeSettings,
  findSetting,
  isRead,
  parseConfig,
  settingsOf,
  viewFields,
  WALKS,
} from '../config/index.ts';
import type { Config, ModelName, ViewConfig } from '../core/config.ts';
import { innerTitle } from '../view/overlay.ts';
import type { Setting } from '../core/setting.ts';

export type PanelValue = string | number;

/** Settings the panel leaves out: the model (a preset's), the file interval (command line) and the pace (its own slider). */
const ELSEWHERE: ReadonlySet<string> = new Set(['model', 'every', 'view.pace']);

export const GROUPS: readonly { readonly group: Setting['group']; readonly title: string }[] = [
  { group: 'view', title: 'Picture' },
  { group: 'model', title: 'Equation' },
  { group: 'start', title: 'Initial state' },
  { group: 'domain', title: 'Grid and boundaries' },
  { group: 'time', title: 'Time' },
];

/** What a person calls a setting; the others go by their key. */
const LABELS: Readonly<Record<string, string>> = {
  diffusionU: 'Diffusion of u',
  diffusionV: 'Diffusion of v',
  sensitivity: 'Sensitivity \u03c7',
  growth: 'Growth f',
  production: 'Production g',
  chemicalDynamics: 'Chemical v',
  sensing: 'Sensing rule',
  chemical: 'Attractant is',
  attractant: 'Attractant c',
  secondCue: 'Second cue a',
  firstResponse: 'Response to c',
  secondResponse: 'Response to a',
  ratePlus: 'Rate \u03b1+',
  rateMinus: 'Rate \u03b1\u2212',
  coefficients: 'Drift, diffusion',
  diffusion: 'Diffusion D',
  driftX: 'Drift along x',
  driftY: 'Drift along y',
  levels: 'Levels beside',
  cells: 'Cells',
  weight: 'Each stands for',
  nx: 'Grid in x',
  ny: 'Grid in y',
  width: 'Width',
  height: 'Height',
  boundaryX: 'Boundary x',
  boundaryY: 'Boundary y',
  initialU: 'u at t = 0',
  initialV: 'v at t = 0',
  seed: 'Seed',
  timeStep: 'Time step',
  scheme: 'Scheme',
  tolerance: 'Tolerance',
  flux: 'Flux',
  until: 'Until (film)',
  whenUnresolved: 'If unresolved',
  'view.field': 'Field',
  'view.colormap': 'Colours',
  'view.scale': 'Scale',
  'view.low': 'From',
  'view.high': 'To',
  'view.marks': 'Single cells',
};

/** Where single cells make and sense the chemical. */
const CELL_LABELS: Readonly<Record<string, string>> = {
  diffusionV: 'Diffusion of c',
  production: 'Production of c',
  initialU: 'Cells at t = 0',
  initialV: 'c at t = 0',
};

export const labelOf = ({ model }: Config, key: string): string =>
  (WALKS.includes(model) ? CELL_LABELS[key] : undefined) ?? LABELS[key] ?? key;

/** What a person calls the values of a choice, where they do not speak for themselves. */
const CELL_CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'view.field': { 'cell density': 'u', 'attractant c': 'v' },
};
const CONTINUUM_CHOICES: typeof CELL_CHOICES = { 'view.field': { 'cell density': 'u', 'current J': 'v' } };

function namedChoices(model: ModelName): typeof CELL_CHOICES {
  if (model === 'keller-segel') return {};
  return model === 'run-and-tumble' ? CELL_CHOICES : CONTINUUM_CHOICES;
}

/** What can be drawn of this experiment: the fields, and what its rule shows of the inside of cells. */
function fieldChoices(config: Config): Readonly<Record<string, string>> {
  const own = viewFields(config);
  const inside = own.slice(2).map((name) => [`inside: ${innerTitle(name)}`, name]);
  return {
    ...(namedChoices(config.model)['view.field'] ?? { u: 'u', v: 'v' }),
    ...Object.fromEntries(inside),
  };
}

/** Choices of a setting as names and values. */
export const choicesOf = (
  config: Config,
  key: string,
  choices: readonly string[],
): Readonly<Record<string, string>> =>
  key === 'view.field' ? fieldChoices(config) : Object.fromEntries(choices.map((choice) => [choice, choice]));

/** Those of the experiment's model that have an effect in it. */
export const panelSettings = (config: Config, group: Setting['group']): readonly Setting[] =>
  settingsOf(config.model).filter(
    ({ key, group: own }) => own === group && !ELSEWHERE.has(key) && isRead(config, key),
  );

/** The value of a setting as its field shows it. An open end of the colour range reads `auto`. */
export function shownValue(config: Config, key: string): PanelValue {
  const holder = key.startsWith('view.') ? config.view : config;
  const value = (holder as unknown as Record<string, unknown>)[key.replace(/^view\./, '')];
  if (value === null) return 'auto';
  if (typeof value === 'object') return String((value as { file: unknown }).file);
  return value as PanelValue;
}

/** What was typed as the value of a setting; parseConfig judges whether it is a good one. */
export function typedValue(key: string, typed: PanelValue): unknown {
  const setting = findSetting(key);
  if (setting?.kind !== 'number' && setting?.kind !== 'integer') return typed;
  if (typeof typed === 'number') return typed;
  const text = typed.trim();
  if (setting.kind === 'number' && setting.or !== undefined && (text === '' || text === 'auto'))
    return setting.or;
  // Number('') is 0, which nobody typed.
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

/** What the settings' table and its refusals call null is an open end, which the page shows as `auto`. */
export const pageText = (text: string): string => text.replace(/\bnull\b/g, 'auto');

/** The config as raw settings with one of them changed. */
export function withSetting(config: Config, key: string, value: unknown): Record<string, unknown> {
  if (!key.startsWith('view.')) return changeSettings(config, { [key]: value });
  const view = { ...config.view, [key.slice(5)]: value } as ViewConfig;
  const turned = (key === 'view.field' || key === 'view.scale') && shownValue(config, key) !== value;
  return { ...config, view: turned ? withPresetEnds(config, view) : view };
}

/**
 * The fixed ends of a preset's colour range suit the field and the scale that it shows: they go when another one is
 * chosen, and come back with it. Ends that a person has set stay.
 */
function withPresetEnds(config: Config, view: ViewConfig): ViewConfig {
  const parsed = parseConfig(config.preset === null ? {} : { preset: config.preset });
  if ('problems' in parsed) return view;
  const { field, scale, low, high } = parsed.config.view;
  if (low === null && high === null) return view;
  if (view.low === low && view.high === high) return { ...view, low: null, high: null };
  const home = view.field === field && view.scale === scale;
  return home && view.low === null && view.high === null ? { ...view, low, high } : view;
}

/** What a change of a setting asks of a running experiment. */
export type Effect = 'redraw' | 'none' | 'restart';

export function effectOf(key: string): Effect {
  if (key.startsWith('view.')) return 'redraw';
  return key === 'until' || key === 'every' ? 'none' : 'restart';
}
