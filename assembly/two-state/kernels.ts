// The kernels of the master equation (shaders/two-state): settle, due, rates, step, show. On a line there are few grid cells: all
// but the rates, which formulas fill by rows, go cell by cell.

import { CELL_TILE, Clock, Extremes, Option, Parameters, Sensed, Value } from '../layout';
import { gatherTrue } from '../keller-segel/gather';
import { isFinite32 } from '../lib/finite';
import { centreX } from '../lib/grid';
import { lineStart } from '../lib/threads';
import { rateOf } from '../sensing/law';
import { senseAt, setPlaces } from '../sensing/sense-at';
import { fillRow, met, one, setSenses, setValues, start } from '../run-and-tumble/setting';
import { vectorsOf } from '../run-and-tumble/tile';
import { arriving, coarseness, DUE, halfway, moved, PENDING, rates, setMovers, SLOT, UNIT } from './lattice';

/** The start: half of the cells at each place move each way. */
export function settle(
  thread: u32,
  threads: u32,
  _formulas: u32,
  parameters: usize,
  u: usize,
  movers: usize,
): void {
  const nx = load<u32>(parameters + Parameters.nx);
  const stop = lineStart(nx, thread + 1, threads);
  for (let i = lineStart(nx, thread, threads); i < stop; i += 1) {
    const half: f32 = 0.5 * load<f32>(u + 4 * i);
    store<f32>(movers + 4 * i, half);
    store<f32>(movers + 4 * (nx + i), half);
  }
}

/** Whether the step that the clock has just accepted makes a lattice step due. One thread. */
export function due(
  thread: u32,
  _threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  lattice: usize,
  made: u32,
): void {
  if (thread != 0) return;
  setValues(thread, functions, parameters, made);
  // As the clock's own step in f32 tells it.
  const unit = <u32>(<f32>load<u32>(parameters + Parameters.most_ticks));
  const before = load<u32>(lattice, UNIT);
  let pending = load<u32>(lattice, PENDING);
  if (before != 0 && before != unit) pending = <u32>(<f32>pending * (<f32>unit / <f32>before));
  const ticks = load<f32>(clock + Clock.taken) / load<f32>(parameters + Parameters.tick);
  pending += <u32>nearest<f32>(ticks / coarseness(parameters, one(Value.speed)));
  const falls = pending >= unit;
  store<u32>(lattice, falls ? min(pending - unit, unit - 1) : pending, PENDING);
  store<u32>(lattice, unit, UNIT);
  store<u32>(lattice, falls ? 1 : 0, DUE);
  if (falls) store<u32>(lattice, 1 - load<u32>(lattice, SLOT), SLOT);
}

/** Rates of reversal at the centres; `atMiddle`: of the lattice step that is due, else at the clock's time. */
export function findRates(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  lattice: usize,
  found: usize,
  made: u32,
  own: u32,
  atMiddle: bool,
): void {
  setSenses(thread, functions, parameters, clock, 0, made, own, true);
  const nx = load<u32>(parameters + Parameters.nx);
  const dx = load<f32>(parameters + Parameters.dx);
  const speed = one(Value.speed);
  let t = load<f32>(clock + Clock.time);
  if (atMiddle) {
    const behind: f32 = <f32>load<u32>(lattice, PENDING) + 0.5 * <f32>load<u32>(lattice, UNIT);
    t -= behind * (load<f32>(parameters + Parameters.tick) * coarseness(parameters, speed));
  }
  fillRow(start + Sensed.t, f32x4.splat(t));
  const turning = f32x4.splat(0.5 * (1 - one(Value.persistence)));
  const zero = f32x4.splat(0);
  const stop = lineStart(nx, thread + 1, threads);
  for (let first = lineStart(nx, thread, threads); first < stop; first += CELL_TILE) {
    const count = min(CELL_TILE, stop - first);
    for (let k: u32 = 0; k < CELL_TILE; k += 1)
      store<f32>(start + 4 * k, centreX(min(first + k, nx - 1), dx), Sensed.x);
    setPlaces(vectorsOf(count));
    for (let vector: u32 = 0; vector < vectorsOf(count); vector += 1) {
      const at = <usize>vector << 4;
      senseAt(at, 1, 0, speed);
      const plus = f32x4.mul(turning, f32x4.pmax(zero, rateOf(met + at, 0, 0)));
      senseAt(at, -1, 0, speed);
      const minus = f32x4.mul(turning, f32x4.pmax(zero, rateOf(met + at, 0, 0)));
      v128.store(start + at, plus, Sensed.ex);
      v128.store(start + at, minus, Sensed.ey);
    }
    for (let k: u32 = 0; k < count; k += 1) {
      store<f32>(found + 8 * (first + k), load<f32>(start + 4 * k, Sensed.ex));
      store<f32>(found + 8 * (first + k), load<f32>(start + 4 * k, Sensed.ey), 4);
    }
  }
}

