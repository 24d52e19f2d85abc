// `tumble record`: a film of an experiment, or one picture of its end.

import { Command, Option } from 'commander';
import { VIEW_FIELDS } from '../config/index.ts';
import { COLORMAPS } from '../core/config.ts';
import { InputError } from '../core/problem.ts';
import { recordFilm } from '../record/film.ts';
import { encodePng } from '../record/image.ts';
import { checkNewFile, openNewFile } from '../record/output-file.ts';
import { formatBytes, storageProblem } from '../record/storage.ts';
import { createFramePainter, frameTitle } from '../view/frame-painter.ts';
import { BACKENDS } from './choose-backend.ts';
import { canvas, checkEncoders } from './encoders.ts';
import { experimentOptions, loadExperiment } from './experiment.ts';
import { interruptible } from './interrupt.ts';
import { createProgress, formatSeconds, progressText } from './progress.ts';
import { cameraOf, filmTiming, kindOf, parseSize, viewSettings } from './record-options.ts';
import { exitCode } from './run.ts';
import { setUp } from './set-up.ts';
import type { Config } from '../core/config.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import type { FilmFormat } from '../record/film-format.ts';
import type { FilmResult } from '../record/film.ts';
import type { NewFile } from '../record/output-file.ts';
import type { FramePainter } from '../view/frame-painter.ts';
import type { Host } from './host.ts';
import type { FilmTiming, RecordOptions } from './record-options.ts';

export function recordCommand(host: Host, exit: (code: number) => void): Command {
  return experimentOptions(new Command('record'))
    .summary('make a film (MP4 or WebM) or a picture (PNG) of an experiment')
    .description(
      'Films an experiment from t = 0 to --until. Every frame shows an exact simulated time, however long it takes to ' +
        'compute. The ending of the file name chooses: .mp4 (H.264), .webm (VP9), .png (the state at --until). Cells in ' +
        'one dimension are shown by their paths, their histogram, and mean and variance against time.',
    )
    .requiredOption('-o, --output <file>', 'file to write; must not exist')
    .option('--seconds <number>', 'playing time', '10')
    .option('--fps <number>', 'frames per second', '30')
    .option('--size <WxH>', 'size in pixels, even numbers', '1280x720')
    .addOption(new Option('--colormap <name>', 'colours').choices(COLORMAPS))
    .addOption(new Option('--field <name>', 'what is shown').choices(VIEW_FIELDS))
    .addOption(new Option('--scale <name>', 'of the colours').choices(['linear', 'logarithmic']))
    .option(
      '--zoom <factor>',
      'look closer, until 10 lengths or 5 grid cells fill the picture; single cells show as marks where they can be told apart',
    )
    .option('--centre <x,y>', 'point of the domain in the middle of the picture (default: its centre)')
    .addOption(new Option('--backend <name>', 'what computes').choices(BACKENDS).default('auto'))
    .option('--quiet', 'print no progress')
    .addHelpText(
      'after',
      `
Examples:
  tumble record labyrinth -o stripes.mp4 --set nx=128 --set ny=128 --until 150
  tumble record subcritical -o spreading.webm --seconds 5 --fps 25 --size 960x720 --colormap magma --until 2
  tumble record labyrinth -o stripes.png --set nx=128 --set ny=128 --until 150
  tumble record lecture-1d -o lecture.png --size 1600x600
  tumble record gradient-2d -o cells.mp4 --zoom 12 --centre 150,100
  tumble record ccl19-versus-ccl21 -o receptors.mp4 --field receptors

Ctrl-C ends the film early and keeps what is done. Exit codes as for \`tumble run\`.`,
    )
    .action(async (source: string, options: RecordOptions) => exit(await record(host, source, options)));
}

