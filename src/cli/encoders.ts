// Whether this machine can draw off-screen and encode films: both are optional packages, asked for before anything is
// computed.

import { InputError } from '../core/problem.ts';
import { filmFormats } from '../record/film.ts';
import { refuse } from './record-options.ts';
import type { FilmFormat } from '../record/film-format.ts';
import type { CanvasFactory } from '../view/canvas.ts';
import type { Host } from './host.ts';

/** @throws InputError where there is no canvas. */
export async function canvas(host: Host, output: string): Promise<CanvasFactory> {
  const factory = await host.canvasFactory();
  if (typeof factory === 'function') return factory;
  throw new InputError([{ field: 'output', value: output, ...factory }]);
}

/** @throws InputError where such a film cannot be encoded, with what can. */
export async function checkEncoders(
  host: Host,
  output: string,
  format: FilmFormat,
  { width, height }: { width: number; height: number },
  framesPerSecond: number,
): Promise<void> {
  const missing = await host.registerEncoders();
  if (missing) throw new InputError([{ field: 'output', value: output, ...missing }]);
  const able = await filmFormats(width, height, framesPerSecond);
  if (able.includes(format)) return;
  const rule = `this machine cannot encode ${format} at ${width} x ${height}`;
  const remedy = able.length > 0 ? `Use a name ending in .${able[0]}` : 'Use a smaller --size';
  throw refuse('output', output, rule, remedy);
}
