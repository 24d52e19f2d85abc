// As shaders/run-and-tumble/rest.wgsl: the memory of every cell at the start, as if it had been where it is for long. A step
// that is due has not been taken: the time is that at its end.

import { CELL_TILE, End, Way } from '../layout';
import { lineStart } from '../lib/threads';
import { memorySize, rest as atRest } from '../sensing/law';
import { sense, standing } from './sensed';
import { cells, end, fillRow, met, setSenses, tile } from './setting';
import { indices, loadPositions, storeMemory, vectorsOf } from './tile';
import { fillMedians, ownOf, spread } from './variety';

export function rest(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  position: usize,
  ofMemory: usize,
  v: usize,
  made: u32,
  own: u32,
): void {
  setSenses(thread, functions, parameters, clock, v, made, own, false);
  const varies = spread();
  fillMedians(tile);
  fillRow(end + End.one, f32x4.splat(1));
  const stop = lineStart(cells, thread + 1, threads);
  for (let first = lineStart(cells, thread, threads); first < stop; first += CELL_TILE) {
    const count = min(CELL_TILE, stop - first);
    const vectors = vectorsOf(count);
    loadPositions(tile + Way.x, tile + Way.y, position, first, count);
    standing(vectors, met);
    sense(vectors, tile + Way.x, tile + Way.y, end + End.one, 0, met);
    for (let vector: u32 = 0; vector < vectors; vector += 1) {
      const at = <usize>vector << 4;
      if (varies) ownOf(indices(first, vector, count), tile + at);
      atRest(met + at, tile + at + Way.own0, tile + at + Way.state0);
    }
    storeMemory(ofMemory, memorySize(), first, count);
  }
}
