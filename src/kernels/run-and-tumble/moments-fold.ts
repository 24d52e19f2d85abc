// Twin of shaders/run-and-tumble/moments-fold.wgsl: sums over tracers, added field by field.

import type { Fields } from '../../core/backend.ts';
import { MOMENTS } from './layout.ts';

/** One number for each of MOMENTS' fields. */
export const noMoments = (): Fields => Object.fromEntries(MOMENTS.fields.map(({ name }) => [name, 0]));

/** Adds `b` to `a`. */
export function join(a: Fields, b: Fields): void {
  for (const { name } of MOMENTS.fields) a[name] += b[name];
}
