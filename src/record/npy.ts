// NumPy's .npy format, version 1.0, written frame by frame: a header padded to a fixed size, so that the number of
// frames can be filled in at the end, then the numbers, little-endian, in C order. `numpy.load(path)` opens it.
// Format: numpy/lib/format.py, "Format Version 1.0". It cannot write Fortran order or other number types.

import type { OutputFile } from './storage.ts';

export type NpyType = 'f4' | 'f8';
type Numbers = Float32Array | Float64Array;

/** NumPy wants a multiple of 64; 128 holds any shape of three numbers below 2^53. */
export const NPY_HEADER_BYTES = 128;

/** The header of an array of that shape. */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const preamble = 10;
  if (preamble + text.length + 1 > NPY_HEADER_BYTES)
    throw new RangeError(`shape (${tuple}) is too long for the header`);
  const bytes = new Uint8Array(NPY_HEADER_BYTES).fill(0x20);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]); // \x93NUMPY, version 1.0
  new DataView(bytes.buffer).setUint16(8, NPY_HEADER_BYTES - preamble, true);
  bytes.set(new TextEncoder().encode(text), preamble);
  bytes[NPY_HEADER_BYTES - 1] = 0x0a;
  return bytes;
}

/** The numbers as little-endian bytes, whatever the machine's own order; a view where no copy is needed. */
export function littleEndian(values: Numbers): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) return bytes;
  const size = values.BYTES_PER_ELEMENT;
  return bytes.map((_, index) => bytes[index - (index % size) + size - 1 - (index % size)]);
}

export interface NpyWriter {
  /** Appends one frame, or several whole ones; the length of one is the product of the frame's shape. */
  append(frames: Numbers): Promise<void>;
  /** Keeps the first `frames` frames, writes the header and closes the file. */
  finish(frames: number): Promise<void>;
}

/**
 * An array of shape (frames, ...frameShape) in `file`, which is empty.
 *
 * @param frameShape [ny, nx] for fields, [] for one number a frame; no side is 0.
 */
export function openNpy(file: OutputFile, type: NpyType, frameShape: readonly number[]): NpyWriter {
  const length = frameShape.reduce((product, size) => product * size, 1);
  const frameBytes = length * (type === 'f4' ? 4 : 8);
  let count = 0;
  return {
    async append(frames) {
      const added = frames.length / length;
      if (!Number.isInteger(added) || added === 0)
        throw new RangeError(`a frame has ${length} numbers, got ${frames.length}`);
      const values = type === 'f4' ? Float32Array.from(frames) : Float64Array.from(frames);
      await file.write(littleEndian(values), NPY_HEADER_BYTES + count * frameBytes);
      count += added;
    },
    async finish(frames) {
      await file.truncate(NPY_HEADER_BYTES + frames * frameBytes);
      await file.write(npyHeader(type, [frames, ...frameShape]), 0);
      await file.close();
    },
  };
}
