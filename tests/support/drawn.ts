// Made-up numbers for states that kernels are tried on, drawn once for all cases: drawing takes longer than most kernels.

import { uniform } from '../../src/core/random.ts';

const streams = new Map<number, Float64Array>();

/** The first so many numbers of a stream, between 0 and 1; not to be changed. */
export function drawn(stream: number, length: number): Float64Array {
  const known = streams.get(stream) ?? new Float64Array(0);
  if (length <= known.length) return known.subarray(0, length);
  const longer = Float64Array.from({ length }, (_, i) =>
    i < known.length ? known[i] : uniform(7, stream, i, 0),
  );
  streams.set(stream, longer);
  return longer;
}
