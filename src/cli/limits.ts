// `tumble limits`: what an experiment's cells make of gradients, from shallow to steep: drift, chemotactic index, what their tumbles
// tell, and what adapting costs.

import { Command, Option } from 'commander';
import type { WalkConfig } from '../core/config.ts';
import type { Problem } from '../core/problem.ts';
import { InputError } from '../core/problem.ts';
import { costsOf, measureLimits, theoryPoint, timesOf, usualSteepnesses } from '../observables/limits.ts';
import type { LimitsPlan } from '../observables/limits.ts';
import { checkNewFile, openNewFile } from '../record/output-file.ts';
import { gradientsOf } from '../theory/gradients.ts';
import { BACKENDS, openBackends } from './choose-backend.ts';
import { EXIT } from './exit.ts';
import { loadExperiment, settingOptions } from './experiment.ts';
import { interruptible } from './interrupt.ts';
import { limitsPicture } from './limits-picture.ts';
import { limitsCsv, limitsJson, limitsText } from './limits-text.ts';
import { createProgress } from './progress.ts';
import type { BackendChoice } from './choose-backend.ts';
import type { ExperimentOptions } from './experiment.ts';
import type { Host } from './host.ts';
import type { Limits } from './limits-text.ts';

interface Options extends Omit<ExperimentOptions, 'until'> {
  readonly steepness?: string;
  readonly background?: string;
  readonly cells: string;
  readonly settle?: string;
  readonly follow?: string;
  readonly backend: BackendChoice;
  readonly json?: true;
  readonly csv?: true;
  readonly output?: string;
}

/** States that are looked at, for headings and rates: tens are as good as all where each cell is followed for tens of turns. */
const SNAPSHOTS = 60;
const ENDINGS = { svg: 'a picture', csv: 'the table', json: 'all of it' } as const;

export function limitsCommand(host: Host, exit: (code: number) => void): Command {
  return settingOptions(new Command('limits'))
    .summary('measure what cells make of gradients: drift, index, information, cost')
    .description(
      "Runs an experiment's cells in even gradients from shallow to steep, in place of what they had to sense, far from " +
        'walls: drift, chemotactic index and what their tumbles tell of their heading, with standard errors, beside theory; ' +
        'for the rules of E. coli also what adapting costs. Rules that sense ratios get c = background exp(G x), others ' +
        'c = background + g x; a second cue is 0 everywhere (1 where the response to it is logarithmic).',
    )
    .option(
      '--steepness <numbers>',
      'G or g, separated by commas (default: six, by what theory says of the cells)',
    )
    .option('--background <number>', 'concentration where cells begin (default: where receptors answer most)')
    .option('--cells <count>', 'cells in each gradient', '2000')
    .option(
      '--settle <time>',
      'time left out at the start (default: three times the slowest time inside and five of turning)',
    )
    .option('--follow <time>', 'time that is measured after that (default: four and fifty of them)')
    .addOption(new Option('--backend <name>', 'what computes').choices(BACKENDS).default('auto'))
    .option('--json', 'print one JSON document instead of a table')
    .option('--csv', 'print a table of comma-separated values')
    .option('-o, --output <file>', 'also write a file: .svg a picture, .csv the table, .json all of it')
    .addHelpText(
      'after',
      '\nExamples:\n  tumble limits exponential-gradient -o limits.svg\n' +
        '  tumble limits gradient-1d --steepness 0.001,0.01 --csv\n' +
        '  tumble limits exponential-gradient --set ny=1 --set persistence=0 --set tauY=0 --cells 5000\n\n' +
        'Exit codes: 0 done, 2 refused, 130 interrupted (what is done is printed).',
    )
    .action(async (source: string, options: Options) => exit(await limits(host, source, options)));
}

