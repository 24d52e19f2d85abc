// What a PNG file is made of, looked at before anything is unpacked. Deflate shrinks zeros a thousandfold, so a file of
// one megabyte can hold a gigabyte of what is no picture. Chunk layout and sizes: PNG specification (W3C, third
// edition), sections 5, 8.1 and 9. Only the first picture of an animation is kept.

import { Inflate } from 'pako';
import { FileFault } from './file-fault.ts';

const SIGNATURE_BYTES = 8;
/** All that a picture needs; comments and colour profiles, which may be compressed, too, are left out. */
const NEEDED: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** Samples a pixel of each colour type. */
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
/** First pixel and distance of the seven passes of an interlaced image (Adam7): x, y, dx, dy. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
/** Encoders may end with a few bytes too many. */
const SPARE_BYTES = 65_536;

interface Chunk {
  readonly type: string;
  /** The whole chunk with its length, type and checksum. */
  readonly bytes: Uint8Array;
}

/** The chunks up to IEND; a file that is cut short has its last one cut short, too. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE_BYTES; at + 8 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    yield { type, bytes: bytes.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

/** The same image without the chunks that it does not need. Its header is the first chunk, and the only header. */
export function pictureParts(bytes: Uint8Array): Uint8Array {
  const chunks = [...chunksOf(bytes)].filter(({ type }) => NEEDED.has(type));
  const headers = chunks.filter(({ type }) => type === 'IHDR');
  if (headers.length !== 1 || headers[0] !== chunks[0] || headers[0].bytes.length !== 25)
    throw new FileFault('has no PNG header, or several', 'Save it again as PNG');
  const parts = [bytes.subarray(0, SIGNATURE_BYTES), ...chunks.map((chunk) => chunk.bytes)];
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Throws `FileFault` when the image data unpack to more than its header announces; stops unpacking there. */
export function checkUnpackedSize(bytes: Uint8Array): void {
  const announced = rawBytes(bytes);
  let unpacked = 0;
  const inflator = new Inflate();
  // Counted and dropped: nothing is collected.
  inflator.onData = (chunk) => {
    unpacked += chunk.byteLength;
    if (unpacked > announced + SPARE_BYTES)
      throw new FileFault(
        `unpacks to more than the ${announced} bytes that an image of its size has`,
        'Save it again as PNG',
      );
  };
  for (const { type, bytes: chunk } of chunksOf(bytes))
    if (type === 'IDAT') inflator.push(chunk.subarray(8, -4));
}

/** Bytes of the image before compression: rows of whole bytes, each with its filter. */
function rawBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height, depth, colour] = [view.getUint32(16), view.getUint32(20), bytes[24]!, bytes[25]!];
  const channels = CHANNELS.get(colour);
  if (channels === undefined || depth > 16)
    throw new FileFault('is of a kind no PNG image is', 'Save it again as PNG');
  const size = (columns: number, rows: number): number =>
    columns < 1 ? 0 : rows * (1 + Math.ceil((columns * channels * depth) / 8));
  if (bytes[28] === 0) return size(width, height);
  return PASSES.reduce(
    (sum, [x, y, dx, dy]) =>
      sum + size(Math.ceil((width - x) / dx), Math.max(0, Math.ceil((height - y) / dy))),
    0,
  );
}
