// As shaders/fokker-planck/coefficients.wgsl with tumbling.wgsl, crawling.wgsl or given.wgsl: diffusion and drift at the right
// and the upper face of each grid cell, by tiles. Formulas, and the law, are asked at three points of the way across a face;
// what they say stands in rows of `End`, two for each point.

import { CELL_STRIDE, CELL_TILE, Clock, End, Parameters, Sensed, Value, Way } from '../layout';
import { centreX, centreY } from '../lib/grid';
import { lineStart } from '../lib/threads';
import { crawling, rateOf, rest } from '../sensing/law';
import { noiseStrength, pull } from '../sensing/landscape';
import { senseAt, setPlaces } from '../sensing/sense-at';
import {
  end,
  fillRow,
  met,
  one,
  periodicX,
  periodicY,
  setSenses,
  start,
  tile,
  twoDimensional,
  value,
} from '../run-and-tumble/setting';
import { vectorsOf } from '../run-and-tumble/tile';
import { fillMedians } from '../run-and-tumble/variety';

const GAUSS: f32 = 0.3872983346207417; // half of sqrt(3/5)

// Rows of `End`, free here, for the points before, at and after a face: diffusion, and the drift across it.
const DIFFUSION: usize = End.drift0;
const DRIFT: usize = End.drift1;
const POINT: usize = 2 * CELL_STRIDE;

@inline
function rateAlong(at: usize, wayX: f32, wayY: f32): v128 {
  senseAt(at, wayX, wayY, one(Value.speed));
  const rate = rateOf(met + at, tile + at + Way.own0, tile + at + Way.state0);
  return twoDimensional ? rate : f32x4.pmax(f32x4.splat(0), rate);
}

// Of cells that tumble, at four places: D = v^2/(d mu) and the drift v s A (1 - persistence)/(d mu) along an axis.
function tumbling(at: usize, alongX: bool, to: usize): void {
  const half = f32x4.splat(0.5);
  const right = rateAlong(at, 1, 0);
  const left = rateAlong(at, -1, 0);
  const turning = f32x4.sub(f32x4.splat(1), value(Value.persistence));
  let loss = f32x4.mul(f32x4.mul(half, f32x4.add(right, left)), turning);
  let bias = f32x4.mul(half, f32x4.sub(left, right));
  if (twoDimensional) {
    const up = rateAlong(at, 0, 1);
    const down = rateAlong(at, 0, -1);
    if (!alongX) bias = f32x4.mul(half, f32x4.sub(down, up));
    loss = f32x4.mul(f32x4.splat(2), f32x4.add(loss, value(Value.rotationalDiffusion)));
  }
  const speed = value(Value.speed);
  v128.store(to, f32x4.div(f32x4.mul(speed, speed), loss), DIFFUSION);
  v128.store(to, f32x4.mul(f32x4.div(f32x4.mul(speed, turning), loss), bias), DRIFT);
}

// Of cells that crawl: their own, where they have been for long.
function ofCrawling(at: usize, alongX: bool, to: usize): void {
  senseAt(at, 0, 0, 0);
  const own = tile + at + Way.own0;
  const state = tile + at + Way.state0;
  rest(met + at, own, state);
  const slope = alongX ? v128.load(met + at, Sensed.cx) : v128.load(met + at, Sensed.cy);
  v128.store(to, noiseStrength(own, state), DIFFUSION);
  v128.store(to, f32x4.mul(pull(own, state), slope), DRIFT);
}

/** Diffusion and the drift along an axis at the places in `start`, for one of the three points. */
function coefficientsAt(vectors: u32, alongX: bool, point: usize, given: bool): void {
  setPlaces(vectors);
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    const to = end + at + point * POINT;
    if (given) {
      v128.store(to, v128.load(start + at, Sensed.c), DIFFUSION);
      v128.store(to, alongX ? v128.load(start + at, Sensed.cx) : v128.load(start + at, Sensed.cy), DRIFT);
    } else if (crawling()) {
      ofCrawling(at, alongX, to);
    } else {
      tumbling(at, alongX, to);
    }
  }
}
let parametersAt: usize = 0;

