// Field files: .npy bytes written here by the format's own rules, PNG images by fast-png and by hand, and foreign,
// broken or malicious files, which must be refused with a reason.

import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { decodeFieldFile, type FieldArray } from '../../src/config/index.ts';
import type { FieldFile } from '../../src/core/config.ts';
import { InputError } from '../../src/core/problem.ts';

const spec = (frame = -1, black = 0, white = 1): FieldFile => ({ file: 'start.npy', frame, black, white });
const decode = (bytes: Uint8Array, file = spec()): FieldArray => decodeFieldFile(bytes, 'initialU', file);

function refusal(bytes: Uint8Array, file = spec()): string {
  try {
    decode(bytes, file);
  } catch (error) {
    if (error instanceof InputError) {
      expect(error.problems[0]).toMatchObject({ field: 'initialU', value: file.file });
      return error.problems[0]!.rule;
    }
    throw error;
  }
  throw new Error('was accepted');
}

/** A .npy file: magic, version, header length, header padded to 64 bytes, data. */
function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const prefix = version === 1 ? 10 : 12;
  const padded = header.padEnd(Math.ceil((prefix + header.length + 1) / 64) * 64 - prefix - 1) + '\n';
  const bytes = new Uint8Array(prefix + padded.length + data.length);
  bytes.set([0x93, ...[...'NUMPY'].map((letter) => letter.charCodeAt(0)), version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, padded.length, true);
  else view.setUint32(8, padded.length, true);
  bytes.set(new TextEncoder().encode(padded), prefix);
  bytes.set(data, prefix + padded.length);
  return bytes;
}

