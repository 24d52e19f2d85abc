// A painted frame as a PNG file: 8 bits a channel, no alpha (the painter's pixels are opaque).

import { encode } from 'fast-png';

/** @param rgba width * height pixels of 4 bytes, top row first, as the frame painter makes them. */
export function encodePng(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgb[3 * pixel] = rgba[4 * pixel];
    rgb[3 * pixel + 1] = rgba[4 * pixel + 1];
    rgb[3 * pixel + 2] = rgba[4 * pixel + 2];
  }
  return new Uint8Array(encode({ width, height, data: rgb, channels: 3, depth: 8 }));
}
