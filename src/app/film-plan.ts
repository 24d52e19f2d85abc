// From what the film dialog asks (how long to play, how much time to cover, how large) to what the recorder needs.

export interface FilmWish {
  readonly format: 'mp4' | 'webm';
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Simulated time between two frames. */
  readonly timePerFrame: number;
  /** Simulated time at which the film ends. */
  readonly until: number;
  /** Start the experiment again first. */
  readonly fromStart: boolean;
}

/** Frames of a film from `start` to the wished end, both included: at least one. */
export function frameCount(wish: Pick<FilmWish, 'until' | 'timePerFrame'>, start: number): number {
  const span = wish.until - start;
  if (!(span > 0) || !(wish.timePerFrame > 0)) return 1;
  return Math.floor(span / wish.timePerFrame + 1e-9) + 1;
}

/** Sizes a telephone, a slide and a beamer can use; each a multiple of 16, the block size of the video formats. */
export const SIZES = ['1280x720', '1920x1080', '1024x1024', '720x1280', '640x640'] as const;

export function parseSize(text: string): { width: number; height: number } {
  const [width, height] = text.split('x').map(Number);
  return { width, height };
}

/** e.g. `241 frames, 8.0 s`. */
export const filmLength = (frames: number, framesPerSecond: number): string =>
  `${frames.toLocaleString('en')} frame${frames === 1 ? '' : 's'}, plays ${(frames / framesPerSecond).toFixed(1)} s`;
