// As shaders/sensing/sense-at.wgsl: what a cell meets at places given in lengths, for the continuum levels. Formulas fill the
// rows `start`; what cells meet that run one way or another goes to the rows `met`, four of them at a time.

import { CellFunction, Sensed } from '../layout';
import { constants, formulas, met, parameters, start } from '../run-and-tumble/setting';

/** So many vectors of places, whose x, y and t stand in `start`. */
export function setPlaces(vectors: u32): void {
  call_indirect<void>(formulas + CellFunction.sensed, start, vectors << 2, parameters, constants);
}

/** What four cells meet that run this way (a unit vector, or 0 for those that stand) at this speed. */
export function senseAt(at: usize, wayX: f32, wayY: f32, speed: f32): void {
  const from = start + at;
  const to = met + at;
  const ex = f32x4.splat(wayX);
  const ey = f32x4.splat(wayY);
  const fast = f32x4.splat(speed);
  v128.store(to, ex, Sensed.ex);
  v128.store(to, ey, Sensed.ey);
  const cx = v128.load(from, Sensed.cx);
  const cy = v128.load(from, Sensed.cy);
  v128.store(to, v128.load(from, Sensed.c), Sensed.c);
  v128.store(to, cx, Sensed.cx);
  v128.store(to, cy, Sensed.cy);
  const first = f32x4.add(f32x4.mul(ex, cx), f32x4.mul(ey, cy));
  v128.store(to, f32x4.add(f32x4.mul(fast, first), v128.load(from, Sensed.ct)), Sensed.ct);
  const ax = v128.load(from, Sensed.ax);
  const ay = v128.load(from, Sensed.ay);
  v128.store(to, v128.load(from, Sensed.a), Sensed.a);
  const second = f32x4.add(f32x4.mul(ex, ax), f32x4.mul(ey, ay));
  v128.store(to, f32x4.add(f32x4.mul(fast, second), v128.load(from, Sensed.at)), Sensed.at);
  v128.store(to, v128.load(from, Sensed.ratePlus), Sensed.ratePlus);
  v128.store(to, v128.load(from, Sensed.rateMinus), Sensed.rateMinus);
}
