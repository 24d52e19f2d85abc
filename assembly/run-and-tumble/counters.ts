// Counters of the grid cells: `replicas` copies of the grid, one after the other (the shaders have the copies of a grid cell
// side by side, for threads that meet at one address; these would only take lines of the cache from each other). Cells are
// counted on copies in equal shares, in their order, so that no counter holds more than the shaders' can. Where there
// are as many copies as threads, each thread has its own; otherwise they add atomically. Sums are the same either way.

import { Parameters } from '../layout';
import { bandStart, lineStart } from '../lib/threads';
import { cells, parameters } from './setting';

let counters: usize = 0;
/** Whether several threads add to one copy. */
let atomically: bool = false;
let share: u32 = 1;
let grid: u32 = 0;
/** Address of the copy in use. */
let copy: usize = 0;

/** Before a thread counts; its cells are those from `firstOf` to that of the next thread. */
export function setCounters(counts: usize, threads: u32): void {
  const replicas = load<u32>(parameters + Parameters.replicas);
  counters = counts;
  atomically = replicas < threads;
  share = (cells + replicas - 1) / replicas;
  grid = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
}

export function firstOf(thread: u32, threads: u32): u32 {
  if (atomically) return lineStart(cells, thread, threads);
  const replicas = load<u32>(parameters + Parameters.replicas);
  return min(cells, share * bandStart(replicas, thread, threads));
}

/** Cells from this one on are counted on one copy: up to which, `stop` at most. */
export function setCopy(first: u32, stop: u32): u32 {
  const number = first / share;
  copy = counters + <usize>4 * number * grid;
  return min(stop, (number + 1) * share);
}

/** Address of the copy in use, and whether threads share it. */
@inline
export function copyOf(): usize {
  return copy;
}
@inline
export function isAtomic(): bool {
  return atomically;
}

@inline
export function addAt(g: u32, weight: u32): void {
  const at = copy + 4 * <usize>g;
  if (atomically) atomic.add<u32>(at, weight);
  else store<u32>(at, load<u32>(at) + weight);
}

/** The sum of a grid cell's counters, exact; they are 0 afterwards. */
export function taken(counts: usize, g: u32, replicas: u32, ofGrid: u32): u64 {
  let sum: u64 = 0;
  for (let replica: u32 = 0; replica < replicas; replica += 1) {
    const at = counts + 4 * (<usize>replica * ofGrid + g);
    sum += load<u32>(at);
    store<u32>(at, 0);
  }
  return sum;
}
