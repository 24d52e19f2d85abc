// As shaders/run-and-tumble/step.wgsl, which says what is done and why: straight runs, ended by tumbles as the hazard clock
// says. A tile of cells goes to the end of the step four cells at a time; those that tumble on the way are put together and go
// on by themselves, until none is left: so a tumble is paid for by the cell that tumbles, and what formulas fill are rows.

import {
  CELL_STRIDE,
  CELL_TILE,
  Clock,
  End,
  Extremes,
  Fault,
  FOLLOWED_TUMBLES,
  MOST_TUMBLES,
  Parameters,
  Purpose,
  Sensed,
  Value,
  Way,
} from '../layout';
import { gather } from '../keller-segel/gather';
import { headingOf } from '../lib/angle';
import { finiteLanes } from '../lib/finite';
import { exponential, normals, philox } from '../lib/random';
import { lineStart } from '../lib/threads';
import { pullX, pullY, rotation } from '../sensing/ccr7';
import { instantRate } from '../sensing/instant';
import { disturb, memorySize, noisy, rateOf, remember, steering } from '../sensing/law';
import { moveHeading, moveSensed, moveWay } from './lanes';
import { sense, wayOf } from './sensed';
import {
  cells,
  end,
  fillRow,
  keyHigh,
  keyLow,
  last,
  length,
  list,
  met,
  one,
  parameters,
  setSenses,
  start,
  steps,
  tile,
  twoDimensional,
  value,
  words,
} from './setting';
import {
  indices,
  loadMemory,
  loadPositions,
  loadWords,
  storeMemory,
  storePositions,
  storeWords,
  vectorsOf,
} from './tile';
import { addRounds, headingAfter, travel } from './travel';
import { tumbled, turnedTowards, waitingTime } from './turning';
import { fillMedians, ownOf, spread } from './variety';

/** Largest of the faults that a thread's cells raised. */
let fault: f32 = 0;
/** Numbers of the memory, whether what was met last is needed, whether cells differ: of this dispatch. */
let size: u32 = 0;
let keepsMet: bool = false;
let varies: bool = false;
/** Where its tumbles are counted. */
let followedTumbles: usize = 0;
/** Where the followed cell stands in the tile, if it does. */
let followedSlot: u32 = 0xffffffff;

// Tumbling rates there, clipped at 0.
@inline
function rateAt(s: usize, own: usize, state: usize): v128 {
  const rate = size == 0 ? instantRate(s) : rateOf(s, own, state);
  const finite = finiteLanes(rate);
  if (!i32x4.all_true(finite)) fault = max(fault, Fault.rateNotFinite);
  return v128.and(f32x4.pmax(f32x4.splat(0), rate), finite);
}

/** The way of each of these cells to the end of the step, if nothing happens: what they meet at both ends of it. */
function lookAhead(ways: usize, vectors: u32): void {
  const speed = value(Value.speed);
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    wayOf(v128.load(ways + at, Way.course), start + at);
    const ex = v128.load(start + at, Sensed.ex);
    const ey = v128.load(start + at, Sensed.ey);
    const distance = f32x4.mul(speed, v128.load(ways + at, Way.time));
    travel(
      v128.load(ways + at, Way.x),
      v128.load(ways + at, Way.y),
      f32x4.mul(distance, ex),
      f32x4.mul(distance, ey),
      end + at,
    );
    v128.store(met + at, f32x4.mul(v128.load(end + at, End.mirrorX), ex), Sensed.ex);
    v128.store(met + at, f32x4.mul(v128.load(end + at, End.mirrorY), ey), Sensed.ey);
  }
  const fast = one(Value.speed);
  sense(vectors, ways + Way.x, ways + Way.y, ways + Way.fraction, fast, start);
  sense(vectors, end + End.x, end + End.y, end + End.one, fast, met);
}

