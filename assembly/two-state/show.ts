// As shaders/two-state/show.wgsl: density and current at the clock's time, which may be a part of a lattice step after the
// state's.

import { Clock, Option, Parameters, Value } from '../layout';
import { lineStart } from '../lib/threads';
import { one, setValues } from '../run-and-tumble/setting';
import { arriving, halfway, moved, PENDING, rates, setMovers, SLOT, UNIT } from './lattice';

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
