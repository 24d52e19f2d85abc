// As shaders/run-and-tumble/crawl.wgsl: one step of every crawling cell by Heun's method, a tile at a time, with the memory
// brought up to date by half a step before and half a step after.

import { CELL_TILE, Clock, End, Extremes, Fault, Purpose, Sensed, Way } from '../layout';
import { gather } from '../keller-segel/gather';
import { finiteLanes } from '../lib/finite';
import { normals, philox } from '../lib/random';
import { lineStart } from '../lib/threads';
import { memorySize } from '../sensing/law';
import { noiseStrength, pull, remember } from '../sensing/landscape';
import { sense, standing } from './sensed';
import {
  cells,
  end,
  fillRow,
  keyHigh,
  keyLow,
  length,
  met,
  setSenses,
  steps,
  tile,
  words,
} from './setting';
import { indices, loadMemory, loadPositions, storeMemory, storePositions, vectorsOf } from './tile';
import { addRounds, travel } from './travel';
import { fillMedians, ownOf, spread } from './variety';

let fault: f32 = 0;

// Stores both components of a vector, none where one is not finite.
@inline
function finiteOrNone(x: v128, y: v128, xAt: usize, yAt: usize): void {
  const finite = v128.and(finiteLanes(x), finiteLanes(y));
  if (!i32x4.all_true(finite)) fault = max(fault, Fault.rateNotFinite);
  v128.store(xAt, v128.and(x, finite));
  v128.store(yAt, v128.and(y, finite));
}

/** The memories after half a step at what is met. */
@inline
function rememberHalf(at: usize): void {
  const state = tile + at + Way.state0;
  remember(met + at, tile + at + Way.own0, state, state, f32x4.splat(0.5 * length));
}

/** The drift at what is met, to the rows `drift0` and `drift1`. */
@inline
function driftVelocity(at: usize): void {
  const strength = pull(tile + at + Way.own0, tile + at + Way.state0);
  finiteOrNone(
    f32x4.mul(strength, v128.load(met + at, Sensed.cx)),
    f32x4.mul(strength, v128.load(met + at, Sensed.cy)),
    end + at + End.drift0,
    end + at + End.drift1,
  );
}

/** A tile of cells whose first one is `first`; their places are then those of `End`. */
function crawlTile(first: u32, count: u32): void {
  const vectors = vectorsOf(count);
  const rowEnd = <usize>vectors << 4;
  const dt = f32x4.splat(length);
  const half = f32x4.splat(0.5);
  standing(vectors, met);
  sense(vectors, tile + Way.x, tile + Way.y, tile + Way.fraction, 0, met);
  for (let at: usize = 0; at < rowEnd; at += 16) {
    rememberHalf(at);
    philox(words, indices(first, <u32>(at >> 4), count), steps, 0, Purpose.diffusion, keyLow, keyHigh);
    const normal = words + 64;
    normals(v128.load(words), v128.load(words, 16), normal);
    const strength = noiseStrength(tile + at + Way.own0, tile + at + Way.state0);
    const spread = f32x4.sqrt(f32x4.mul(f32x4.mul(f32x4.splat(2), strength), dt));
    const noise0 = f32x4.mul(spread, v128.load(normal));
    const noise1 = f32x4.mul(spread, v128.load(normal, 16));
    finiteOrNone(noise0, noise1, end + at + End.noise0, end + at + End.noise1);
    driftVelocity(at);
    travel(
      v128.load(tile + at, Way.x),
      v128.load(tile + at, Way.y),
      f32x4.add(f32x4.mul(dt, v128.load(end + at, End.drift0)), v128.load(end + at, End.noise0)),
      f32x4.add(f32x4.mul(dt, v128.load(end + at, End.drift1)), v128.load(end + at, End.noise1)),
      end + at,
    );
  }
  sense(vectors, end + End.x, end + End.y, end + End.one, 0, met);
  for (let at: usize = 0; at < rowEnd; at += 16) {
    const drift0 = v128.load(end + at, End.drift0);
    const drift1 = v128.load(end + at, End.drift1);
    driftVelocity(at);
    // the predicted point lies behind a mirror: so does its drift
    const there0 = f32x4.mul(v128.load(end + at, End.mirrorX), v128.load(end + at, End.drift0));
    const there1 = f32x4.mul(v128.load(end + at, End.mirrorY), v128.load(end + at, End.drift1));
    const way0 = f32x4.mul(f32x4.mul(half, dt), f32x4.add(drift0, there0));
    const way1 = f32x4.mul(f32x4.mul(half, dt), f32x4.add(drift1, there1));
    travel(
      v128.load(tile + at, Way.x),
      v128.load(tile + at, Way.y),
      f32x4.add(way0, v128.load(end + at, End.noise0)),
      f32x4.add(way1, v128.load(end + at, End.noise1)),
      end + at,
    );
  }
  sense(vectors, end + End.x, end + End.y, end + End.one, 0, met);
  for (let at: usize = 0; at < rowEnd; at += 16) rememberHalf(at);
}

export function crawl(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  position: usize,
  _heading: usize,
  _hazard: usize,
  rounds: usize,
  memory: usize,
  v: usize,
  extremes: usize,
  made: u32,
  own: u32,
): void {
  if (load<f32>(clock + Clock.taken) == 0) return;
  setSenses(thread, functions, parameters, clock, v, made, own, false);
  fault = 0;
  const varies = spread();
  const size = memorySize();
  fillMedians(tile);
  fillRow(tile + Way.fraction, f32x4.splat(0));
  fillRow(end + End.one, f32x4.splat(1));
  const stop = lineStart(cells, thread + 1, threads);
  for (let first = lineStart(cells, thread, threads); first < stop; first += CELL_TILE) {
    const count = min(CELL_TILE, stop - first);
    loadPositions(tile + Way.x, tile + Way.y, position, first, count);
    loadMemory(memory, size, first, count);
    if (varies)
      for (let vector: u32 = 0; vector < vectorsOf(count); vector += 1)
        ownOf(indices(first, vector, count), tile + (<usize>vector << 4));
    crawlTile(first, count);
    storeMemory(memory, size, first, count);
    storePositions(end + End.x, end + End.y, position, first, count);
    if (addRounds(rounds, end + End.passedX, end + End.passedY, first, count)) fault = max(fault, Fault.tooManyRounds);
  }
  if (fault > 0) gather(extremes, thread, Extremes.fault, reinterpret<u32>(fault));
}
