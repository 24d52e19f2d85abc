// As shaders/run-and-tumble/sensed.wgsl: what cells meet at a point of their path. Rows of cells: their headings' unit vectors
// stand in the rows before, formulas fill rows for all of them, a live field is read four cells at a time.

import { CellFunction, Clock, Sensed } from '../layout';
import { direction } from '../lib/angle';
import { mirrored } from '../lib/fixed';
import { setField, interpolated } from './field';
import {
  beginning,
  clock,
  constants,
  formulas,
  length,
  parameters,
  periodicX,
  periodicY,
  readsField,
  twoDimensional,
  unitX,
  unitY,
} from './setting';

/** Stores the unit vectors of four headings, exact in one dimension. */
@inline
export function wayOf(heading: v128, s: usize): void {
  if (twoDimensional) {
    direction(heading, s + Sensed.ex, s + Sensed.ey);
    return;
  }
  v128.store(s, v128.or(f32x4.splat(1), v128.and(heading, i32x4.splat(0x80000000))), Sensed.ex);
}

/** Cells that stand: no way. */
export function standing(vectors: u32, s: usize): void {
  for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
    v128.store(s + at, f32x4.splat(0), Sensed.ex);
    v128.store(s + at, f32x4.splat(0), Sensed.ey);
  }
}

/**
 * What cells at these positions meet at these fractions of the step, running at this speed the ways that stand in `s`:
 * so many vectors of them, all addresses of rows.
 */
export function sense(vectors: u32, x: usize, y: usize, fraction: usize, speed: f32, s: usize): void {
  const rowEnd = <usize>vectors << 4;
  const fast = f32x4.splat(speed);
  const first = f32x4.splat(beginning);
  const whole = f32x4.splat(length);
  for (let at: usize = 0; at < rowEnd; at += 16) {
    const px = v128.load(x + at);
    v128.store(s + at, f32x4.mul(f32x4.convert_i32x4_u(periodicX ? px : mirrored(px)), unitX), Sensed.x);
    v128.store(s + at, f32x4.add(first, f32x4.mul(v128.load(fraction + at), whole)), Sensed.t);
    if (!twoDimensional) continue;
    const py = v128.load(y + at);
    v128.store(s + at, f32x4.mul(f32x4.convert_i32x4_u(periodicY ? py : mirrored(py)), unitY), Sensed.y);
  }
  call_indirect<void>(formulas + CellFunction.sensed, s, vectors << 2, parameters, constants);
  if (readsField) {
    setField(load<u32>(clock + Clock.slot));
    for (let at: usize = 0; at < rowEnd; at += 16)
      interpolated(v128.load(x + at), v128.load(y + at), v128.load(fraction + at), s + at);
  }
  for (let at: usize = 0; at < rowEnd; at += 16) {
    const ex = v128.load(s + at, Sensed.ex);
    const ey = v128.load(s + at, Sensed.ey);
    const first = f32x4.add(
      f32x4.mul(ex, v128.load(s + at, Sensed.cx)),
      f32x4.mul(ey, v128.load(s + at, Sensed.cy)),
    );
    v128.store(s + at, f32x4.add(f32x4.mul(fast, first), v128.load(s + at, Sensed.ct)), Sensed.ct);
    const second = f32x4.add(
      f32x4.mul(ex, v128.load(s + at, Sensed.ax)),
      f32x4.mul(ey, v128.load(s + at, Sensed.ay)),
    );
    v128.store(s + at, f32x4.add(f32x4.mul(fast, second), v128.load(s + at, Sensed.at)), Sensed.at);
  }
}