const header = (descr: string, shape: string, fortran = false): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`;
const bytesOf = (values: { buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(values.buffer);
const swapped = (data: Uint8Array, size: number): Uint8Array => {
  const result = data.slice();
  for (let at = 0; at < data.length; at += size) result.subarray(at, at + size).reverse();
  return result;
};

describe('.npy', () => {
  const SIX = [1, 2, 3, 4, 5, 6];

  test.each([
    ['<f4', bytesOf(Float32Array.from(SIX))],
    ['>f4', swapped(bytesOf(Float32Array.from(SIX)), 4)],
    ['<f8', bytesOf(Float64Array.from(SIX))],
    ['>f8', swapped(bytesOf(Float64Array.from(SIX)), 8)],
    ['|i1', bytesOf(Int8Array.from(SIX))],
    ['<i2', bytesOf(Int16Array.from(SIX))],
    ['>i4', swapped(bytesOf(Int32Array.from(SIX)), 4)],
    ['<i8', bytesOf(BigInt64Array.from(SIX.map(BigInt)))],
    ['|u1', bytesOf(Uint8Array.from(SIX))],
    ['>u2', swapped(bytesOf(Uint16Array.from(SIX)), 2)],
    ['<u4', bytesOf(Uint32Array.from(SIX))],
    ['>u8', swapped(bytesOf(BigUint64Array.from(SIX.map(BigInt))), 8)],
  ])('type %s', (descr, data) => {
    expect(decode(npy(header(descr, '(2, 3)'), data))).toEqual({
      nx: 3,
      ny: 2,
      data: Float64Array.from(SIX),
    });
  });

  test('booleans', () => {
    expect([...decode(npy(header('|b1', '(3,)'), Uint8Array.of(0, 1, 1))).data]).toEqual([0, 1, 1]);
  });

  test.each([1, 2, 3])('version %i', (version) => {
    const bytes = npy(header('<f8', '(2, 3)'), bytesOf(Float64Array.from(SIX)), version);
    expect([...decode(bytes).data]).toEqual(SIX);
  });

  test('one dimension is one row; three are frames, the last by default', () => {
    const data = bytesOf(Float64Array.from({ length: 12 }, (_, index) => index));
    expect(decode(npy(header('<f8', '(12,)'), data))).toMatchObject({ nx: 12, ny: 1 });
    const frames = npy(header('<f8', '(3, 2, 2)'), data);
    expect([...decode(frames).data]).toEqual([8, 9, 10, 11]);
    expect([...decode(frames, spec(0)).data]).toEqual([0, 1, 2, 3]);
    expect([...decode(frames, spec(-2)).data]).toEqual([4, 5, 6, 7]);
    expect(refusal(frames, spec(3))).toContain('no frame 3');
    expect(refusal(frames, spec(-4))).toContain('no frame -4');
  });

  test('Fortran order', () => {
    // Array [[1, 2, 3], [4, 5, 6]], columns first; and two frames of [[1, 2], [3, 4]] + 10 frame.
    const two = npy(header('<f8', '(2, 3)', true), bytesOf(Float64Array.of(1, 4, 2, 5, 3, 6)));
    expect([...decode(two).data]).toEqual(SIX);
    const three = npy(header('<f8', '(2, 2, 2)', true), bytesOf(Float64Array.of(1, 11, 3, 13, 2, 12, 4, 14)));
    expect([...decode(three, spec(0)).data]).toEqual([1, 2, 3, 4]);
    expect([...decode(three, spec(1)).data]).toEqual([11, 12, 13, 14]);
  });

  test('bytes that begin inside a larger buffer', () => {
    const bytes = npy(header('<f8', '(2, 3)'), bytesOf(Float64Array.from(SIX)));
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect([...decode(larger.subarray(3)).data]).toEqual(SIX);
  });

  test.each([
    ['complex', npy(header('<c16', '(1,)'), new Uint8Array(16)), "'<c16'"],
    ['half precision', npy(header('<f2', '(2,)'), new Uint8Array(4)), "'<f2'"],
    ['objects', npy(header('|O', '(2,)'), new Uint8Array(16)), "'|O'"],
    [
      'records',
      npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", new Uint8Array(8)),
      'record',
    ],
    ['no dimensions', npy(header('<f8', '()'), new Uint8Array(8)), '0 dimensions'],
    ['four dimensions', npy(header('<f8', '(1, 1, 1, 1)'), new Uint8Array(8)), '4 dimensions'],
    ['an empty axis', npy(header('<f8', '(0, 3)'), new Uint8Array(0)), 'empty'],
    ['cut short', npy(header('<f8', '(2, 3)'), new Uint8Array(47)), 'cut short'],
    [
      'a huge shape',
      npy(header('<f8', '(2000000000, 2000000000, 2000000000)'), new Uint8Array(8)),
      'cut short',
    ],
    ['an absurd shape', npy(header('<f8', '(99999999999999999999999,)'), new Uint8Array(8)), 'too large'],
    ['negative lengths', npy(header('<f8', '(-1, 3)'), new Uint8Array(8)), 'cannot be read'],
    [
      'code in the header',
      npy("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}", new Uint8Array(8)),
      'type',
    ],
    ['no header', npy('', new Uint8Array(8)), 'cannot be read'],
    ['an unknown version', npy(header('<f8', '(1,)'), new Uint8Array(8), 4), 'version'],
    ['six bytes', Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59), 'version'],
    ['nothing', new Uint8Array(0), 'neither'],
    ['text', new TextEncoder().encode('1,2,3\n'), 'neither'],
  ])('%s: refused', (_, bytes, words) => expect(refusal(bytes)).toContain(words));

  test('a header longer than the file', () => {
    const bytes = npy(header('<f8', '(1,)'), new Uint8Array(8), 2);
    new DataView(bytes.buffer).setUint32(8, 0xffffffff, true);
    expect(refusal(bytes)).toContain('longer than the file');
  });

  test('every truncation of a good file is refused', () => {
    const bytes = npy(header('<f8', '(2, 3)'), bytesOf(Float64Array.from(SIX)));
    for (let length = 0; length < bytes.length; length += 1) refusal(bytes.slice(0, length));
  });
});

describe('PNG', () => {
  const png = (
    width: number,
    height: number,
    data: Uint8Array | Uint16Array,
    channels: number,
    depth: 8 | 16 = 8,
  ) => encode({ width, height, data, channels, depth });

  test('grey: the top row of the image is the top row of the field, between black and white', () => {
    const bytes = png(2, 2, Uint8Array.of(0, 255, 51, 102), 1);
    expect(decode(bytes)).toEqual({ nx: 2, ny: 2, data: Float64Array.of(0.2, 0.4, 0, 1) });
    expect([...decode(bytes, spec(-1, 10, 20)).data]).toEqual([12, 14, 10, 20]);
    expect([...decode(bytes, spec(-1, 1, 0)).data]).toEqual([0.8, 0.6, 1, 0]);
  });

  test('16 bits keep their resolution', () => {
    const values = Uint16Array.of(0, 1, 32768, 65535);
    expect([...decode(png(4, 1, values, 1, 16)).data]).toEqual([...values].map((value) => value / 65535));
  });

  test('colour is luminance, equal channels are exactly that grey, transparency darkens', () => {
    const rgb = decode(png(4, 1, Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77), 3)).data;
    expect(rgb[0]).toBeCloseTo(0.2126, 12);
    expect(rgb[1]).toBeCloseTo(0.7152, 12);
    expect(rgb[2]).toBeCloseTo(0.0722, 12);
    expect(rgb[3]).toBe(77 / 255);
    const rgba = decode(png(2, 1, Uint8Array.of(255, 255, 255, 51, 102, 102, 102, 0), 4)).data;
    expect([...rgba]).toEqual([0.2, 0]);
    expect([...decode(png(2, 1, Uint8Array.of(255, 51, 51, 255), 2)).data]).toEqual([0.2, 0.2]);
  });

  /** A PNG by hand, for the kinds that encoders rarely write: type 0 grey, 3 palette. */
  function handmade(
    width: number,
    height: number,
    depth: number,
    type: number,
    rows: number[][],
    palette?: number[],
    interlace = 0,
  ) {
    const head = new Uint8Array(13);
    new DataView(head.buffer).setUint32(0, width);
    new DataView(head.buffer).setUint32(4, height);
    head.set([depth, type, 0, 0, interlace], 8);
    const packed = deflateSync(Uint8Array.from(rows.flatMap((row) => [0, ...row])));
    return fileOf([
      chunk('IHDR', head),
      ...(palette === undefined ? [] : [chunk('PLTE', Uint8Array.from(palette))]),
      chunk('IDAT', packed),
      chunk('IEND', new Uint8Array(0)),
    ]);
  }

  function chunk(name: string, data: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(12 + data.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, data.length);
    bytes.set(new TextEncoder().encode(name), 4);
    bytes.set(data, 8);
    view.setUint32(8 + data.length, crc(bytes.subarray(4, 8 + data.length)));
    return bytes;
  }

  const fileOf = (chunks: Uint8Array[]): Uint8Array =>
    Uint8Array.from(
      Buffer.concat([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ...chunks]),
    );

  /** CRC-32 as PNG wants it (ISO 3309). */
  function crc(bytes: Uint8Array): number {
    let value = 0xffffffff;
    for (const byte of bytes) {
      value ^= byte;
      for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
    return ~value >>> 0;
  }

  test('1, 2 and 4 bits of grey, rows padded to bytes', () => {
    expect([...decode(handmade(3, 2, 1, 0, [[0b10100000], [0b01000000]])).data]).toEqual([0, 1, 0, 1, 0, 1]);
    expect([...decode(handmade(5, 1, 2, 0, [[0b00011011, 0b11000000]])).data]).toEqual([
      0,
      1 / 3,
      2 / 3,
      1,
      1,
    ]);
    expect([...decode(handmade(3, 1, 4, 0, [[0x0f, 0x30]])).data]).toEqual([0, 1, 3 / 15]);
  });

  test.each([1, 2, 4, 8])('palettes of %i bits', (depth) => {
    const indices = [0, 1, 1, 0, 1];
    const row = new Array<number>(Math.ceil((5 * depth) / 8)).fill(0);
    indices.forEach((value, at) => (row[(at * depth) >> 3]! |= value << (8 - depth - ((at * depth) & 7))));
    const bytes = handmade(5, 1, depth, 3, [row], [0, 0, 0, 51, 51, 51]);
    expect([...decode(bytes).data]).toEqual([0, 0.2, 0.2, 0, 0.2]);
  });

  test('a header that promises a huge image is refused before anything is unpacked', () => {
    const bytes = handmade(100_000, 100_000, 8, 0, [[0]]);
    expect(refusal(bytes)).toContain('100000 x 100000');
  });

  test('interlaced: the passes of two by two pixels', () => {
    // Adam7: the first pixel alone, its right neighbour alone, then the second row.
    const bytes = handmade(2, 2, 8, 0, [[51], [102], [153, 204]], undefined, 1);
    expect([...decode(bytes).data]).toEqual([0.6, 0.8, 0.2, 0.4]);
  });

  const onePixel = (): Uint8Array => chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0));
  const end = () => chunk('IEND', new Uint8Array(0));

  test('a small file that unpacks to a large one is refused, in one piece or in many', () => {
    const packed = deflateSync(new Uint8Array(5e7));
    expect(packed.length).toBeLessThan(1e5);
    expect(refusal(fileOf([onePixel(), chunk('IDAT', packed), end()]))).toContain('more than the 2 bytes');
    const pieces = Array.from({ length: 10 }, (_, k) =>
      chunk('IDAT', packed.subarray(k * 5000, (k + 1) * 5000)),
    );
    expect(refusal(fileOf([onePixel(), ...pieces, end()]))).toContain('more than the 2 bytes');
  });

  test('colour profiles are not unpacked', () => {
    const noProfile = chunk('iCCP', Uint8Array.of(65, 0, 0, 1, 2, 3));
    const pixel = chunk('IDAT', deflateSync(Uint8Array.of(0, 51)));
    expect([...decode(fileOf([onePixel(), noProfile, pixel, end()])).data]).toEqual([0.2]);
  });

  test('a second header, or one behind other chunks, cannot change the size', () => {
    const pixel = chunk('IDAT', deflateSync(Uint8Array.of(0, 51)));
    expect(refusal(fileOf([onePixel(), onePixel(), pixel, end()]))).toContain('header');
    expect(refusal(fileOf([pixel, onePixel(), end()]))).toContain('header');
  });

  test('every truncation and every flipped byte is refused or still an image', () => {
    const bytes = png(
      4,
      4,
      Uint8Array.from({ length: 16 }, (_, index) => index),
      1,
    );
    for (let length = 8; length < bytes.length - 12; length++) refusal(bytes.slice(0, length));
    for (let at = 0; at < bytes.length; at++) {
      const broken = bytes.slice();
      broken[at]! ^= 0x55;
      try {
        expect(decode(broken).data.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }
  });
});