// Drift over diffusion, or the drift itself where nothing diffuses.
@inline
function ratio(at: usize, point: usize, drifts: v128): v128 {
  const from = end + at + point * POINT;
  const drift = v128.load(from, DRIFT);
  return v128.bitselect(drift, f32x4.div(drift, v128.load(from, DIFFUSION)), drifts);
}

@inline
function diffuses(at: usize, point: usize): v128 {
  return f32x4.gt(v128.load(end + at + point * POINT, DIFFUSION), f32x4.splat(0));
}

/** The faces across one axis of a tile of grid cells; a wall's has none. */
function faces(first: u32, count: u32, alongX: bool, given: bool, coefficients: usize): void {
  const nx = load<u32>(parametersAt + Parameters.nx);
  const ny = load<u32>(parametersAt + Parameters.ny);
  const dx = load<f32>(parametersAt + Parameters.dx);
  const dy = load<f32>(parametersAt + Parameters.dy);
  const vectors = vectorsOf(count);
  for (let point: usize = 0; point < 3; point += 1) {
    const off: f32 = (<f32>point - 1) * GAUSS;
    const offX: f32 = alongX ? 0.5 * dx + off * dx : 0;
    const offY: f32 = alongX ? 0 : 0.5 * dy + off * dy;
    for (let k: u32 = 0; k < vectors << 2; k += 1) {
      const g = min(first + k, nx * ny - 1);
      store<f32>(start + 4 * k, centreX(g % nx, dx) + offX, Sensed.x);
      store<f32>(start + 4 * k, centreY(g / nx, ny, dy) + offY, Sensed.y);
    }
    coefficientsAt(vectors, alongX, point, given);
  }
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    const drifts = v128.not(v128.and(v128.and(diffuses(at, 0), diffuses(at, 1)), diffuses(at, 2)));
    const outer = f32x4.add(ratio(at, 0, drifts), ratio(at, 2, drifts));
    const inner = f32x4.mul(f32x4.splat(8), ratio(at, 1, drifts));
    const sum = f32x4.add(f32x4.mul(f32x4.splat(5), outer), inner);
    const mean = f32x4.div(sum, f32x4.splat(18));
    const diffusion = v128.load(end + at + POINT, DIFFUSION);
    v128.store(end + at, v128.bitselect(mean, f32x4.mul(diffusion, mean), drifts), DRIFT);
  }
  for (let k: u32 = 0; k < count; k += 1) {
    const g = first + k;
    const isFace = alongX ? periodicX || g % nx + 1 < nx : twoDimensional && (periodicY || g / nx + 1 < ny);
    const at = coefficients + 16 * <usize>g + (alongX ? 0 : 8);
    store<f32>(at, isFace ? load<f32>(end + 4 * k + POINT, DIFFUSION) : 0);
    store<f32>(at, isFace ? load<f32>(end + 4 * k, DRIFT) : 0, 4);
  }
}

export function coefficients(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  found: usize,
  made: u32,
  own: u32,
  atEnd: bool,
  given: bool,
): void {
  setSenses(thread, functions, parameters, clock, 0, made, own, true);
  parametersAt = parameters;
  fillMedians(tile);
  const t: f32 = load<f32>(clock + Clock.time) + (atEnd ? load<f32>(clock + Clock.step) : 0);
  fillRow(start + Sensed.t, f32x4.splat(t));
  const grid = load<u32>(parameters + Parameters.nx) * load<u32>(parameters + Parameters.ny);
  const stop = lineStart(grid, thread + 1, threads);
  for (let first = lineStart(grid, thread, threads); first < stop; first += CELL_TILE) {
    const count = min(CELL_TILE, stop - first);
    faces(first, count, true, given, found);
    if (twoDimensional) {
      faces(first, count, false, given, found);
    } else {
      for (let k: u32 = 0; k < count; k += 1) store<u64>(found + 16 * <usize>(first + k), 0, 8);
    }
  }
}
