// As shaders/two-state/step.wgsl: one lattice step, half of the reversals, transport by one cell, the other half. Cell by cell: on
// a line there are few.

import { Extremes, Option, Parameters, Value } from '../layout';
import { gatherTrue } from '../keller-segel/gather';
import { isFinite32 } from '../lib/finite';
import { lineStart } from '../lib/threads';
import { one, setValues } from '../run-and-tumble/setting';
import { arriving, DUE, moved, rates, setMovers, SLOT } from './lattice';

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