/** A cell that has come to the end of the step: back to its slot of the tile. */
function arrive(lane: usize, slot: u32, ways: usize, event: u32): void {
  const to = tile + 4 * slot;
  store<u32>(to, load<u32>(end + lane, End.x), Way.x);
  store<u32>(to, load<u32>(end + lane, End.y), Way.y);
  store<u32>(to, load<u32>(end + lane, End.course), Way.course);
  store<u32>(to, load<u32>(end + lane, End.left), Way.left);
  store<u32>(to, load<u32>(ways + lane, Way.roundsX) + load<u32>(end + lane, End.passedX), Way.roundsX);
  store<u32>(to, load<u32>(ways + lane, Way.roundsY) + load<u32>(end + lane, End.passedY), Way.roundsY);
  for (let k: usize = 0; k < size; k += 1)
    store<u32>(to + CELL_STRIDE * k, load<u32>(end + lane + CELL_STRIDE * k, End.after0), Way.state0);
  if (keepsMet) moveSensed(met + lane, last + 4 * slot);
  if (slot == followedSlot) atomic.add<u32>(followedTumbles, event);
}

/**
 * Cells whose hazard lasts arrive; the others are put together in `list`, with what they need to go on: how many.
 * `event`: how often these have tumbled.
 */
function part(ways: usize, count: u32, event: u32): u32 {
  const vectors = vectorsOf(count);
  let going: u32 = 0;
  for (let vector: u32 = 0; vector < vectors; vector += 1) {
    const at = <usize>vector << 4;
    const state = ways + at + Way.state0;
    const own = ways + at + Way.own0;
    const time = v128.load(ways + at, Way.time);
    const left = v128.load(ways + at, Way.left);
    const after = size > 0 ? end + at + End.after0 : state;
    if (size > 0) remember(start + at, met + at, own, state, after, time);
    const first = rateAt(start + at, own, state);
    const later = rateAt(met + at, own, after);
    const spent = f32x4.mul(f32x4.mul(f32x4.splat(0.5), f32x4.add(first, later)), time);
    const used = f32x4.gt(spent, left);
    let tumbles = i32x4.bitmask(used);
    if (event == MOST_TUMBLES && tumbles != 0) {
      fault = max(fault, Fault.tooManyTumbles);
      tumbles = 0;
    }
    const course = headingAfter(
      v128.load(ways + at, Way.course),
      v128.load(end + at, End.mirrorX),
      v128.load(end + at, End.mirrorY),
    );
    const hazard = f32x4.pmax(f32x4.splat(0), f32x4.sub(left, spent));
    if (tumbles == 0 && event == 0 && !keepsMet && vector != followedSlot >> 2) {
      // All of them arrive, where they stand.
      v128.store(ways + at, v128.load(end + at, End.x), Way.x);
      v128.store(ways + at, v128.load(end + at, End.y), Way.y);
      v128.store(ways + at, course, Way.course);
      v128.store(ways + at, hazard, Way.left);
      v128.store(ways + at, v128.load(end + at, End.passedX), Way.roundsX);
      v128.store(ways + at, v128.load(end + at, End.passedY), Way.roundsY);
      for (let k: usize = 0; k < size; k += 1)
        v128.store(state + CELL_STRIDE * k, v128.load(after + CELL_STRIDE * k));
      continue;
    }
    v128.store(end + at, course, End.course);
    v128.store(end + at, hazard, End.left);
    if (tumbles != 0) v128.store(ways + at, waitingTime(left, first, later, time), Way.wait);
    for (let k: u32 = 4 * vector; k < min<u32>(4 * vector + 4, count); k += 1) {
      const lane = <usize>4 * k;
      if ((tumbles >> <i32>(k & 3)) & 1) {
        moveWay(ways + lane, list + 4 * going, size, varies);
        if (size > 0) moveSensed(start + lane, start + 4 * going);
        else moveHeading(start + lane, start + 4 * going);
        going += 1;
      } else {
        arrive(lane, load<u32>(ways + lane, Way.slot), ways, event);
      }
    }
  }
  // vectors are full
  for (let k = going; k & 3; k += 1) {
    moveWay(list + 4 * (going - 1), list + 4 * k, size, varies);
    moveSensed(start + 4 * (going - 1), start + 4 * k);
  }
  return going;
}

