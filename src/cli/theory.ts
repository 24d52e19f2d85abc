// `tumble theory`: what analysis predicts of an experiment, without computing it.

import { Command } from 'commander';
import { InputError } from '../core/problem.ts';
import { dispersionCurve } from '../theory/dispersion-curve.ts';
import { theoryOf, type StateReport, type TheoryReport } from '../theory/report.ts';
import { BODY_LENGTH, MICROMETRES_AND_SECONDS, reynoldsNumber } from '../theory/reynolds.ts';
import { meansOf } from '../theory/start-means.ts';
import { verdict } from '../theory/verdict.ts';
import { experimentOptions, loadExperiment } from './experiment.ts';
import { theoryText } from './theory-text.ts';
import type { Config } from '../core/config.ts';
import type { Means } from '../theory/uniform-states.ts';
import type { Experiment, ExperimentOptions } from './experiment.ts';
import type { Host } from './host.ts';

interface Options extends ExperimentOptions {
  readonly json?: true;
  readonly body: string;
  readonly metres: string;
  readonly seconds: string;
}

/** The swimmer in water, and what its units were taken to be. */
export interface Swimmer {
  readonly reynolds: number;
  /** Metres, and metres a second. */
  readonly bodyLength: number;
  readonly speed: number;
  readonly assumed: string;
}

export function theoryCommand(host: Host): Command {
  return experimentOptions(new Command('theory'))
    .summary('print what analysis predicts of an experiment')
    .description(
      'Prints what analysis predicts of an experiment: effective diffusion and drift of cells, uniform states and their ' +
        'stability, the waves that grow on them, the threshold in every parameter, the speed of fronts, time scales. ' +
        'Nothing is simulated.',
    )
    .option('--json', 'as JSON, with the growth rate as a curve')
    .option('--body <length>', 'length of a cell in metres, for its Reynolds number', String(BODY_LENGTH))
    .option('--metres <number>', 'metres in a unit of length L', String(MICROMETRES_AND_SECONDS.length))
    .option('--seconds <number>', 'seconds in a unit of time T', String(MICROMETRES_AND_SECONDS.time))
    .addHelpText(
      'after',
      '\nExamples:\n  tumble theory saturated --set c=3.4\n  tumble theory self-aggregation --json',
    )
    .action(async (source: string, options: Options) => {
      const units = readUnits(options);
      const experiment = await loadExperiment(host, source, options, () => ({}));
      for (const warning of experiment.warnings) host.terminal.error(`tumble: ${warning}\n`);
      const { config } = experiment;
      const report = theoryOf(config, await startOf(experiment));
      const swimmer = swimmerOf(report, units);
      host.terminal.out(
        options.json
          ? `${JSON.stringify(asJson(source, config, report, swimmer), plain, 2)}\n`
          : theoryText(report, swimmer, config.until),
      );
    });
}

/** Mean densities of a start that a file gives: formulas theory reads by itself. */
async function startOf({ config, initial }: Experiment): Promise<Means | null> {
  const file = typeof config.initialU !== 'string' || typeof config.initialV !== 'string';
  return file ? meansOf(config, await initial()) : null;
}

interface Units {
  readonly body: number;
  readonly metres: number;
  readonly seconds: number;
}

function readUnits(options: Options): Units {
  const read = (name: 'body' | 'metres' | 'seconds'): number => {
    const value = Number(options[name]);
    if (options[name].trim() !== '' && Number.isFinite(value) && value > 0) return value;
    const remedy = 'Write 2e-6, for instance';
    throw new InputError([
      { field: `--${name}`, value: JSON.stringify(options[name]), rule: 'must be a number above 0', remedy },
    ]);
  };
  return { body: read('body'), metres: read('metres'), seconds: read('seconds') };
}

function swimmerOf({ cells }: TheoryReport, { body, metres, seconds }: Units): Swimmer | null {
  if (cells === null || cells.speed === null) return null;
  const speed = (cells.speed * metres) / seconds;
  const digits = (value: number): string => Number(value.toPrecision(3)).toExponential();
  return {
    reynolds: reynoldsNumber(speed, body),
    bodyLength: body,
    speed,
    assumed: `a body of ${digits(body)} m at ${digits(speed)} m/s, taking L as ${digits(metres)} m and T as ${Number(seconds.toPrecision(3))} s`,
  };
}

/** Arrays as arrays; functions, and with them all that needs an argument, are left out. NaN and Infinity become null. */
const plain = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;

function asJson(source: string, config: Config, report: TheoryReport, swimmer: Swimmer | null) {
  const { uniform, ...rest } = report;
  const state = (of: StateReport) => ({
    ...of,
    levels: of.levels.map((level) => ({
      ...level,
      curve: of === uniform?.tracked ? dispersionCurve(config, level) : null,
    })),
  });
  return {
    source,
    verdict: verdict(report),
    ...rest,
    uniform: uniform && {
      ...uniform,
      states: uniform.states.map(state),
      tracked: uniform.tracked && uniform.states.indexOf(uniform.tracked),
    },
    swimmer,
    config,
  };
}
