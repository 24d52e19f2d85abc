// The options of `tumble record`, from the words of the command line to checked numbers.

import { InputError } from '../core/problem.ts';
import { filmProblems } from '../record/film.ts';
import { FILM_FORMATS } from '../record/film-format.ts';
import type { FilmFormat } from '../record/film-format.ts';
import { dimension } from '../core/grid.ts';
import { HOME, largestZoom } from '../view/camera.ts';
import type { Grid } from '../core/grid.ts';
import type { Camera } from '../view/camera.ts';
import type { BackendChoice } from './choose-backend.ts';
import type { ExperimentOptions } from './experiment.ts';

export interface RecordOptions extends ExperimentOptions {
  readonly output: string;
  readonly seconds: string;
  readonly fps: string;
  readonly size: string;
  readonly colormap?: string;
  readonly field?: string;
  readonly scale?: string;
  readonly zoom?: string;
  readonly centre?: string;
  readonly backend: BackendChoice;
  readonly quiet?: true;
}

export interface FilmTiming {
  readonly frames: number;
  readonly framesPerSecond: number;
}

export function filmTiming(
  options: Pick<RecordOptions, 'seconds' | 'fps'>,
  size: { width: number; height: number },
): FilmTiming {
  const seconds = Number(options.seconds);
  const framesPerSecond = Number(options.fps);
  if (!(seconds > 0 && seconds < Infinity))
    throw refuse('seconds', options.seconds, 'must be a number above 0', 'Use e.g. 10');
  if (!(framesPerSecond > 0 && framesPerSecond <= 240))
    throw refuse('fps', options.fps, 'must be a number above 0 and at most 240', 'Use e.g. 30');
  const frames = Math.round(seconds * framesPerSecond);
  if (frames < 2)
    throw refuse(
      'seconds',
      `${options.seconds} at ${options.fps} fps`,
      'a film has at least two frames, its start and its end',
      'Use a longer time; for one picture, a name ending in .png',
    );
  const problems = filmProblems({ frames, framesPerSecond, timePerFrame: 1, ...size });
  if (problems.length > 0) throw new InputError(problems);
  return { frames, framesPerSecond };
}

/** Where the picture looks: --zoom and --centre, which is in lengths from the lower left corner. */
export function cameraOf({ zoom, centre }: Pick<RecordOptions, 'zoom' | 'centre'>, grid: Grid): Camera {
  if (zoom === undefined && centre === undefined) return HOME;
  if (dimension(grid) === 1) {
    const rule = 'runs in one dimension are shown as a whole';
    const [field, value] = zoom === undefined ? ['centre', centre!] : ['zoom', zoom];
    throw refuse(field, value, rule, 'Leave --zoom and --centre out');
  }
  const factor = Number(zoom ?? 1);
  const largest = Math.floor(largestZoom(grid));
  if (!(factor >= 1 && factor <= largest)) {
    const remedy = `Use e.g. ${Math.min(8, largest)}`;
    throw refuse('zoom', zoom!, `must be a number from 1 to ${largest} on this domain and grid`, remedy);
  }
  if (centre === undefined) return { ...HOME, zoom: factor };
  const { width, height } = grid;
  const point = centre.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [x, y] = point;
  if (point.length !== 2 || !(x >= 0 && x <= width && y >= 0 && y <= height)) {
    const rule = `must be x,y within the domain, ${width} x ${height}`;
    throw refuse('centre', centre, rule, `Use e.g. ${width / 2},${height / 2}`);
  }
  return { centreX: x / width, centreY: y / height, zoom: factor };
}

export const refuse = (field: string, value: string, rule: string, remedy: string) =>
  new InputError([{ field, value, rule, remedy }]);

export function parseSize(text: string): { width: number; height: number } {
  const found = /^(\d{1,5})x(\d{1,5})$/i.exec(text.trim());
  if (!found) throw refuse('size', text, 'must be width x height in pixels', 'Use e.g. 1280x720');
  const [width, height] = [Number(found[1]), Number(found[2])];
  if (Math.min(width, height) < 16 || Math.max(width, height) > 8192)
    throw refuse('size', text, 'each side has from 16 to 8192 pixels', 'Use e.g. 1280x720');
  return { width, height };
}

export function kindOf(path: string): FilmFormat | 'png' {
  const ending = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase();
  const kind = [...FILM_FORMATS, 'png' as const].find((format) => format === ending);
  if (!kind) throw refuse('output', path, 'the name must end in .mp4, .webm or .png', 'Use e.g. film.mp4');
  return kind;
}

export function viewSettings(options: RecordOptions): Record<string, string> {
  const settings: Record<string, string> = {};
  if (options.colormap !== undefined) settings['view.colormap'] = options.colormap;
  if (options.field !== undefined) settings['view.field'] = options.field;
  if (options.scale !== undefined) settings['view.scale'] = options.scale;
  return settings;
}