/** The cells of the list go to where they tumble, and do. */
function tumble(first: u32, count: u32, event: u32): void {
  const vectors = vectorsOf(count);
  const speed = value(Value.speed);
  const whole = f32x4.splat(length);
  const oneLane = f32x4.splat(1);
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    const ex = v128.load(start + at, Sensed.ex);
    const ey = v128.load(start + at, Sensed.ey);
    const wait = v128.load(list + at, Way.wait);
    const distance = f32x4.mul(speed, wait);
    travel(
      v128.load(list + at, Way.x),
      v128.load(list + at, Way.y),
      f32x4.mul(distance, ex),
      f32x4.mul(distance, ey),
      end + at,
    );
    const time = f32x4.sub(v128.load(list + at, Way.time), wait);
    v128.store(list + at, time, Way.time);
    v128.store(list + at, f32x4.sub(oneLane, f32x4.div(time, whole)), Way.fraction);
    v128.store(met + at, f32x4.mul(v128.load(end + at, End.mirrorX), ex), Sensed.ex);
    v128.store(met + at, f32x4.mul(v128.load(end + at, End.mirrorY), ey), Sensed.ey);
  }
  if (size > 0) sense(vectors, end + End.x, end + End.y, list + Way.fraction, one(Value.speed), met);
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    if (size > 0) {
      const state = list + at + Way.state0;
      const after = end + at + End.after0;
      remember(start + at, met + at, list + at + Way.own0, state, after, v128.load(list + at, Way.wait));
      for (let k: usize = 0; k < size; k += 1)
        v128.store(state + CELL_STRIDE * k, v128.load(after + CELL_STRIDE * k));
    }
    const moreX = i32x4.add(v128.load(list + at, Way.roundsX), v128.load(end + at, End.passedX));
    const moreY = i32x4.add(v128.load(list + at, Way.roundsY), v128.load(end + at, End.passedY));
    v128.store(list + at, moreX, Way.roundsX);
    v128.store(list + at, moreY, Way.roundsY);
    v128.store(list + at, v128.load(end + at, End.x), Way.x);
    v128.store(list + at, v128.load(end + at, End.y), Way.y);
    const course = headingAfter(
      v128.load(list + at, Way.course),
      v128.load(end + at, End.mirrorX),
      v128.load(end + at, End.mirrorY),
    );
    const cell = i32x4.add(i32x4.splat(first), v128.load(list + at, Way.slot));
    philox(words, cell, steps, event, Purpose.tumble, keyLow, keyHigh);
    v128.store(list + at, tumbled(course, v128.load(words)), Way.course);
    v128.store(list + at, exponential(v128.load(words, 16)), Way.left);
  }
}

