// What films need in Node and a browser brings along: video encoders (FFmpeg) and a canvas with a font.
// Both are optional packages with binaries; where one is absent, the sentence says so and what to do.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The canvas and its drawing context, as src/view/canvas.ts asks for them. */
interface NodeCanvas {
  readonly width: number;
  readonly height: number;
  readonly context: OffscreenCanvasRenderingContext2D;
}

const REMEDY = 'Run `npm ci` without --omit=optional on a system its binaries exist for';

export type Missing = { readonly rule: string; readonly remedy: string };

let registered: Promise<Missing | null> | null = null;

/** Gives mediabunny FFmpeg's encoders, once. What is missing, or null when they are there. */
export function registerEncoders(): Promise<Missing | null> {
  registered ??= (async () => {
    try {
      const { registerMediabunnyServer } = await import('@mediabunny/server');
      // Software encoders: the same film on every machine, and no probing of drivers that print to the terminal.
      registerMediabunnyServer({ hardwareContext: null });
      return null;
    } catch (error) {
      return missing('a film needs the optional package @mediabunny/server', error);
    }
  })();
  return registered;
}

/** A function that makes canvases, or what is missing. */
export async function canvasFactory(): Promise<((width: number, height: number) => NodeCanvas) | Missing> {
  try {
    const { GlobalFonts, createCanvas } = await import('@napi-rs/canvas');
    // Machines without any fonts exist; KaTeX brings some under a licence that lets them be used here. KaTeX_Main has the
    // signs that the sans serif lacks: multiplication, ellipsis, plus-minus, Greek.
    const fonts = join(dirname(createRequire(import.meta.url).resolve('katex')), 'fonts');
    for (const family of ['KaTeX_SansSerif', 'KaTeX_Main']) {
      for (const weight of ['Regular', 'Bold'])
        GlobalFonts.registerFromPath(join(fonts, `${family}-${weight}.ttf`), family);
    }
    return (width, height) => ({
      width,
      height,
      context: createCanvas(width, height).getContext('2d') as unknown as OffscreenCanvasRenderingContext2D,
    });
  } catch (error) {
    return missing('a picture needs the optional package @napi-rs/canvas', error);
  }
}

const missing = (rule: string, error: unknown): Missing => ({
  rule: `${rule}, which could not be loaded (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
  remedy: REMEDY,
});
