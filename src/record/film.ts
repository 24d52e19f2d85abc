// Records a film of a running simulation: frame k shows the simulated time start + k * timePerFrame exactly,
// because the simulation is advanced to that time and then drawn; the wall clock plays no part. One code path
// for the page (WebCodecs) and for Node (FFmpeg, registered by the platform): mediabunny encodes and muxes.
// It cannot write sizes that are odd (H.264 and VP9 store colour at half resolution), nor sound.

import { InputError } from '../core/problem.ts';
import { canEncode, openEncoder } from './film-encoder.ts';
import { FILM_FORMATS } from './film-format.ts';
import type { FilmFormat, FilmSink } from './film-format.ts';
import type { Problem } from '../core/problem.ts';
import type { Measurement, Simulation, Status } from '../core/simulation.ts';
import type { FramePainter } from '../view/frame-painter.ts';

/** Draws the simulation's present state: width * height RGBA pixels, top row first. See view/frame-painter.ts. */
export type FilmPainter = Pick<FramePainter, 'width' | 'height' | 'paint'>;

export interface FilmProgress {
  /** Frames in the film so far, and asked for. */
  readonly frame: number;
  readonly frames: number;
  readonly measurement: Measurement;
}

export interface FilmOptions {
  readonly simulation: Simulation;
  readonly painter: FilmPainter;
  readonly format: FilmFormat;
  /** Number of frames; the film lasts frames / framesPerSecond seconds. */
  readonly frames: number;
  readonly framesPerSecond: number;
  /** Simulated time between two frames. */
  readonly timePerFrame: number;
  /** Where the bytes go; without one they come back in the result (the page). */
  readonly sink?: FilmSink;
  readonly onProgress?: (progress: FilmProgress) => void;
  /** Aborting ends the film after the frame under way; what is done is kept and playable. */
  readonly signal?: AbortSignal;
}

export interface FilmResult {
  /** The film, or null when it went to a sink. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
  readonly mimeType: string;
  readonly frames: number;
  /** Playing time in seconds. */
  readonly seconds: number;
  /** `device-lost`: the device went, or whatever else kept a frame from being computed or drawn. */
  readonly stop: 'complete' | 'cancelled' | 'device-lost' | Exclude<Status, 'running'>;
  /** One sentence when the film is shorter than asked for. */
  readonly reason: string | null;
  readonly last: Measurement;
}

/** The formats this machine can encode at that size (even width and height), best first. */
export async function filmFormats(
  width: number,
  height: number,
  framesPerSecond = 30,
): Promise<FilmFormat[]> {
  const able = await Promise.all(
    FILM_FORMATS.map((format) => canEncode(format, width, height, framesPerSecond)),
  );
  return FILM_FORMATS.filter((_, index) => able[index]);
}

/** Nine hours at 30 frames a second, as many as a run can store; the muxer keeps the place of each in memory. */
const MAXIMUM_FRAMES = 1_000_000;

/** What is wrong with the wish for such a film, before anything is computed. */
export function filmProblems(
  options: Pick<FilmOptions, 'frames' | 'framesPerSecond' | 'timePerFrame'> &
    Pick<FilmPainter, 'width' | 'height'>,
): Problem[] {
  const { frames, framesPerSecond, timePerFrame } = options;
  const problems: Problem[] = [];
  const refuse = (field: string, value: number | string, rule: string, remedy: string) =>
    problems.push({ field, value: String(value), rule, remedy });
  for (const field of ['width', 'height'] as const) {
    const size = options[field];
    if (!Number.isInteger(size) || size < 16 || size > 8192 || size % 2 === 1)
      refuse(
        `film.${field}`,
        size,
        'a film is an even number of pixels, from 16 to 8192, on each side',
        `Use ${Math.min(8192, Math.max(16, 2 * Math.round(size / 2) || 16))}`,
      );
  }
  if (!Number.isInteger(frames) || frames < 1)
    refuse(
      'film.frames',
      frames,
      'a film has a whole number of frames, at least one',
      'Use a longer duration',
    );
  if (frames > MAXIMUM_FRAMES)
    refuse(
      'film.frames',
      frames,
      `a film has at most ${MAXIMUM_FRAMES} frames`,
      'Use a shorter duration or fewer frames per second',
    );
  if (!(framesPerSecond > 0 && framesPerSecond <= 240))
    refuse('film.framesPerSecond', framesPerSecond, 'must be above 0 and at most 240', 'Use 30');
  if (!(timePerFrame > 0 && Number.isFinite(timePerFrame)))
    refuse('film.timePerFrame', timePerFrame, 'simulated time per frame must be positive', 'Use e.g. 0.1');
  return problems;
}

/**
 * Records from the simulation's present time. Ends early, with everything up to there kept, when the simulation
 * stops, `signal` is aborted, or a later frame cannot be computed or drawn (the GPU is lost); stopped before the first
 * frame the result has `frames: 0` and no bytes.
 *
 * @throws InputError for impossible sizes or rates; what kept the first frame from being made; the sink's own error
 * (say, a full disk) if a write fails.
 */
export async function recordFilm(options: FilmOptions): Promise<FilmResult> {
  const { simulation, painter, format, frames, framesPerSecond, timePerFrame, signal } = options;
  const { width, height } = painter;
  const problems = filmProblems({ ...options, width, height });
  if (problems.length > 0) throw new InputError(problems);
  const encoder = await openEncoder({ format, width, height, framesPerSecond, frames, sink: options.sink });
  // What waits for a device that is gone may wait for ever.
  const lost = simulation.backend.lost.then((reason) => {
    throw new Error(`the GPU was lost (${reason})`);
  });
  lost.catch(() => undefined);
  const orLost = <T>(work: Promise<T>): Promise<T> => Promise.race([work, lost]);
  let done = 0;
  try {
    let last = await simulation.measure();
    const start = last.time;
    let stop: FilmResult['stop'] = 'complete';
    let failure: string | null = null;
    for (; done < frames; done++) {
      let pixels: Uint8ClampedArray;
      try {
        if (done > 0)
          last = await orLost(simulation.advance(start + done * timePerFrame, () => !signal?.aborted));
        if (last.status !== 'running') stop = last.status;
        else if (signal?.aborted) stop = 'cancelled';
        if (stop !== 'complete') break;
        pixels = await orLost(painter.paint(last));
      } catch (error) {
        if (done === 0) throw error;
        stop = 'device-lost';
        failure = error instanceof Error ? error.message : String(error);
        break;
      }
      await encoder.add(pixels);
      options.onProgress?.({ frame: done + 1, frames, measurement: last });
    }
    if (done === 0) await encoder.cancel();
    return {
      bytes: done === 0 ? null : await encoder.finalize(),
      mimeType: encoder.mimeType,
      frames: done,
      seconds: done / framesPerSecond,
      stop,
      reason: shortened(stop, failure, done, frames) ?? last.reason,
      last,
    };
  } catch (error) {
    await encoder.cancel();
    throw error;
  }
}

/** Why the film is shorter than asked for, where the simulation itself has no reason. */
function shortened(
  stop: FilmResult['stop'],
  failure: string | null,
  done: number,
  frames: number,
): string | null {
  if (stop === 'cancelled') return `Cancelled after ${done} of ${frames} frames`;
  if (stop === 'device-lost') return `Failed after ${done} of ${frames} frames: ${failure}`;
  return null;
}
