// As shaders/two-state/rates.wgsl: rates of reversal at the centres; `atMiddle`: of the lattice step that is due, else at the
// clock's time. Formulas fill rows of a tile of places.

import { CELL_TILE, Clock, Parameters, Sensed, Value } from '../layout';
import { centreX } from '../lib/grid';
import { lineStart } from '../lib/threads';
import { fillRow, met, one, setSenses, start } from '../run-and-tumble/setting';
import { vectorsOf } from '../run-and-tumble/tile';
import { rateOf } from '../sensing/law';
import { senseAt, setPlaces } from '../sensing/sense-at';
import { coarseness, PENDING, UNIT } from './lattice';

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
