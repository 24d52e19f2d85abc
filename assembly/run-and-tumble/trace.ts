// As shaders/run-and-tumble/trace.wgsl: after a step, appends the followed cell's state to the ring `trace`. One thread.

import {
  CELL_STRIDE,
  Clock,
  End,
  FOLLOWED_TUMBLES,
  Parameters,
  Sensed,
  TRACE_FIELDS,
  TRACE_STEPS,
  Value,
  Way,
} from '../layout';
import { direction } from '../lib/angle';
import { crawling, inner, innerSize, memorySize, rateOf } from '../sensing/law';
import { sense, standing } from './sensed';
import { cells, end, fillRow, met, one, parameters, setSenses, steps, tile } from './setting';
import { indices, loadMemory, loadPositions, loadWords } from './tile';
import { ownOf } from './variety';

const RADIANS: f32 = 6.2831853071795865 / 4294967296.0;

export function trace(
  thread: u32,
  _threads: u32,
  functions: u32,
  record: usize,
  clock: usize,
  position: usize,
  heading: usize,
  rounds: usize,
  memory: usize,
  v: usize,
  extremes: usize,
  ring: usize,
  made: u32,
  own: u32,
): void {
  if (thread != 0 || load<f32>(clock + Clock.taken) == 0) return;
  setSenses(thread, functions, record, clock, v, made, own, false);
  const i = load<u32>(parameters + Parameters.followed);
  if (i >= cells) return;
  ownOf(indices(i, 0, 1), tile);
  loadPositions(tile + Way.x, tile + Way.y, position, i, 1);
  loadWords(tile + Way.course, heading, i, 1);
  loadMemory(memory, memorySize(), i, 1);
  fillRow(end + End.one, f32x4.splat(1));
  // in one dimension, too, as the shader: exact at quarter turns
  if (crawling()) standing(1, met);
  else direction(v128.load(tile, Way.course), met + Sensed.ex, met + Sensed.ey);
  sense(1, tile + Way.x, tile + Way.y, end + End.one, crawling() ? 0 : one(Value.speed), met);
  inner(met, tile + Way.own0, tile + Way.state0, end + End.inner0);
  const rate = f32x4.extract_lane(rateOf(met, tile + Way.own0, tile + Way.state0), 0);
  const shown = innerSize();
  const first = ring + 4 * <usize>((steps % TRACE_STEPS) * (TRACE_FIELDS + shown));
  const round = load<u32>(rounds + 4 * i);
  store<f32>(first, load<f32>(met, Sensed.t));
  store<f32>(first, load<f32>(met, Sensed.x), 4);
  store<f32>(first, load<f32>(met, Sensed.y), 8);
  store<f32>(first, <f32>(<i32>(round << 16) >> 16), 12);
  store<f32>(first, <f32>(<i32>round >> 16), 16);
  store<f32>(first, <f32>load<u32>(heading + 4 * i) * RADIANS, 20);
  store<f32>(first, load<f32>(met, Sensed.c), 24);
  store<f32>(first, load<f32>(met, Sensed.a), 28);
  store<f32>(first, max<f32>(0, rate), 32);
  store<f32>(first, <f32>load<u32>(extremes + 4 * FOLLOWED_TUMBLES), 36);
  for (let k: usize = 0; k < shown; k += 1)
    store<f32>(first + 4 * (TRACE_FIELDS + k), load<f32>(end + CELL_STRIDE * k, End.inner0));
}
