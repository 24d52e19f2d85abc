// NumPy's .npy format (numpy.lib.format, versions 1.0 to 3.0), reading only what can be a field: real numbers in one,
// two or three dimensions, either byte order, C or Fortran order. The header is a Python dictionary; it is matched
// against the only shape numpy writes, never evaluated. Complex, half-precision, object and structured arrays are
// refused.

import { FileFault } from './file-fault.ts';
import type { FieldArray } from './resample.ts';

type Reader = (view: DataView, offset: number, littleEndian: boolean) => number;

const TYPES: ReadonlyMap<string, readonly [size: number, read: Reader]> = new Map([
  ['f4', [4, (view, offset, little) => view.getFloat32(offset, little)]],
  ['f8', [8, (view, offset, little) => view.getFloat64(offset, little)]],
  ['i1', [1, (view, offset) => view.getInt8(offset)]],
  ['i2', [2, (view, offset, little) => view.getInt16(offset, little)]],
  ['i4', [4, (view, offset, little) => view.getInt32(offset, little)]],
  ['i8', [8, (view, offset, little) => Number(view.getBigInt64(offset, little))]],
  ['u1', [1, (view, offset) => view.getUint8(offset)]],
  ['u2', [2, (view, offset, little) => view.getUint16(offset, little)]],
  ['u4', [4, (view, offset, little) => view.getUint32(offset, little)]],
  ['u8', [8, (view, offset, little) => Number(view.getBigUint64(offset, little))]],
  ['b1', [1, (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1)]],
] satisfies [string, [number, Reader]][]);

const RESAVE = 'Save it again with numpy.save(name, array.astype("float32"))';

interface Header {
  readonly type: string;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  readonly dataStart: number;
}

/** One frame of an array: shape (nx), (ny, nx) or (frames, ny, nx). Negative frames count from the end. */
export function readNpy(bytes: Uint8Array, frame: number): FieldArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type, littleEndian, fortranOrder, shape, dataStart } = readHeader(bytes, view);
  const [size, read] = TYPES.get(type)!;
  const count = shape.reduce((product, length) => product * length, 1);
  const present = bytes.byteLength - dataStart;
  if (count * size > present) {
    const rule = `is cut short: its header promises ${count} values of ${size} bytes, the file holds ${present} bytes of them`;
    throw new FileFault(rule, 'Copy the file again');
  }
  const [frames, ny, nx] = [1, 1, 1, ...shape].slice(-3) as [number, number, number];
  const index = frame < 0 ? frames + frame : frame;
  const whole = shape.length < 3;
  if (!whole && (index < 0 || index >= frames)) {
    const rule = `has ${frames} frames, so there is no frame ${frame}`;
    throw new FileFault(rule, `Use a frame from 0 to ${frames - 1}, or -1 for the last`);
  }
  const first = whole ? 0 : index;
  const [frameStride, rowStride, columnStride] = fortranOrder ? [1, frames, frames * ny] : [ny * nx, nx, 1];
  const data = new Float64Array(ny * nx);
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      const at = first * frameStride + iy * rowStride + ix * columnStride;
      data[iy * nx + ix] = read(view, dataStart + at * size, littleEndian);
    }
  }
  return { nx, ny, data };
}

function readHeader(bytes: Uint8Array, view: DataView): Header {
  const magic = '\x93NUMPY';
  const version = bytes[6];
  const prefix = version === 1 ? 10 : 12;
  const isNpy =
    bytes.length >= prefix && [...magic].every((letter, index) => bytes[index] === letter.charCodeAt(0));
  if (!isNpy || version === undefined || version < 1 || version > 3)
    throw new FileFault('is no .npy file of version 1, 2 or 3', RESAVE);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataStart = prefix + length;
  // numpy's own limit is 10,000 characters.
  if (dataStart > bytes.length || length > 10_000)
    throw new FileFault('has a header longer than the file or than 10,000 bytes', 'Copy the file again');
  const text = new TextDecoder('latin1').decode(bytes.subarray(prefix, dataStart));
  const type = /'descr'\s*:\s*'([<>|=]?)([a-zA-Z]\d+)'/.exec(text);
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text);
  const dimensions = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text);
  if (order === null || dimensions === null) throw new FileFault('has a header that cannot be read', RESAVE);
  if (type === null || !TYPES.has(type[2]!)) {
    const found = /'descr'\s*:\s*('[^']{0,20}'|\[)/.exec(text)?.[1] ?? 'unknown';
    const rule = `holds values of type ${found === '[' ? 'record' : found}; real numbers are needed`;
    throw new FileFault(rule, `The types are ${[...TYPES.keys()].join(', ')}. ${RESAVE}`);
  }
  const shape = (dimensions[1]!.match(/\d+/g) ?? []).map(Number);
  if (shape.length < 1 || shape.length > 3)
    throw new FileFault(
      `has ${shape.length} dimensions; 1, 2 or 3 can be a field`,
      'Save one frame of it: (ny, nx)',
    );
  if (shape.some((extent) => extent < 1 || extent > 2 ** 31))
    throw new FileFault(`has the shape (${shape.join(', ')}), which is empty or too large`, RESAVE);
  return {
    type: type[2]!,
    littleEndian: type[1] !== '>',
    fortranOrder: order[1] === 'True',
    shape,
    dataStart,
  };
}
