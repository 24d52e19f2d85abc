// The laws of all rules under the names that the kernels call (src/sensing/hooks.ts does it for the shaders): which of them it
// is is a number. Four cells at a time; what is met, what is a cell's own and its memory are told by addresses of vectors in
// their first rows.

import { Law } from '../layout';
import { law } from '../run-and-tumble/setting';
import * as ccr7 from './ccr7';
import * as eColi from './e-coli';
import { instantRate } from './instant';
import * as landscape from './landscape';
import * as memoryKernel from './memory-kernel';

/** Numbers of the memory. */
export function memorySize(): u32 {
  if (law < Law.memoryKernel) return 0;
  return law < Law.ccr7 ? 3 : 1;
}
/** Numbers that are shown of the inside. */
export function innerSize(): u32 {
  if (law < Law.memoryKernel) return 0;
  if (law == Law.ccr7) return 2;
  return law == Law.eColi || law == Law.eColiTwoLigands ? 3 : 1;
}
@inline
export function steering(): bool {
  return law == Law.ccr7;
}
@inline
export function crawling(): bool {
  return law == Law.landscape;
}
@inline
export function tumbling(): bool {
  return law < Law.ccr7;
}

/** Not yet clipped at 0. */
export function rateOf(s: usize, own: usize, memory: usize): v128 {
  if (law < Law.memoryKernel) return instantRate(s);
  if (law == Law.memoryKernel) return memoryKernel.tumbleRate(s, own, memory);
  if (law == Law.ccr7) return ccr7.tumbleRate(s, own, memory);
  if (law == Law.landscape) return f32x4.splat(0);
  return eColi.tumbleRate(own, memory);
}

export function remember(start: usize, end: usize, own: usize, memory: usize, after: usize, dt: v128): void {
  if (law == Law.memoryKernel) memoryKernel.remember(start, end, own, memory, after, dt);
  else if (law == Law.ccr7) ccr7.remember(start, end, own, memory, after, dt);
  else if (law == Law.landscape) landscape.remember(end, own, memory, after, dt);
  else if (law > Law.memoryKernel) eColi.remember(start, end, own, memory, after, dt);
}

export function rest(s: usize, own: usize, memory: usize): void {
  if (law == Law.memoryKernel) memoryKernel.rest(s, memory);
  else if (law == Law.ccr7) ccr7.rest(s, own, memory);
  else if (law == Law.landscape) landscape.rest(s, own, memory);
  else if (law > Law.memoryKernel) eColi.rest(s, own, memory);
}

export function noisy(): bool {
  if (law == Law.memoryKernel) return memoryKernel.noisy();
  return law == Law.eColi || law == Law.eColiTwoLigands ? eColi.noisy() : false;
}

/** From two standard normals each, in place. */
export function disturb(s: usize, own: usize, memory: usize, dt: v128, first: v128, second: v128): void {
  if (law == Law.memoryKernel) memoryKernel.disturb(s, own, memory, dt, first);
  else eColi.disturb(s, own, memory, dt, first, second);
}

/** `out`: address of the vector in the row `inner0`. */
export function inner(s: usize, own: usize, memory: usize, out: usize): void {
  if (law == Law.memoryKernel) memoryKernel.inner(s, own, memory, out);
  else if (law == Law.ccr7) ccr7.inner(s, own, memory, out);
  else if (law == Law.landscape) landscape.inner(memory, out);
  else if (law > Law.memoryKernel) eColi.inner(s, own, memory, out);
}
