// As shaders/run-and-tumble/inside.wgsl: what the cells of a tile meet at this moment as they run, and what is inside them, for
// kernels that look at cells without moving them. All in the tile's rows and those of `met`.

import { End, Value, Way } from '../layout';
import { crawling, memorySize } from '../sensing/law';
import { sense, standing, wayOf } from './sensed';
import { end, fillRow, met, one, setSenses, tile } from './setting';
import { indices, loadMemory, loadPositions, loadWords, vectorsOf } from './tile';
import { fillMedians, ownOf, spread } from './variety';

let varies: bool = false;

/** Once at the beginning of a dispatch. */
export function setInside(
  thread: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  v: usize,
  made: u32,
  own: u32,
): void {
  setSenses(thread, functions, parameters, clock, v, made, own, true);
  varies = spread();
  fillMedians(tile);
  fillRow(end + End.one, f32x4.splat(1));
}

/** Looks at so many cells from one on, CELL_TILE at most; null for `heading`: at cells that stand. */
export function look(position: usize, heading: usize, memory: usize, first: u32, count: u32): void {
  const vectors = vectorsOf(count);
  loadPositions(tile + Way.x, tile + Way.y, position, first, count);
  // A crawling cell has no heading: it senses while it stands.
  const stands = crawling() || heading == 0;
  if (stands) {
    standing(vectors, met);
  } else {
    loadWords(tile + Way.course, heading, first, count);
    for (let at: usize = 0; at < <usize>vectors << 4; at += 16) wayOf(v128.load(tile + at, Way.course), met + at);
  }
  if (memory != 0) loadMemory(memory, memorySize(), first, count);
  sense(vectors, tile + Way.x, tile + Way.y, end + End.one, stands ? 0 : one(Value.speed), met);
  if (!varies) return;
  for (let vector: u32 = 0; vector < vectors; vector += 1)
    ownOf(indices(first, vector, count), tile + (<usize>vector << 4));
}
