// What a twin is handed is numbers, words or a record of numbers; these say which, and fail loudly otherwise.

import type { Fields, TwinArray } from '../core/backend.ts';

export function numbers(array: TwinArray | undefined): Float64Array {
  if (array instanceof Float64Array) return array;
  throw new TypeError('this kernel expected an array of numbers');
}

export function words(array: TwinArray | undefined): Uint32Array {
  if (array instanceof Uint32Array) return array;
  throw new TypeError('this kernel expected an array of 32-bit words');
}

export function record(array: TwinArray | undefined): Fields {
  if (array && !(array instanceof Float64Array) && !(array instanceof Uint32Array)) return array;
  throw new TypeError('this kernel expected a record');
}
