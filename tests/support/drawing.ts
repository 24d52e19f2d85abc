// Looks at what a plot draws: where, and which words.

import { canvasFactory } from '../../src/platform/node-film.ts';
import type { Context2D } from '../../src/view/canvas.ts';
import type { Rectangle } from '../../src/view/layout.ts';

// The fonts that pictures are made with, for a machine may have none.
const factory = await canvasFactory();

/** A context of a canvas of that size. */
export function sheet(width: number, height: number): Context2D {
  if (typeof factory !== 'function') throw new Error(factory.rule);
  return factory(width, height).context;
}

export type Draw = (context: Context2D, area: Rectangle) => void;

/** Pixels that were drawn on, within a rectangle of that size and, beyond a margin of 2 for smooth edges, outside of it. */
export function strays(draw: Draw, width: number, height: number): { inside: number; outside: number } {
  const margin = 40;
  const context = sheet(width + 2 * margin, height + 2 * margin);
  draw(context, { x: margin, y: margin, width, height });
  const image = context.getImageData(0, 0, width + 2 * margin, height + 2 * margin).data;
  let outside = 0;
  let inside = 0;
  for (let y = 0; y < height + 2 * margin; y += 1) {
    for (let x = 0; x < width + 2 * margin; x += 1) {
      if (image[4 * (y * (width + 2 * margin) + x) + 3] === 0) continue;
      const within = x >= margin - 2 && x < margin + width + 2 && y >= margin - 2 && y < margin + height + 2;
      if (within) inside += 1;
      else outside += 1;
    }
  }
  return { outside, inside };
}

/** All that is written in a plot of that size. */
export function written(draw: Draw, width: number, height: number): string[] {
  const context = sheet(width, height);
  const texts: string[] = [];
  const fillText = context.fillText.bind(context);
  context.fillText = (text: string, x: number, y: number) => {
    texts.push(text);
    fillText(text, x, y);
  };
  draw(context, { x: 0, y: 0, width, height });
  return texts;
}
