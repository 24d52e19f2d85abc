// Text on a canvas: one font family, and labels such as `2e-4` drawn as 2 x 10 with a raised exponent. Letters for
// the raised digits are not used, because small fonts lack them.

import { FONT_FAMILY } from './canvas.ts';
import type { Context2D } from './canvas.ts';

export const font = (size: number, weight = 400): string => `${weight} ${size}px ${FONT_FAMILY}`;

interface Piece {
  readonly text: string;
  readonly raised: boolean;
}

/** `2e-4` to its pieces; a mantissa of 1 is left out. */
export function pieces(label: string): Piece[] {
  const match = /^(-?)([\d.]+)e(-?\d+)$/.exec(label);
  if (!match) return [{ text: label, raised: false }];
  const [, sign, mantissa, exponent] = match;
  return [
    { text: `${sign}${mantissa === '1' ? '' : `${mantissa}\u00d7`}10`, raised: false },
    { text: exponent!, raised: true },
  ];
}

const measured = (context: Context2D, label: string, size: number, weight: number) =>
  pieces(label).map((piece) => {
    const pieceSize = piece.raised ? 0.72 * size : size;
    context.font = font(pieceSize, weight);
    return { ...piece, pieceSize, width: context.measureText(piece.text).width };
  });

/** Width that `drawLabel` would need. */
export const labelWidth = (context: Context2D, label: string, size: number, weight = 400): number =>
  measured(context, label, size, weight).reduce((sum, part) => sum + part.width, 0);

/** Draws the label and returns its width. `size` is the font size in canvas units. */
export function drawLabel(
  context: Context2D,
  label: string,
  x: number,
  y: number,
  size: number,
  align: 'left' | 'center' | 'right' = 'left',
  weight = 400,
): number {
  const parts = measured(context, label, size, weight);
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  let left = x - (align === 'left' ? 0 : align === 'center' ? width / 2 : width);
  context.textAlign = 'left';
  for (const part of parts) {
    context.font = font(part.pieceSize, weight);
    context.fillText(part.text, left, y - (part.raised ? 0.36 * size : 0));
    left += part.width;
  }
  return width;
}

/** The text, or as much of it as fits into `width` with an ellipsis. Uses the context's present font. */
export function fitText(context: Context2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let end = text.length - 1;
  while (end > 0 && context.measureText(`${text.slice(0, end)}\u2026`).width > width) end--;
  return end > 0 ? `${text.slice(0, end).trimEnd()}\u2026` : '';
}
