// A PNG image as a field: grey value between `black` and `white`; colour becomes luminance (Rec. 709 weights), what is
// transparent becomes black in proportion. The stored numbers are taken as they are, without undoing the display's
// gamma: a picture drawn for this purpose means its grey values. The top row of the image is the largest y. A small
// file can be made to unpack to gigabytes, so only the parts that hold the picture are unpacked, and those are measured
// before they are (png-parts.ts).

import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png';
import { FileFault } from './file-fault.ts';
import { checkUnpackedSize, pictureParts } from './png-parts.ts';
import type { FieldArray } from './resample.ts';

/** 64 million pixels: no grid that a picture is drawn for is larger than a few thousand squared. */
const MAXIMUM_PIXELS = 2 ** 26;

export function readPng(bytes: Uint8Array, black: number, white: number): FieldArray {
  const parts = pictureParts(checkSignature(bytes));
  const { nx, ny } = checkSize(parts);
  checkUnpackedSize(parts);
  const grey = readGrey(parts);
  const data = new Float64Array(nx * ny);
  for (let row = 0; row < ny; row++) {
    const iy = ny - 1 - row;
    for (let ix = 0; ix < nx; ix++) data[iy * nx + ix] = black + (white - black) * grey(row * nx + ix);
  }
  return { nx, ny, data };
}

function checkSignature(bytes: Uint8Array): Uint8Array {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (signature.some((byte, index) => bytes[index] !== byte))
    throw new FileFault('is no PNG image', 'Save it as PNG');
  return bytes;
}

/** Width and height as the header tells them, before anything is unpacked. */
function checkSize(bytes: Uint8Array): { nx: number; ny: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nx = view.getUint32(16);
  const ny = view.getUint32(20);
  if (nx < 1 || ny < 1 || nx * ny > MAXIMUM_PIXELS)
    throw new FileFault(
      `has ${nx} x ${ny} pixels; 1 to ${MAXIMUM_PIXELS} in all can be read`,
      'Make the image smaller',
    );
  return { nx, ny };
}

/** Grey value in [0, 1] of pixel number `index`, rows from the top. */
function readGrey(bytes: Uint8Array): (index: number) => number {
  try {
    const image = decode(bytes, { checkCrc: true });
    return image.palette === undefined ? greyOfSamples(image) : greyOfPalette(image);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileFault(`cannot be unpacked (${reason.slice(0, 80)})`, 'Save it again as PNG');
  }
}

function greyOfPalette(image: DecodedPng): (index: number) => number {
  const channels = image.palette![0]?.length ?? 3;
  const rgb = convertIndexedToRgb(image);
  return (index) => luminance(rgb, index * channels, channels, 255);
}

function greyOfSamples(image: DecodedPng): (index: number) => number {
  const { data, channels, depth, width } = image;
  const full = 2 ** depth - 1;
  if (depth >= 8) return (index) => luminance(data, index * channels, channels, full);
  // One, two or four bits: grey only, several pixels a byte, each row starting on a byte of its own.
  const rowBytes = Math.ceil((width * depth) / 8);
  return (index) => {
    const bit = (index % width) * depth;
    const byte = data[Math.floor(index / width) * rowBytes + (bit >> 3)]!;
    return ((byte >> (8 - depth - (bit & 7))) & full) / full;
  };
}

function luminance(data: ArrayLike<number>, at: number, channels: number, full: number): number {
  const red = data[at]! / full;
  const alpha = channels === 2 ? data[at + 1]! / full : channels === 4 ? data[at + 3]! / full : 1;
  if (channels < 3) return red * alpha;
  const green = data[at + 1]! / full;
  const blue = data[at + 2]! / full;
  // As differences from green, so that equal channels give exactly that grey.
  return (green + 0.2126 * (red - green) + 0.0722 * (blue - green)) * alpha;
}
