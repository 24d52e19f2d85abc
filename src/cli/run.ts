// `tumble run`: computes an experiment and leaves a folder with its fields, observables and summary.

import { Command, Option } from 'commander';
import { InputError } from '../core/problem.ts';
import { observablesOf, observe } from '../observables/index.ts';
import { checkRunFolder, openRunFolder } from '../record/run-folder.ts';
import { recordRun, storedTimes } from '../record/run.ts';
import { createCellFollower } from './cell-follower.ts';
import { createCellRecorder } from './cell-recorder.ts';
import { BACKENDS } from './choose-backend.ts';
import { createCollapseRecorder } from './collapse-summary.ts';
import { EXIT } from './exit.ts';
import { experimentOptions, loadExperiment } from './experiment.ts';
import { interruptible } from './interrupt.ts';
import { createLevelRecorder } from './level-recorder.ts';
import { createProgress, progressText } from './progress.ts';
import { setUp } from './set-up.ts';
import { reportRun, summarize } from './summary.ts';
import type { FilmResult } from '../record/film.ts';
import type { RunFolder } from '../record/run-folder.ts';
import type { RunStop } from '../record/run.ts';
import type { CellFollower } from './cell-follower.ts';
import type { CellRecorder } from './cell-recorder.ts';
import type { BackendChoice } from './choose-backend.ts';
import type { ExperimentOptions } from './experiment.ts';
import type { Host } from './host.ts';
import type { Interrupt } from './interrupt.ts';
import type { LevelRecorder } from './level-recorder.ts';
import type { Running } from './set-up.ts';

interface Options extends ExperimentOptions {
  readonly every?: string;
  readonly frames?: string;
  readonly backend: BackendChoice;
  readonly out?: string;
  readonly follow?: string;
  readonly quiet?: true;
}

export function runCommand(host: Host, exit: (code: number) => void): Command {
  return experimentOptions(new Command('run'))
    .summary('compute an experiment into a folder of arrays and tables')
    .description(
      'Computes an experiment and writes into DIR: u.npy, v.npy (frames x ny x nx, float32, row 0 at the smallest y), ' +
        't.npy, observables.csv and summary.json; for run-and-tumble cells also cells.npy (final state, a row a cell), ' +
        'histogram.npy (frames x nx), trajectories.npy (frames x 20 x 2) and msd.csv (mean squared displacement, ' +
        'measured and predicted); for experiments at several levels u-<level>.npy and levels.csv; with --follow cell-<index>.csv. Ctrl-C ends the run early and keeps what was computed.',
    )
    .option('--every <time>', 'simulated time between stored frames')
    .option('--frames <count>', 'number of stored frames after the first, instead of --every')
    .addOption(new Option('--backend <name>', 'what computes').choices(BACKENDS).default('auto'))
    .option('-o, --out <dir>', 'folder to write; must not exist or be empty (default: a new one in runs/)')
    .option('--follow <index>', 'cell whose every step goes into cell-<index>.csv, its inside included')
    .option('--quiet', 'print no progress')
    .addHelpText(
      'after',
      `
Examples:
  tumble run labyrinth --set nx=128 --set ny=128 --until 150 --out runs/stripes
  tumble run collapse-1d --backend reference
  tumble run my-experiment.json --set c=5 --seed 7 --frames 50
  tumble run lecture-1d --set cells=20000 --out runs/lecture

In Python:
  u = numpy.load('runs/stripes/u.npy', mmap_mode='r')       # frames x ny x nx
  table = pandas.read_csv('runs/stripes/observables.csv')  # columns explained in summary.json
  x, y, heading = numpy.load('runs/lecture/cells.npy').T[:3]  # lengths, and radians from the x axis

Exit codes: 0 done, 2 refused or disk full, 3 stopped before the end (the files are kept; the reason is in
summary.json), 130 interrupted, 143 asked to end, 129 terminal closed (files kept).`,
    )
    .action(async (source: string, options: Options) => exit(await run(host, source, options)));
}

