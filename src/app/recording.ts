// Films and pictures made on the page: the frame painter on an OffscreenCanvas, the recorder, and a download.

import type { Config } from '../core/config.ts';
import type { Measurement, Simulation } from '../core/simulation.ts';
import { recordFilm } from '../record/film.ts';
import { encodePng } from '../record/image.ts';
import type { Camera } from '../view/camera.ts';
import type { CanvasFactory } from '../view/canvas.ts';
import type { CellSeries } from '../view/cells/series.ts';
import type { LevelCourse } from '../view/levels/course.ts';
import { createFramePainter } from '../view/frame-painter.ts';
import { download } from './dom.ts';
import { frameCount } from './film-plan.ts';
import type { FilmWish } from './film-plan.ts';

const createCanvas: CanvasFactory = (width, height) => {
  // Read back every frame: `willReadFrequently` keeps it in memory instead of on the GPU.
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
    alpha: false,
  });
  if (!context) throw new Error('this browser has no 2D canvas off the screen');
  return { width, height, context };
};

export interface Picture {
  readonly simulation: Simulation;
  /** The present one: its view may differ from the one that the simulation was made with. */
  readonly config: Config;
  readonly title: string | null;
  readonly smooth: boolean;
  readonly camera: Camera;
  /** Course of the run so far, for cells; it goes on in a film. */
  readonly series: CellSeries | null;
  /** The same of the levels beside them. */
  readonly course: LevelCourse | null;
}

/** Predictions are to be of the present parameters, which may differ from those that the simulation was made with. */
const atPresent = ({ simulation, config }: Picture): Simulation => ({ ...simulation, config });

const courseOf = ({ series, course }: Picture) => ({ ...(series && { series }), ...(course && { course }) });

const fileName = ({ config }: Picture, time: number, ending: string): string =>
  `${config.preset ?? config.model}-t${Number(time.toPrecision(6))}.${ending}`;

/** Records, downloads what came out, and answers with a sentence about it. Throws when nothing could be recorded. */
export async function makeFilm(
  picture: Picture,
  wish: FilmWish,
  progress: (done: number, frames: number) => void,
  signal: AbortSignal,
  moved: (measurement: Measurement) => void,
): Promise<string> {
  const { simulation } = picture;
  const start = (await simulation.measure()).time;
  const painter = createFramePainter(atPresent(picture), {
    width: wish.width,
    height: wish.height,
    view: picture.config.view,
    title: picture.title,
    smooth: picture.smooth,
    framesPerSecond: wish.framesPerSecond,
    pace: wish.timePerFrame * wish.framesPerSecond,
    ...courseOf(picture),
    createCanvas,
  });
  try {
    const film = await recordFilm({
      simulation,
      painter,
      format: wish.format,
      frames: frameCount(wish, start),
      framesPerSecond: wish.framesPerSecond,
      timePerFrame: wish.timePerFrame,
      onProgress({ frame, frames, measurement }) {
        moved(measurement);
        progress(frame, frames);
      },
      signal,
    });
    moved(film.last);
    if (!film.bytes) throw new Error(film.reason ?? 'No frame was recorded');
    download(film.bytes, film.mimeType, fileName(picture, film.last.time, wish.format));
    const saved = `Saved ${film.frames} frames, ${film.seconds.toFixed(1)} s.`;
    return film.reason === null ? saved : `${film.reason.replace(/\.+$/, '')}. ${saved}`;
  } finally {
    painter.dispose();
  }
}

/** The present picture, with its camera, as a PNG file of that many pixels. */
export async function savePicture(picture: Picture, width: number, height: number): Promise<void> {
  const { simulation, config, title, smooth, camera } = picture;
  const measurement = await simulation.measure();
  const painter = createFramePainter(atPresent(picture), {
    width,
    height,
    view: config.view,
    title,
    smooth,
    camera,
    pace: 0,
    ...courseOf(picture),
    createCanvas,
  });
  try {
    const pixels = await painter.paint(measurement);
    download(encodePng(pixels, width, height), 'image/png', fileName(picture, measurement.time, 'png'));
  } finally {
    painter.dispose();
  }
}
