// Settings, sensing rules and their parameters as text: for `tumble run --help` and as the README's tables. All follow
// from settings.ts and from the rules' own declarations.

import { MODELS, type ModelName } from '../core/config.ts';
import type { ParameterSpec, Setting } from '../core/setting.ts';
import { parametersOf, SENSING_RULES } from '../sensing/index.ts';
import type { SensingRule } from '../sensing/rule.ts';
import { spreadNames, spreadOf, varietyGroups } from '../sensing/variety.ts';
import { parameterRange } from './check-parameters.ts';
import { showBound } from './check-setting.ts';
import { DEFAULT_PARAMETERS, SETTINGS, WALKS } from './settings.ts';

/** What values a setting takes, e.g. `3 .. 32768 or 1`. */
export function describeRange(setting: Setting): string {
  switch (setting.kind) {
    case 'choice':
      return setting.choices.join(' | ');
    case 'integer': {
      const most = setting.most === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : String(setting.most);
      return `${setting.least} .. ${most}${setting.or === undefined ? '' : ` or ${setting.or}`}`;
    }
    case 'number': {
      const range = `above ${showBound(setting.above)}, up to ${showBound(setting.most)}`;
      return setting.or === undefined ? range : `${range}; or ${setting.or}`;
    }
    case 'formula':
      return `formula in ${setting.names.join(', ')}`;
    case 'initial':
      return `formula in ${setting.names.join(', ')}, rand, randn; or file`;
  }
}

const SECTIONS: readonly { readonly models: readonly ModelName[]; readonly title: string }[] = [
  { models: MODELS, title: 'of all models' },
  { models: ['keller-segel'], title: 'of model=keller-segel (fields of density)' },
  {
    models: WALKS,
    title:
      'of model=run-and-tumble (cells one by one) and of their continuum levels, two-state and fokker-planck',
  },
  { models: ['run-and-tumble'], title: 'of model=run-and-tumble alone' },
  { models: ['fokker-planck'], title: 'of model=fokker-planck alone' },
];

const inSection = (models: readonly ModelName[]): readonly Setting[] =>
  SETTINGS.filter((setting) => String(setting.models ?? MODELS) === String(models));

/** The defaults of a setting, each in the given marks, e.g. `256; cells: 100`. */
function defaults(setting: Setting, mark = ''): string {
  const own = setting.defaultOf?.['run-and-tumble'];
  const common = `${mark}${setting.default}${mark}`;
  return own === undefined ? common : `${common}; run-and-tumble: ${mark}${own}${mark}`;
}

/** A declared parameter with the rules that have it just so. */
interface Listed {
  readonly spec: ParameterSpec;
  readonly rules: readonly string[];
}

/** What varies among the cells of a rule, e.g. `kappa, tau (memory-kernel)`. */
const varying = (rules: readonly SensingRule[]): string =>
  rules.map((rule) => `${varietyGroups(rule).flat().join(', ')} (${rule.name})`).join('; ');

/** The spreads of all parameters in one: they differ in nothing but the name. */
function listedSpreads(): Listed {
  const rules = SENSING_RULES.filter((rule) => varietyGroups(rule).length > 0);
  const spec = spreadOf('<name>');
  return {
    spec: { ...spec, doc: `${spec.doc}. Names: ${varying(rules)}` },
    rules: rules.map(({ name }) => name),
  };
}

/** Parameters of all rules; one of several rules is listed once if it means the same in all. */
function listedParameters(): Listed[] {
  const listed = new Map<string, { spec: ParameterSpec; rules: string[] }>();
  for (const rule of SENSING_RULES) {
    const spreads = spreadNames(rule);
    for (const spec of parametersOf(rule).filter(({ name }) => !spreads.includes(name))) {
      const key = JSON.stringify(spec);
      const entry = listed.get(key) ?? { spec, rules: [] };
      entry.rules.push(rule.name);
      listed.set(key, entry);
    }
  }
  return [...listed.values(), listedSpreads()];
}

const rulesText = (rules: readonly string[]): string => {
  const tumbling = SENSING_RULES.filter(({ motion }) => motion === 'tumbling');
  const all = rules.length > 1 && rules.length === tumbling.length;
  return all ? 'all that tumble' : rules.join(', ');
};

const parameterDefault = (
  { default: value, defaultInOneDimension: line }: ParameterSpec,
  mark = '',
): string => `${mark}${value}${mark}${line === undefined ? '' : `; in one dimension ${mark}${line}${mark}`}`;

/** One line a setting, in columns, for a terminal. */
export function settingsHelp(): string {
  const listed = listedParameters();
  const names = [...SETTINGS.map(({ key }) => key), ...listed.map(({ spec }) => spec.name)];
  const width = Math.max(...names.map((name) => name.length));
  const line = (key: string, doc: string, unit: string, range: string, value: string): string =>
    `  ${key.padEnd(width)}  ${doc}${unit === '' ? '' : ` [${unit}]`}; ${range} (${value})`;
  const sections = SECTIONS.map(({ models, title }) => {
    const rows = inSection(models).map((setting) =>
      line(setting.key, setting.doc, setting.unit, describeRange(setting), defaults(setting)),
    );
    return `Settings ${title}:\n${rows.join('\n')}`;
  });
  const rows = listed.map(({ spec, rules }) => {
    const doc = `${spec.doc} (${rulesText(rules)})`;
    return line(spec.name, doc, spec.unit, parameterRange(spec), parameterDefault(spec));
  });
  const free = Object.entries(DEFAULT_PARAMETERS['keller-segel']).map(([name, value]) => `${name}=${value}`);
  const other = `  ${'<name>'.padEnd(width)}  any other name that a formula uses, e.g. --set ${free[0]} (${free.join(', ')})`;
  return [
    'Settings and parameters (--set key=value; L, T, U, V, C, A: your units of length, time, the densities of cells and',
    'chemical, attractant and second cue).',
    ...sections,
    `Parameters that the sensing rules declare, known to all formulas of the run:\n${rows.join('\n')}`,
    `Parameters of formulas:\n${other}`,
    '',
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

/** The settings as Markdown, a table for what both models have and one for each model. */
export function settingsTable(): string {
  const head = ['setting', 'meaning', 'values', 'unit', 'default'];
  const sections = SECTIONS.map(({ models, title }) => {
    const rows = inSection(models).map((setting) => [
      `\`${setting.key}\``,
      setting.doc,
      describeRange(setting),
      setting.unit,
      defaults(setting, '`'),
    ]);
    return `Settings ${title.replace(/model=[\w-]+/, '`$&`')}:\n\n${table(head, rows)}\n`;
  });
  return sections.join('\n');
}

/** The sensing rules as Markdown. */
export function sensingTable(): string {
  const rows = SENSING_RULES.map((rule) => [
    `\`${rule.name}\``,
    rule.doc,
    `$\`${rule.tex}\`$`,
    rule.parameters.map(({ name }) => `\`${name}\``).join(', ') || 'none of its own',
    rule.source,
  ]);
  return `${table(['`sensing`', 'what a cell does', 'law', 'parameters', 'source'], rows)}\n`;
}

/** Parameters of the sensing rules as Markdown. */
export function parametersTable(): string {
  const rows = listedParameters().map(({ spec, rules }) => [
    `\`${spec.name}\``,
    rulesText(rules),
    spec.doc,
    parameterRange(spec),
    spec.unit,
    parameterDefault(spec, '`'),
    spec.source,
  ]);
  return `${table(['parameter', 'rules', 'meaning', 'values', 'unit', 'default', 'source'], rows)}\n`;
}