async function limits(host: Host, source: string, options: Options): Promise<number> {
  const read = readOptions(options);
  const { config: given } = await loadExperiment(host, source, options, () => ({}));
  const found = gradientsOf(given);
  if ('field' in found) throw new InputError([found]);
  const config = given as WalkConfig;
  const usual = timesOf(found);
  const settled = read.settle ?? usual.settled;
  const until = settled + (read.follow ?? usual.followed);
  const background = read.background ?? found.background;
  const base: LimitsPlan = {
    ...{ settled, until, background, cells: read.cells, seed: config.seed, snapshots: SNAPSHOTS },
    steepnesses: read.steepnesses ?? [],
  };
  const steepnesses = read.steepnesses ?? usualSteepnesses(config, found, base);
  const plan: LimitsPlan = { ...base, steepnesses };
  if (options.output !== undefined) await checkNewFile(host.storage, 'output', options.output);
  const progress = createProgress(host);
  return interruptible(host, async ({ signal, code }) => {
    const { name, description, why, create, close } = await openBackends(host, options.backend);
    try {
      const results = await measureLimits(config, found, plan, {
        create,
        progress(fraction, steepness) {
          progress.show(fraction, `${name}: steepness ${steepness}`);
          return !signal.aborted;
        },
      });
      progress.clear();
      const largest = Math.max(...steepnesses.map(Math.abs)) || 1;
      const all: Limits = {
        ...{ source, config, gradients: found, plan, results },
        ...{ backend: name, adapter: description, why },
        theory: theoryPoint(config, found, plan, largest),
        costs: costsOf(config, found, plan),
      };
      const documents = { csv: limitsCsv, json: limitsJson, text: limitsText };
      const form = options.json ? 'json' : options.csv ? 'csv' : 'text';
      host.terminal.out(documents[form](all));
      if (signal.aborted) return code;
      if (options.output !== undefined) await write(host, options.output, all);
      return EXIT.done;
    } finally {
      progress.clear();
      close();
    }
  });
}

async function write(host: Host, path: string, all: Limits): Promise<void> {
  const text = { svg: limitsPicture, csv: limitsCsv, json: limitsJson }[endingOf(path)!](all);
  const file = await openNewFile(host.storage, 'output', path);
  try {
    await file.file.write(new TextEncoder().encode(text), 0);
    host.terminal.error(`tumble: wrote ${await file.close()}\n`);
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

function endingOf(path: string): keyof typeof ENDINGS | null {
  const ending = /[^/\\]\.(\w+)$/.exec(path)?.[1].toLowerCase() ?? '';
  return Object.hasOwn(ENDINGS, ending) ? (ending as keyof typeof ENDINGS) : null;
}

/** Throws InputError with all that is wrong. */
function readOptions(options: Options) {
  const problems: Problem[] = [];
  const number = (
    name: string,
    text: string | undefined,
    rule: string,
    good: (value: number) => boolean,
    remedy: string,
  ) => {
    if (text === undefined) return undefined;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
    if (good(value)) return value;
    problems.push({ field: `--${name}`, value: JSON.stringify(text), rule, remedy });
    return undefined;
  };
  const positive = (name: 'background' | 'settle' | 'follow') =>
    number(
      name,
      options[name],
      'must be a number above 0',
      (value) => value > 0 && value <= 1e12,
      'Write 100, for instance',
    );
  const steepnesses = options.steepness
    ?.split(',')
    .map((text) =>
      number('steepness', text, 'must be numbers separated by commas', Number.isFinite, 'Write 1e-4,1e-3'),
    );
  const cells = number(
    'cells',
    options.cells,
    'must be a whole number from 2 to 16777216: one cell has no error',
    (value) => Number.isInteger(value) && value >= 2 && value <= 2 ** 24,
    'Write 2000, for instance',
  );
  if (options.output !== undefined && endingOf(options.output) === null)
    problems.push({
      ...{
        field: '--output',
        value: JSON.stringify(options.output),
        rule: 'must end in .svg, .csv or .json',
      },
      remedy: 'Use e.g. limits.svg',
    });
  const rest = { background: positive('background'), settle: positive('settle'), follow: positive('follow') };
  if (problems.length > 0) throw new InputError(problems);
  return { ...rest, cells: cells!, steepnesses: steepnesses as readonly number[] | undefined };
}