/** At the end of the step: rotational diffusion, turning towards a pull, noise of the inside. */
function disturbed(first: u32, count: u32): void {
  const turns = twoDimensional && (steering() || one(Value.rotationalDiffusion) > 0);
  const shakes = noisy();
  if (!turns && !shakes) return;
  const time = f32x4.splat(length);
  for (let vector: u32 = 0; vector < vectorsOf(count); vector += 1) {
    const at = <usize>vector << 4;
    const cell = indices(first, vector, count);
    const own = tile + at + Way.own0;
    const state = tile + at + Way.state0;
    if (turns) {
      philox(words, cell, steps, 0, Purpose.diffusion, keyLow, keyHigh);
      const noise = words + 64;
      normals(v128.load(words), v128.load(words, 16), noise);
      let course = v128.load(tile + at, Way.course);
      if (steering()) {
        const along = f32x4.sqrt(f32x4.mul(rotation(last + at, own, state), time));
        course = i32x4.add(course, headingOf(f32x4.mul(along, v128.load(noise))));
        wayOf(course, end + at);
        const turned = turnedTowards(
          v128.load(end + at, Sensed.ex),
          v128.load(end + at, Sensed.ey),
          pullX(last + at, own, state),
          pullY(last + at, own, state),
          time,
        );
        course = i32x4.add(course, headingOf(turned));
        course = i32x4.add(course, headingOf(f32x4.mul(along, v128.load(noise, 16))));
      } else {
        const wide = f32x4.mul(f32x4.mul(f32x4.splat(2), value(Value.rotationalDiffusion)), time);
        course = i32x4.add(course, headingOf(f32x4.mul(f32x4.sqrt(wide), v128.load(noise))));
      }
      v128.store(tile + at, course, Way.course);
    }
    if (shakes) {
      philox(words, cell, steps, 0, Purpose.noise, keyLow, keyHigh);
      const noise = words + 64;
      normals(v128.load(words), v128.load(words, 16), noise);
      disturb(last + at, own, state, time, v128.load(noise), v128.load(noise, 16));
    }
  }
}

export function step(
  thread: u32,
  threads: u32,
  functions: u32,
  record: usize,
  clock: usize,
  position: usize,
  heading: usize,
  hazard: usize,
  rounds: usize,
  memory: usize,
  v: usize,
  extremes: usize,
  made: u32,
  own: u32,
): void {
  if (load<f32>(clock + Clock.taken) == 0) return;
  setSenses(thread, functions, record, clock, v, made, own, false);
  fault = 0;
  size = memorySize();
  keepsMet = (steering() && twoDimensional) || noisy();
  varies = spread();
  followedTumbles = extremes + 4 * FOLLOWED_TUMBLES;
  const followed = load<u32>(parameters + Parameters.followed);
  fillMedians(tile);
  fillMedians(list);
  fillRow(tile + Way.time, f32x4.splat(length));
  fillRow(tile + Way.fraction, f32x4.splat(0));
  fillRow(end + End.one, f32x4.splat(1));
  for (let slot: u32 = 0; slot < CELL_TILE; slot += 1) store<u32>(tile + 4 * slot, slot, Way.slot);
  const stop = lineStart(cells, thread + 1, threads);
  for (let first = lineStart(cells, thread, threads); first < stop; first += CELL_TILE) {
    const count = min(CELL_TILE, stop - first);
    const vectors = vectorsOf(count);
    followedSlot = followed - first < count ? followed - first : 0xffffffff;
    loadPositions(tile + Way.x, tile + Way.y, position, first, count);
    loadWords(tile + Way.course, heading, first, count);
    loadWords(tile + Way.left, hazard, first, count);
    loadMemory(memory, size, first, count);
    fillRow(tile + Way.roundsX, i32x4.splat(0));
    fillRow(tile + Way.roundsY, i32x4.splat(0));
    if (varies)
      for (let vector: u32 = 0; vector < vectors; vector += 1)
        ownOf(indices(first, vector, count), tile + (<usize>vector << 4));
    lookAhead(tile, vectors);
    let going = part(tile, count, 0);
    for (let event: u32 = 0; going > 0; event += 1) {
      tumble(first, going, event);
      lookAhead(list, vectorsOf(going));
      going = part(list, going, event + 1);
    }
    disturbed(first, count);
    storeMemory(memory, size, first, count);
    storePositions(tile + Way.x, tile + Way.y, position, first, count);
    storeWords(tile + Way.course, heading, first, count);
    storeWords(tile + Way.left, hazard, first, count);
    if (addRounds(rounds, tile + Way.roundsX, tile + Way.roundsY, first, count))
      fault = max(fault, Fault.tooManyRounds);
  }
  if (fault > 0) gather(extremes, thread, Extremes.fault, reinterpret<u32>(fault));
}
