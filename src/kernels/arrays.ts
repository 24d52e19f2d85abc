// What a twin is handed is either numbers or a record of numbers; these say which, and fail loudly otherwise.

import type { Fields } from '../core/backend.ts';

export function numbers(array: Float64Array | Fields | undefined): Float64Array {
  if (array instanceof Float64Array) return array;
  throw new TypeError('this kernel expected an array of numbers');
}

export function record(array: Float64Array | Fields | undefined): Fields {
  if (array && !(array instanceof Float64Array)) return array;
  throw new TypeError('this kernel expected a record');
}
