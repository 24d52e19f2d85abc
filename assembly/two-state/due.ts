// As shaders/two-state/due.wgsl: whether the step that the clock has just accepted makes a lattice step due. One thread.

import { Clock, Parameters, Value } from '../layout';
import { one, setValues } from '../run-and-tumble/setting';
import { coarseness, DUE, PENDING, SLOT, UNIT } from './lattice';

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
