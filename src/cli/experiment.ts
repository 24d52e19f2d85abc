// What to compute, from the words of the command line: a preset's name or a JSON file, changed by options.

import {
  decodeFieldFile,
  applySettings,
  changeSettings,
  initialFields,
  negativeRates,
  parseConfig,
  settingsHelp,
} from '../config/index.ts';
import { InputError } from '../core/problem.ts';
import { findPreset } from '../presets/index.ts';
import { errorCode, storageProblem } from '../record/storage.ts';
import { findJsonFault } from './json-fault.ts';
import type { InitialFields, RawSettings } from '../config/index.ts';
import type { Config, InitialField } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import type { Command } from 'commander';
import type { Host } from './host.ts';

export interface ExperimentOptions {
  readonly set?: readonly string[];
  readonly until?: string;
  readonly seed?: string;
}

export interface Experiment {
  readonly config: Config;
  /** Computes, or reads, the state at t = 0. */
  initial(): Promise<InitialFields>;
  /** What it does other than its formulas say, a sentence each: rates below zero, which count as zero. */
  readonly warnings: readonly string[];
  /** For naming files after it. */
  readonly name: string;
}

/** The argument and options that commands share which compute an experiment as it is. */
export const experimentOptions = (command: Command): Command =>
  settingOptions(command).option('--until <time>', 'simulated time to stop at');

/** Those of commands that have times of their own as well. */
export function settingOptions(command: Command): Command {
  return command
    .argument('<experiment>', 'name of a preset (see `tumble presets`) or path of a JSON file of settings')
    .option(
      '--set <key=value>',
      'change a setting or a parameter; can be repeated',
      (text: string, all: readonly string[] | undefined) => [...(all ?? []), text],
    )
    .option('--seed <number>', 'seed of the random initial state')
    .addHelpText('after', () => `\n${settingsHelp().trimEnd()}`);
}

/**
 * @param more Further assignments of the command; handed the run's length once that is known, null before.
 * @throws InputError with all that is wrong.
 */
export async function loadExperiment(
  host: Host,
  source: string,
  options: ExperimentOptions,
  more: (until: number | null) => Readonly<Record<string, string>>,
): Promise<Experiment> {
  const raw = await readSettings(host, source);
  const words = (until: number | null): string[] => [
    ...(options.set ?? []),
    ...(options.until === undefined ? [] : [`until=${options.until}`]),
    ...(options.seed === undefined ? [] : [`seed=${options.seed}`]),
    ...Object.entries(more(until)).map(([key, value]) => `${key}=${value}`),
  ];
  const { until } = parse(host, raw, words(null));
  const config = parse(host, raw, words(until));
  const initial = async (): Promise<InitialFields> =>
    initialFields(config, {
      ...(await fieldFile(host, 'initialU', config.initialU, 'u')),
      ...(await fieldFile(host, 'initialV', config.initialV, 'v')),
    });
  return {
    config,
    initial,
    warnings: negativeRates(config),
    name: findPreset(source) ? source : nameAfter(source),
  };
}

/** Name of a folder after a file: letters and digits of any script; no dash or dot in front, which hide or are options. */
export const nameAfter = (path: string): string =>
  path
    .replace(/^.*[/\\]/, '')
    .replace(/\.json$/i, '')
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .replace(/^[-.]+|-+$/g, '') || 'run';

function parse(host: Host, raw: RawSettings, assignments: readonly string[]): Config {
  // One by one, so that a malformed assignment is told together with all else that is wrong.
  const malformed: Problem[] = [];
  let settings: RawSettings = {};
  for (const assignment of assignments) {
    const applied = applySettings(settings, [assignment]);
    if ('problems' in applied) malformed.push(...applied.problems);
    else settings = applied.raw;
  }
  // Files named on the command line are meant from where the command was given.
  const parsed = parseConfig(
    anchorFiles(changeSettings(raw, settings), (path) => host.files.besideFile(path, 'here')),
  );
  if ('problems' in parsed) throw new InputError([...malformed, ...parsed.problems]);
  if (malformed.length > 0) throw new InputError(malformed);
  return parsed.config;
}

async function readSettings(host: Host, source: string): Promise<RawSettings> {
  if (findPreset(source) || !(await isPath(host, source))) return { preset: source };
  const refuse = (rule: string, remedy: string) =>
    new InputError([{ field: 'experiment', value: source, rule, remedy }]);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await host.files.read(source));
  } catch (error) {
    const problem = storageProblem(error, 'experiment', source);
    if (errorCode(error) === 'ENOENT')
      throw refuse(
        'there is no such file',
        'Give the path of a JSON file, or a preset: `tumble presets` lists them',
      );
    if (problem) throw new InputError([problem]);
    throw refuse('this file is not text in UTF-8', 'Give a JSON file of settings');
  }
  const fault = findJsonFault(text);
  if (fault) {
    const rule = `this is not JSON: line ${fault.line}, column ${fault.column}: expected ${fault.expected}`;
    throw refuse(rule, 'Correct the file; { "preset": "saturated", "nx": 256 } is a complete one');
  }
  const value = JSON.parse(text) as unknown;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refuse(
      'must hold one object of settings',
      '{ "preset": "saturated", "nx": 256 } is a complete one',
    );
  // summary.json of an earlier run: the same experiment again.
  const again = 'stopReason' in value && 'config' in value ? value.config : value;
  return anchorFiles(again as RawSettings, (path) => host.files.besideFile(path, source));
}

/** A word with a slash, a dot or a file of that name is a path; any other is a (mistyped) preset. */
const isPath = async (host: Host, source: string): Promise<boolean> =>
  /[/\\.]/.test(source) || (await host.storage.look(source).catch(() => 'absent')) !== 'absent';

/** Replaces the paths of field files; all else is left for parseConfig to judge. */
function anchorFiles(raw: RawSettings, anchor: (path: string) => string): RawSettings {
  const result = { ...raw };
  for (const key of ['initialU', 'initialV']) {
    const value = result[key];
    if (typeof value === 'string' && /\.(npy|png)$/i.test(value)) result[key] = anchor(value);
    else if (typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string')
      result[key] = { ...value, file: anchor(value.file) };
  }
  return result;
}

async function fieldFile(host: Host, field: string, source: InitialField, name: 'u' | 'v') {
  if (typeof source === 'string') return {};
  try {
    return { [name]: decodeFieldFile(await host.files.read(source.file), field, source) };
  } catch (error) {
    const problem = storageProblem(error, field, source.file);
    if (errorCode(error) === 'ENOENT')
      throw new InputError([
        { field, value: source.file, rule: 'there is no such file', remedy: 'Check the path' },
      ]);
    throw problem ? new InputError([problem]) : error;
  }
}