async function record(host: Host, source: string, options: RecordOptions): Promise<number> {
  const size = parseSize(options.size);
  const kind = kindOf(options.output);
  const film = kind === 'png' ? null : filmTiming(options, size);
  const experiment = await loadExperiment(host, source, options, () => viewSettings(options));
  const { config } = experiment;
  const camera = cameraOf(options, config);
  const createCanvas = await canvas(host, options.output);
  if (kind !== 'png') await checkEncoders(host, options.output, kind, size, film!.framesPerSecond);

  await checkNewFile(host.storage, 'output', options.output);
  const { simulation, close } = await setUp(host, experiment, options.backend);
  for (const warning of experiment.warnings) host.terminal.error(`tumble: ${warning}\n`);
  const painter = createFramePainter(simulation, {
    ...size,
    view: config.view,
    camera,
    title: frameTitle(config),
    createCanvas,
    framesPerSecond: film?.framesPerSecond ?? 30,
  });
  try {
    return await interruptible(host, async (interrupt) => {
      const file = await openNewFile(host.storage, 'output', options.output);
      const { signal } = interrupt;
      const work = { host, config, simulation, painter, file, signal, options };
      try {
        const stop = film === null ? await picture(work) : await movie(work, kind as FilmFormat, film);
        return exitCode(stop, interrupt.code);
      } catch (error) {
        await file.abandon();
        const problem = storageProblem(error, 'output', options.output);
        throw problem ? new InputError([problem]) : error;
      }
    });
  } finally {
    painter.dispose();
    close();
  }
}

interface Work {
  readonly host: Host;
  readonly config: Config;
  readonly simulation: Simulation;
  readonly painter: FramePainter;
  readonly file: NewFile;
  readonly signal: AbortSignal;
  readonly options: RecordOptions;
}

/** Frame k of `frames` shows t = k * until / (frames - 1): the first is the start, the last the end. */
async function movie(work: Work, format: FilmFormat, timing: FilmTiming): Promise<FilmResult['stop']> {
  const { host, config, simulation, painter, file, signal, options } = work;
  const progress = createProgress(host, options.quiet);
  const start = host.now();
  let size = 0;
  const result = await recordFilm({
    simulation,
    painter,
    format,
    ...timing,
    timePerFrame: config.until / Math.max(1, timing.frames - 1),
    sink: {
      write(bytes, position) {
        size = Math.max(size, position + bytes.length);
        return file.file.write(bytes, position);
      },
    },
    signal,
    onProgress: ({ frame, frames, measurement }) =>
      progress.show(
        frame / frames,
        `frame ${frame} of ${frames}, ${progressText(config, measurement, host.now() - start)}`,
      ),
  });
  progress.clear();
  if (result.frames === 0) await file.abandon();
  const name = result.frames === 0 ? null : await file.close();
  const { width, height } = painter;
  if (name !== null)
    host.terminal.out(
      `${name}: ${result.frames} frames, ${Number(result.seconds.toPrecision(4))} s, ${width} x ${height}, ` +
        `${formatBytes(size)}, t = 0 to ${Number(result.last.time.toPrecision(6))}, ` +
        `made in ${formatSeconds(host.now() - start)} on ${simulation.backend.description}\n`,
    );
  if (result.reason !== null) host.terminal.error(`tumble: ${result.reason}\n`);
  return result.stop;
}

/** The state at `until`, or where the run stopped before. */
async function picture(work: Work): Promise<FilmResult['stop']> {
  const { host, config, simulation, painter, file, signal, options } = work;
  const progress = createProgress(host, options.quiet);
  const start = host.now();
  let last: Measurement = await simulation.measure();
  for (const target of [...painter.noteTimes(config.until), config.until]) {
    if (target > 0)
      last = await simulation.advance(target, (measurement) => {
        progress.show(measurement.time / config.until, progressText(config, measurement, host.now() - start));
        return !signal.aborted;
      });
    if (last.status !== 'running' || signal.aborted) break;
    if (target < config.until) await painter.note(last);
  }
  const png = encodePng(await painter.paint(last), painter.width, painter.height);
  await file.file.write(png, 0);
  const name = await file.close();
  progress.clear();
  const time = Number(last.time.toPrecision(6));
  host.terminal.out(
    `${name}: ${painter.width} x ${painter.height}, ${formatBytes(png.length)}, t = ${time}\n`,
  );
  if (last.reason !== null) host.terminal.error(`tumble: ${last.reason}\n`);
  if (last.status !== 'running') return last.status;
  return signal.aborted ? 'cancelled' : 'complete';
}