async function run(host: Host, source: string, options: Options): Promise<number> {
  const experiment = await loadExperiment(host, source, options, storing(options));
  const { config, name } = experiment;
  const frames = storedTimes(config.until, config.every).length + 1;
  const out = options.out ?? (await freshName(host, `runs/${name}-${timestamp(host.date())}`));
  if (/^\.*[/\\]*$/.test(out.trim()))
    throw new InputError([
      {
        field: 'out',
        value: JSON.stringify(out),
        rule: 'must name a new folder',
        remedy: 'Use e.g. runs/first',
      },
    ]);
  const columns = observablesOf(config).map((observable) => observable.name);
  const cells = config.model === 'run-and-tumble' ? createCellRecorder(config) : null;
  const levels = createLevelRecorder(config);
  const follower = createCellFollower(config, options.follow);
  const beside = { ...(cells && { cells: cells.plan }), ...(levels && { levels: levels.plan }) };
  const plan = { nx: config.nx, ny: config.ny, frames, columns, ...beside };
  await checkRunFolder(host.storage, out, plan);
  const running = await setUp(host, experiment, options.backend);
  for (const warning of experiment.warnings) host.terminal.error(`tumble: ${warning}\n`);
  try {
    return await interruptible(host, async (interrupt) => {
      const folder = await openRunFolder(host.storage, out, plan);
      const work = {
        host,
        source,
        warnings: experiment.warnings,
        ...running,
        folder,
        cells,
        levels,
        follower,
        interrupt,
      };
      try {
        return await compute(work, options.quiet ?? false);
      } catch (error) {
        await folder.abandon();
        throw error;
      }
    });
  } finally {
    running.close();
  }
}

interface Work extends Omit<Running, 'close'> {
  readonly host: Host;
  readonly source: string;
  readonly warnings: readonly string[];
  readonly folder: RunFolder;
  /** Null in models without cells. */
  readonly cells: CellRecorder | null;
  /** Null where there is but one level. */
  readonly levels: LevelRecorder | null;
  /** Null where no cell is followed. */
  readonly follower: CellFollower | null;
  readonly interrupt: Interrupt;
}

async function compute(work: Work, quiet: boolean): Promise<number> {
  const { host, simulation, backend, why, folder, cells, levels, follower, interrupt } = work;
  const { config } = simulation;
  const progress = createProgress(host, quiet);
  const start = host.now();
  const collapse = createCollapseRecorder(config);
  let stored = false;
  await follower?.begin(simulation, await folder.table(follower.file, follower.columns));
  const outcome = await recordRun({
    simulation,
    signal: interrupt.signal,
    async store(snapshot, measurement, tracked) {
      collapse?.add(measurement);
      return folder.append(
        snapshot,
        observe({ config, snapshot, measurement }),
        tracked && cells ? cells.frame(snapshot, measurement, tracked) : undefined,
        await levels?.frame(simulation),
      );
    },
    async storeCells(all) {
      await folder.storeCells(all);
      stored = true;
    },
    onProgress(measurement) {
      follower?.take();
      collapse?.add(measurement);
      progress.show(measurement.time / config.until, progressText(config, measurement, host.now() - start));
    },
  });
  await follower?.finish();
  progress.clear();
  const wallSeconds = host.now() - start;
  const facts = {
    ...{ config, source: work.source, warnings: work.warnings, backend, why, outcome, wallSeconds, host },
    frames: folder.frames,
    cells: cells ? { prediction: cells.prediction, motion: cells.motion(), stored } : null,
    collapse: collapse?.facts() ?? null,
    levels,
  };
  const path = await folder.close(await summarize(facts));
  reportRun(facts, path);
  return exitCode(outcome.stop, interrupt.code);
}

/** `--frames` needs the run's length, which may come from the preset: asked for once that is known. */
const storing =
  (options: Options) =>
  (until: number | null): Record<string, string> => {
    if (options.frames === undefined) return options.every === undefined ? {} : { every: options.every };
    const count = Number(options.frames);
    const refuse = (rule: string, remedy: string) =>
      new InputError([{ field: 'frames', value: options.frames!, rule, remedy }]);
    if (options.every !== undefined)
      throw refuse('--every and --frames both say when to store', 'Give one of them');
    if (!Number.isInteger(count) || count < 1) throw refuse('must be a whole number above 0', 'Use e.g. 100');
    // Until the length is known, one interval: any other might be refused as too many frames.
    return { every: String(until === null ? 1e12 : until / count) };
  };

export function exitCode(stop: RunStop | FilmResult['stop'], interruptCode: number): number {
  if (stop === 'until' || stop === 'complete') return EXIT.done;
  if (stop === 'interrupted' || stop === 'cancelled') return interruptCode;
  return stop === 'disk-full' ? EXIT.refused : EXIT.stopped;
}

/** Short runs in a loop begin within one second: the next one gets `-2`. */
async function freshName(host: Host, stem: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? stem : `${stem}-${attempt}`;
    // What cannot be looked at is refused, with the reason, where the folder is checked.
    const there = await host.storage.look(name).catch(() => 'absent' as const);
    if (there === 'absent') return name;
  }
}

/** `20260131-235959`, local time. */
function timestamp(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