/** One lattice step: half of the reversals, transport by one cell, the other half. */
export function latticeStep(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  lattice: usize,
  ofRates: usize,
  movers: usize,
  extremes: usize,
  made: u32,
): void {
  if (load<u32>(lattice, DUE) == 0) return;
  setValues(thread, functions, parameters, made);
  const nx = load<u32>(parameters + Parameters.nx);
  const next = load<u32>(lattice, SLOT);
  const periodic = (made & Option.periodicX) != 0;
  const halfStep: f32 = (0.5 * load<f32>(parameters + Parameters.dx)) / one(Value.speed);
  setMovers(movers, ofRates, 1 - next, nx);
  const toRight = movers + 8 * <usize>next * nx;
  const toLeft = toRight + 4 * <usize>nx;
  let faulty = false;
  const stop = lineStart(nx, thread + 1, threads);
  for (let i = lineStart(nx, thread, threads); i < stop; i += 1) {
    const right = arriving(i, 1, halfStep, nx, periodic);
    const left = arriving(i, -1, halfStep, nx, periodic);
    const plus = load<f32>(rates + 8 * i);
    const minus = load<f32>(rates + 8 * i, 4);
    const change = moved(right, left, plus, minus, halfStep);
    const afterRight = max<f32>(right - change, 0);
    const afterLeft = max<f32>(left + change, 0);
    store<f32>(toRight + 4 * i, afterRight);
    store<f32>(toLeft + 4 * i, afterLeft);
    if (!isFinite32(afterRight) || !isFinite32(afterLeft) || !isFinite32(plus + minus)) faulty = true;
  }
  // The clock sees it at its next step.
  gatherTrue(extremes, thread, Extremes.notFinite, faulty);
}

/** Density and current at the clock's time, which may be a part of a lattice step after the state's. */
export function show(
  thread: u32,
  threads: u32,
  functions: u32,
  parameters: usize,
  clock: usize,
  lattice: usize,
  ofRates: usize,
  movers: usize,
  u: usize,
  v: usize,
  made: u32,
): void {
  setValues(thread, functions, parameters, made);
  const nx = load<u32>(parameters + Parameters.nx);
  const speed = one(Value.speed);
  const periodic = (made & Option.periodicX) != 0;
  const unit = load<u32>(lattice, UNIT);
  const part: f32 = unit > 0 ? <f32>load<u32>(lattice, PENDING) / <f32>unit : 0;
  const halfTime: f32 = (0.5 * part * load<f32>(parameters + Parameters.dx)) / speed;
  setMovers(movers, ofRates, load<u32>(lattice, SLOT), nx);
  const current = <usize>4 * load<u32>(clock + Clock.slot) * nx;
  const stop = lineStart(nx, thread + 1, threads);
  for (let i = lineStart(nx, thread, threads); i < stop; i += 1) {
    const stays: f32 = 1 - part;
    const right = halfway(i, halfTime, true) * stays + arriving(i, 1, halfTime, nx, periodic) * part;
    const left = halfway(i, halfTime, false) * stays + arriving(i, -1, halfTime, nx, periodic) * part;
    const change = moved(right, left, load<f32>(rates + 8 * i), load<f32>(rates + 8 * i, 4), halfTime);
    const nowRight = max<f32>(right - change, 0);
    const nowLeft = max<f32>(left + change, 0);
    store<f32>(u + current + 4 * i, nowRight + nowLeft);
    store<f32>(v + current + 4 * i, speed * (nowRight - nowLeft));
  }
}
